// Faults a test has asked for: what they meet, what they do, how often they did.
import {control, hasRoute, post, remove} from '../api.js';
import {contract, operationNames} from '../contract.js';
import {attempt, confirm, form} from '../dialog.js';
import {button, chip, emptyState, fill, foreign, h, table} from '../dom.js';
import {count} from '../format.js';
import {poll} from '../live.js';
import {head} from '../split.js';

const EVERY = 1500;

// What a fault may do: its label, and the effect made of the value beside it.
const EFFECTS = {
  code: ['Result code', (value) => ({code: value})],
  soapFault: ['SOAP fault', (value) => ({soapFault: {text: value || 'Server was unable to process request.'}})],
  http: ['HTTP status', (value) => ({http: {status: Number(value || 503)}})],
  latency: ['Latency', (value) => ({latency: value || '2s'})],
  dropped: ['Dropped connection', () => ({connection: 'dropped'})],
  reset: ['Reset connection', () => ({connection: 'reset'})],
  truncated: ['Truncated body', () => ({body: 'truncated'})],
  malformed: ['Malformed body', () => ({body: 'malformed'})],
  drip: ['Slow drip', (value) => ({bytesPerSecond: Number(value || 100)})],
  mail: ['Mail fails', () => ({mailFails: true})],
  shadow: ['ShadowProtect fails', () => ({shadowProtectFails: true})],
};

export const faults = {
  name: 'faults',
  title: 'Faults',
  key: 'f',
  needs: ['GET faults'],
  show(place) {
    const list = h('div', {class: 'pad'});
    let drawn = '';
    fill(
        place, head('Faults', {
          tools: [
            button('Remove all…', () => removeAll(), {class: 'quiet'}), button('As JSON…', () => addJson(), {class: 'quiet'}),
            button('Add…', () => add(), {class: 'primary'})
          ]
        }),
        list);

    const look = async () => {
      const {faults: all} = await control('faults');
      const content = JSON.stringify(all);
      if (content === drawn) return;
      drawn = content;
      fill(
          list,
          all.length === 0 ?
              emptyState(
                  'No faults: every call is answered by the rules.',
                  h('p', {class: 'hint'}, 'Add one to see how a client bears a refusal, a slow answer or a lost connection.')) :
              table(
                  [
                    {title: 'Meets', cell: ({match}) => foreign(meets(match))},
                    {title: 'Does', cell: ({effect}) => foreign(does(effect))},
                    {title: 'When', cell: (fault) => foreign(when(fault))},
                    {
                      title: 'State',
                      cell: (fault) =>
                          [chip(fault.state, fault.state === 'active' ? 'good' : 'none'),
                           fault.neverHit ? [' ', chip('never hit', 'plain')] : null]
                    },
                    {
                      title: 'Hits',
                      class: 'number',
                      cell: ({hits, left}) =>
                          [count(hits),
                           left === null || left === undefined ? null : h('span', {class: 'soft'}, ` of ${count(hits + left)}`)]
                    },
                    {
                      title: '',
                      class: 'row-actions',
                      cell: ({id}) => button(
                          'Remove', () => attempt(() => remove(`faults/${encodeURIComponent(id)}`).then(look), 'The fault is removed'),
                          {class: 'quiet small'})
                    },
                  ],
                  all, {caption: 'Faults'}));
    };
    const removeAll = () =>
        confirm('Remove all faults?', 'Every call is answered by the rules again.', 'Remove', () => remove('faults').then(look));

    async function add() {
      const known = hasRoute('GET contract') ? await contract().catch(() => null) : null;
      const added = await form({
        title: 'Add a fault',
        submit: 'Add',
        lead: 'What is left empty meets every call.',
        fields: [
          {name: 'operation', label: 'Operation', placeholder: 'CreateCompany', list: known ? operationNames(known) : undefined},
          {name: 'caller', label: 'Caller', placeholder: '888WS'},
          {name: 'entity', label: 'Entity id', type: 'number', min: 1},
          {name: 'nth', label: 'Only the nth call', type: 'number', min: 1},
          {name: 'times', label: 'At most so many times', type: 'number', min: 1},
          {name: 'effect', label: 'Effect', options: Object.entries(EFFECTS).map(([value, [label]]) => ({value, label}))},
          {
            name: 'value',
            label: 'Value',
            placeholder: 'UnexpectedError',
            list: known ? known.codes.map(({name}) => name) : undefined,
            hint: 'The name of the code, the fault’s text, the status, a duration such as 2s, or bytes a second.'
          },
        ],
        act: ({operation, caller, entity, nth, times, effect, value}) => {
          const match = {...(operation && {operation}), ...(caller && {caller}), ...(entity && {entity}), ...(nth && {nth})};
          if (effect === 'code' && !value) throw Object.assign(new Error('needs the name of a result code'), {path: 'value'});
          return post('faults', {...(Object.keys(match).length && {match}), ...(times && {times}), effect: EFFECTS[effect][1](value)});
        },
      });
      if (added) await attempt(look, 'The fault is set');
    }
    async function addJson() {
      const added = await form({
        title: 'Add a fault',
        submit: 'Add',
        lead: 'All that POST /_sandbox/faults takes.',
        fields: [{
          name: 'json',
          label: 'JSON',
          type: 'textarea',
          required: true,
          value: '{\n  "match": {"operation": "CreateCompany", "nth": 3},\n  "effect": {"code": "UnexpectedError"}\n}'
        }],
        act: ({json}) => {
          try {
            JSON.parse(json);
          } catch (error) {
            throw Object.assign(new Error(error.message), {path: 'json'});
          }
          return control('faults', {method: 'POST', body: json});
        },
      });
      if (added) await attempt(look, 'The fault is set');
    }
    const end = poll(EVERY, look);
    return {end};
  },
};

