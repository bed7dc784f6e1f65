// How to reach the sandbox: its services, credentials of its world, lines to copy. Goes on from what the server wrote.
import {chosenSandbox, control, servicePrefix} from '../api.js';
import {say} from '../dialog.js';
import {button, fill, foreign, h, table} from '../dom.js';

const SERVICES = '/WebApi/AccountManagementService/';
const MOST_USERS = 12;

export const connect = {
  name: 'connect',
  title: 'Connect',
  key: 'c',
  show(place, {served}) {
    const beside = h('div', {class: 'stack'});
    fill(place, h('div', {class: 'columns'}, h('div', {}, servicesOf(served)), beside));
    fill(beside, addresses());
    control('world').then(
        (world) => fill(beside, addresses(), credentials(world), snippets(usersOf(world))),
        (error) => fill(beside, addresses(), h('p', {class: 'complaint'}, error.message)));
  },
};

// The server's own list, its links led to the chosen sandbox.
function servicesOf(served) {
  const copy = served.cloneNode(true);
  copy.removeAttribute('class');
  for (const link of copy.querySelectorAll(`a[href^="${SERVICES}"]`))
    link.setAttribute('href', servicePrefix() + link.getAttribute('href'));
  return copy;
}

const base = () => location.origin + servicePrefix();

function copyLine(label, text) {
  return h('div', {class: 'copy-line'}, h('span', {class: 'label'}, label), h('code', {}, text), copyButton(text, label));
}

export function copyButton(text, what) {
  return button('Copy', async () => {
    try {
      await navigator.clipboard.writeText(text);
      say(`Copied: ${what}`);
    } catch {
      say('The browser does not let this page copy; select the text instead.', 'warn');
    }
  }, {class: 'quiet small', 'aria-label': `Copy ${what}`});
}

function addresses() {
  const id = chosenSandbox();
  return h(
      'section', {class: 'card'}, h('h3', {}, id === null ? 'Addresses' : ['Addresses of ', foreign(id)]),
      copyLine('Services', `${base()}${SERVICES}`), copyLine('Control', `${base()}/_sandbox/`),
      id !== null &&
          h('p', {class: 'hint'}, 'A client that can change nothing but its credentials comes here too: its login followed by ',
            h('code', {}, `@${id}`), '. Or by the header ', h('code', {}, `X-Sandbox: ${id}`), '.'));
}

// [{id, name, type, userName, password}] of a world document, in its order.
export function usersOf(world) {
  return world.entities.flatMap(
      ({id, name, type, webApiUsers = []}) => webApiUsers.map((user) => ({id, name, type, userName: user.login, password: user.password})));
}

function credentials(world) {
  const users = usersOf(world);
  if (users.length === 0)
    return h(
        'section', {class: 'card'}, h('h3', {}, 'Credentials'),
        h('p', {}, 'This world has no Web API users. POST simulate/api-user adds one.'));
  const shown = users.slice(0, MOST_USERS);
  return h(
      'section', {class: 'card'}, h('h3', {}, 'Credentials'),
      h('p', {class: 'hint'}, 'For the AuthHeader, as the world ', foreign(world.name ?? ''), ' was seeded.'),
      table(
          [
            {title: 'User name', cell: (user) => h('code', {}, user.userName)},
            {title: 'Password', cell: (user) => h('code', {}, user.password)},
            {title: 'Entity', cell: (user) => h('span', {}, foreign(user.name), h('span', {class: 'soft'}, ` ${user.id}`))},
          ],
          shown, {caption: 'Web API users'}),
      users.length > shown.length && h('p', {class: 'hint'}, `and ${users.length - shown.length} more: GET world has them all.`));
}

function snippets(users) {
  const {userName, password} = users.find(({type}) => type === 'Distributor') ?? users[0] ?? {userName: 'USER', password: 'PASSWORD'};
  const page = `${base()}${SERVICES}EntityManagementService.asmx`;
  const curl = `curl -s ${page} \\
  -H 'Content-Type: text/xml; charset=utf-8' \\
  -H 'SOAPAction: "sosonlinebackup.com/GetEntityHierarchy"' -d '
<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/">
  <Header><AuthHeader xmlns="sosonlinebackup.com">
    <UserName>${userName}</UserName><Password>${password}</Password>
  </AuthHeader></Header>
  <Body><GetEntityHierarchy xmlns="sosonlinebackup.com">
    <request><TargetEntityID>0</TargetEntityID></request>
  </GetEntityHierarchy></Body>
</Envelope>'`;
  const zeep = `from zeep import Client

service = Client("${page}?WSDL").service
auth = {"AuthHeader": {"UserName": "${userName}", "Password": "${password}"}}
print(service.GetEntityHierarchy(_soapheaders=auth,
      request=dict(TargetEntityID=0, IncludeInactive=False)))`;
  return h('section', {class: 'card'}, h('h3', {}, 'A first call'), snippet('curl', curl), snippet('Python, with zeep', zeep));
}

function snippet(title, text) {
  return h(
      'div', {class: 'snippet'}, h('div', {class: 'snippet-head'}, h('span', {class: 'label'}, title), copyButton(text, title)),
      h('pre', {class: 'code', tabindex: '0', 'aria-label': title}, text));
}
