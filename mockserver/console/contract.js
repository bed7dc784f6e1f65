// The contract as the server tells it: fetched once, when first needed.
import {control} from './api.js';

let asked = null;

export function contract() {
  asked ??= control('contract', {server: true}).catch((error) => {
    asked = null;
    throw error;
  });
  return asked;
}

export const operationNames = ({services}) => services.flatMap(({operations}) => operations.map(({name}) => name)).sort();