const listed = (object) =>
    Object.entries(object).map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : value}`).join(', ');

function meets(match = {}) {
  const {service, operation, caller, entity, fields, ...rest} = match;
  const parts = [operation ? `${service ? `${service}.` : ''}${operation}` : service ?? 'every call'];
  if (caller) parts.push(`by ${caller}`);
  if (entity) parts.push(`about ${entity}`);
  for (const {path, equals, like} of fields ?? []) parts.push(`${path} ${like === undefined ? `= ${equals}` : `like ${like}`}`);
  delete rest.nth;
  if (Object.keys(rest).length) parts.push(listed(rest));
  return parts.join(', ');
}

function does(effect) {
  const {code, message, soapFault, http, connection, latency, body, bytesPerSecond, mailFails, shadowProtectFails, when: moment, ...rest} =
      effect;
  return [
    code && `answers ${code}${message ? `: ${message}` : ''}`, soapFault && `SOAP fault: ${soapFault.text}`, http && `HTTP ${http.status}`,
    connection && `connection ${connection}`, latency && `waits ${typeof latency === 'string' ? latency : listed(latency)}`,
    body && `body ${body}`, bytesPerSecond && `${count(bytesPerSecond)} bytes a second`, mailFails && 'mail fails',
    shadowProtectFails && 'ShadowProtect fails', moment === 'after' && 'after the operation ran', Object.keys(rest).length && listed(rest)
  ].filter(Boolean)
      .join(', ');
}

function when({ match = {}, after, times, for: during, until, probability }) {
  const {nth} = match;
  const words = [
    nth !== undefined &&
        (typeof nth === 'number' ? `call ${nth} only` :
             Array.isArray(nth) ? `calls ${nth.join(', ')}` :
                                  `calls ${nth.from} to ${nth.to ?? '…'}`),
    after && `not the first ${count(after)}`, times && (times === 1 ? 'once' : `${count(times)} times`),
    during && `for ${during}${until ? `, until ${until}` : ''}`, probability !== undefined && `${probability * 100} % of them`
  ].filter(Boolean);
  return words.join(', ') || 'always';
}
