// The bar at the top: the chosen sandbox, its clock, whether the server answers.
import {chosenSandbox, control, hasRoute} from './api.js';
import {connection} from './connection.js';
import {button, chip, fill, h} from './dom.js';
import {instant} from './format.js';
import {poll} from './live.js';
import {address} from './router.js';
import {clockChanged} from './signals.js';

const EVERY = 3000;

export function toolbar(place, {help, choose}) {
  const select = h('select', {title: 'The sandbox all views are about'});
  select.addEventListener('change', () => choose(select.value === '' ? null : select.value.slice(1)));
  const now = h('a', {class: 'now', title: 'The clock of the sandbox (UTC)'});
  const state = h('span', {class: 'state', role: 'status'});
  fill(
      place, hasRoute('GET sandboxes') && h('label', {class: 'chosen'}, h('span', {class: 'label'}, 'Sandbox '), select), now, state,
      button('?', help, {class: 'quiet round', 'aria-label': 'Keyboard help', title: 'Keyboard help'}));

  const showClock = (clock) => fill(now, h('span', {class: 'mono'}, instant(clock.now)), clock.frozen ? chip('frozen', 'warn') : null);
  const showConnection = () => {
    document.body.classList.toggle('lost', connection.lost);
    fill(state, connection.lost ? chip('paused: the server does not answer', 'bad') : null);
  };
  connection.addEventListener('change', showConnection);
  clockChanged.addEventListener('change', ({detail}) => showClock(detail));

  const listSandboxes = async () => {
    const ids = hasRoute('GET sandboxes') ? (await control('sandboxes', {server: true})).sandboxes.map(({id}) => id) : [];
    const chosen = chosenSandbox();
    if (chosen !== null && !ids.includes(chosen)) ids.push(chosen);
    const names = ids.filter((id) => id !== 'default');
    const wanted = ['', ...names.map((id) => `~${id}`)];
    if (JSON.stringify(wanted) !== JSON.stringify([...select.options].map(({value}) => value)))
      fill(select, h('option', {value: ''}, 'default'), names.map((id) => h('option', {value: `~${id}`}, id)));
    select.value = chosen === null ? '' : `~${chosen}`;
  };
  poll(EVERY, async () => {
    showClock(await control('clock'));
    await listSandboxes();
  });
  return {
    sandboxChanged() {
      now.href = address(chosenSandbox(), 'clock');
      control('clock').then(showClock, () => {});
      listSandboxes().catch(() => {});
    },
  };
}
