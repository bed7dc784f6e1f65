// Calls to the control surface of the chosen sandbox.
import {connection} from './connection.js';
import {askForToken} from './token.js';

// What the server refused: its status, stable code, sentence, and the member or parameter it is about.
export class Refusal extends Error {
  constructor(status, {code, message, path}) {
    super(message);
    Object.assign(this, {name: 'Refusal', status, code, path});
  }
}

// The server cannot be reached.
export class Unreachable extends Error {
  constructor() {
    super('The server does not answer.');
    this.name = 'Unreachable';
  }
}

let sandbox = null;  // null: the default one
export const chosenSandbox = () => sandbox;
export function chooseSandbox(id) { sandbox = id; }

const prefixOf = (id) => (id === null ? '' : `/sandboxes/${encodeURIComponent(id)}`);
// Where the chosen sandbox serves its services.
export const servicePrefix = () => prefixOf(sandbox);

async function reach(address, options) {
  try {
    const answer = await fetch(address, options);
    connection.report(true);
    return answer;
  } catch {
    connection.report(false);
    throw new Unreachable();
  }
}

async function send(address, options) {
  for (;;) {
    const token = sessionStorage.getItem('control-token');
    const headers = token ? {...options.headers, Authorization: `Bearer ${token}`} : options.headers;
    const answer = await reach(address, {...options, headers});
    if (answer.status !== 401) return answer;
    await askForToken(token !== null);
  }
}

async function refusalOf(answer) {
  try {
    return new Refusal(answer.status, (await answer.json()).error);
  } catch {
    return new Refusal(answer.status, {code: 'unknown', message: `The server answered with HTTP ${answer.status}.`});
  }
}

// Of one route: {method, query: {name: value}, body: JSON, server: true for the routes of the server as a whole}.
// Values that are null, undefined or empty are left out of the query. Answers the Response.
async function answerOf(path, {method = 'GET', query = {}, body, server = false, type = 'application/json'} = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const address = `${prefixOf(server ? null : sandbox)}/_sandbox/${path}${given.length ? `?${new URLSearchParams(given)}` : ''}`;
  const options = {method, headers: {}, cache: 'no-store'};
  if (body !== undefined) {
    options.body = typeof body === 'string' ? body : JSON.stringify(body);
    options.headers['Content-Type'] = type;
  }
  const answer = await send(address, options);
  if (!answer.ok) throw await refusalOf(answer);
  return answer;
}

// The JSON a route answers. Throws Refusal or Unreachable.
export async function control(path, options) {
  const answer = await answerOf(path, options);
  return answer.status === 204 ? null : answer.json();
}
export const post = (path, body = {}, options = {}) => control(path, {...options, method: 'POST', body});
export const remove = (path, options = {}) => control(path, {...options, method: 'DELETE'});

// Saves what a route answers as a file of the user's.
export async function download(path, name, options) {
  const answer = await answerOf(path, options);
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);  // once it was saved
}

// The routes this server has, "POST clock/advance": the page lists them.
const routes = new Set((document.querySelector('meta[name=routes]')?.content ?? '').split(',').map((route) => route.trim()));
export const hasRoute = (route) => routes.has(route);
