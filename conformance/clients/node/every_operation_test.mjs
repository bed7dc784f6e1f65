// npm's soap client, unmodified, calls every operation that the service descriptions list, and is answered with Success.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {promisify} from 'node:util';
import soap from 'soap';
import {Sandbox, serviceNames} from './sandbox.mjs';

const kNamespace = 'sosonlinebackup.com';
// Service -> operation -> who calls ("as"), with what ("in"), and what must be done before ("before": the same, with "call").
const kCalls = JSON.parse(readFileSync(new URL('../every_operation.json', import.meta.url), 'utf8'));

// The result code's name, wherever an operation has its Result: beside the other members, or instead of them.
function codeOf(answer) {
  if (answer === null || typeof answer !== 'object') return undefined;
  if (answer.Code !== undefined) return answer.Code;
  if (typeof answer.Result === 'string') return answer.Result;
  for (const member of Object.values(answer)) {
    const code = codeOf(member);
    if (code !== undefined) return code;
  }
  return undefined;
}

test('every operation of every service answers success', async (context) => {
  const sandbox = await Sandbox.start();
  try {
    const clients = new Map();
    const clientOf = async (service) => {
      if (!clients.has(service)) clients.set(service, await soap.createClientAsync(sandbox.wsdl(service)));
      return clients.get(service);
    };
    const call = async (service, name, step) => {
      const client = await clientOf(service);
      client.clearSoapHeaders();
      client.addSoapHeader({AuthHeader: {UserName: step.as[0], Password: step.as[1]}}, '', '', kNamespace);
      return codeOf(await promisify(client[service][`${service}Soap`][name])(step.in));
    };
    for (const service of serviceNames()) {
      const operations = Object.keys((await clientOf(service)).describe()[service][`${service}Soap`]);
      assert.ok(operations.length > 0, service);
      for (const name of operations) {
        await context.test(`${service}.${name}`, async () => {
          const step = kCalls[service]?.[name];
          assert.ok(step, 'is never called: add it to every_operation.json');
          await sandbox.reset();
          for (const earlier of step.before ?? []) assert.equal(await call(...earlier.call.split('.'), earlier), 'Success');
          assert.equal(await call(service, name, step), 'Success');
        });
      }
    }
  } finally {
    await sandbox.stop();
  }
});
