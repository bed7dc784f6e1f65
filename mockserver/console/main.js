// Starts the console: which views there are, the one that is shown, the sandbox it is about.
import {chooseSandbox, chosenSandbox, hasRoute} from './api.js';
import {fill, h} from './dom.js';
import {listen, showHelp} from './keys.js';
import {address, parse} from './router.js';
import {toolbar} from './toolbar.js';
import {clock} from './views/clock.js';
import {connect} from './views/connect.js';
import {coverage} from './views/coverage.js';
import {entities} from './views/entities.js';
import {faults} from './views/faults.js';
import {journal} from './views/journal.js';
import {outbox} from './views/outbox.js';
import {sandboxes} from './views/sandboxes.js';
import {snapshots} from './views/snapshots.js';

// A view is {name, title, key, needs: [routes without which it hides], show(place, context)}; show answers
// {update?(rest): the address changed within the view, close?(): Esc, end?(): the view goes}.
const views =
    [connect, entities, journal, outbox, clock, faults, sandboxes, snapshots, coverage].filter(({needs = []}) => needs.every(hasRoute));

const place = document.getElementById('main');
const navigation = document.getElementById('views');
const served = document.getElementById('connect');  // what the server wrote; the view "connect" goes on from it
served.remove();

let shown = null;  // {view, sandbox, handle}

const go = (view, ...rest) => {
  location.hash = address(chosenSandbox(), view, ...rest);
};

function follow() {
  const {sandbox, view: name, rest} = parse(location.hash);
  const view = views.find((one) => one.name === name) ?? views[0];
  if (shown?.view === view && shown.sandbox === sandbox) {
    shown.handle.update?.(rest);
    return;
  }
  shown?.handle.end?.();
  chooseSandbox(sandbox);
  const section = h('section', {class: `page ${view.name}`});
  fill(place, section);
  document.title = `${view.title} · Partner API sandbox`;
  shown = {view, sandbox, handle: view.show(section, {rest, go, served}) ?? {}};
  showNavigation(view);
  tools.sandboxChanged();
}

function showNavigation(current) {
  fill(
      navigation,
      views.map(
          (view) =>
              h('a', {
                href: address(chosenSandbox(), view.name),
                'aria-current': view === current ? 'page' : null,
              },
                h('span', {}, view.title), h('span', {class: 'hint-keys', 'aria-hidden': 'true'}, `g ${view.key}`))));
  navigation.querySelector('[aria-current]')?.scrollIntoView({block: 'nearest', inline: 'nearest'});
}

const keyed = views.map(({name, key, title}) => ({key, title, go: () => go(name)}));
const tools = toolbar(document.getElementById('tools'), {
  help: () => showHelp(keyed),
  choose: (sandbox) => {
    location.hash = address(sandbox, shown.view.name);
  },
});
listen(keyed, () => shown?.handle.close?.());
addEventListener('hashchange', follow);
const home = /^\/sandboxes\/([^/]+)\/$/.exec(location.pathname);  // the page of one sandbox
if (home) location.replace(`/${location.hash || address(decodeURIComponent(home[1]), 'connect')}`);
follow();
