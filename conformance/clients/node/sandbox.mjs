// A server of its own for the tests, and what they say to it beside SOAP.
import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';

const program = process.env.MOCKSERVER;  // set by ctest
export const folder = '/WebApi/AccountManagementService/';

export class Sandbox {
  // A running mockserver with the default world, on a free port.
  static async start() {
    const child = spawn(program, ['serve', '--port', '0'], {stdio: ['ignore', 'pipe', 'inherit']});
    const lines = createInterface({input: child.stdout});
    const [greeting] = await Promise.race([
      once(lines, 'line'),
      once(child, 'exit').then(([code]) => { throw new Error(`mockserver ended with ${code} before it was ready`); }),
    ]);
    return new Sandbox(child, JSON.parse(greeting).url);
  }

  constructor(child, url) {
    this.child = child;
    this.url = url;
  }

  wsdl(service) { return `${this.url}${folder}${service}.asmx?WSDL`; }

  // To the default world again.
  async reset() {
    const answer = await fetch(`${this.url}/_sandbox/reset`, {method: 'POST'});
    if (!answer.ok) throw new Error(`reset answered ${answer.status}`);
  }

  async stop() {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const [code] = await ended;
    if (code !== 0) throw new Error(`mockserver ended with ${code}`);
  }
}

// The services the program offers, as its contract lists them.
export function serviceNames() {
  const contract = JSON.parse(execFileSync(program, ['contract', '--json'], {maxBuffer: 64 * 1024 * 1024}));
  return contract.services.filter((service) => service.operations.length).map((service) => service.name);
}
