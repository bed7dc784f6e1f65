// The keyboard: views by "g" and a letter, lists by j and k, "/" for the filter, "?" for help, Esc to close.
import {form} from './dialog.js';
import {h} from './dom.js';

const isTyping = (element) => element?.matches('input:not([type=checkbox]), textarea, select, [contenteditable]');
const seen = (element) => element.checkVisibility();
const items = () => [...document.querySelectorAll('[data-item]')].filter(seen);

// The item that keys begin from: the focused one, else the selected one.
function current(all) {
  return all.indexOf(document.activeElement.closest('[data-item]') ?? document.querySelector('[data-item][aria-selected=true]'));
}

function move(step) {
  const all = items();
  if (all.length === 0) return;
  const at = current(all);
  const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
  next.focus();
  next.scrollIntoView({block: 'nearest'});
}

// `views` are [{key, title, go}]; `close` is what Esc does. Answers nothing: it listens for as long as the page lives.
export function listen(views, close) {
  let waiting = false;  // for the letter behind "g"
  let timer = null;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (event.key === 'Escape') {
      if (isTyping(document.activeElement))
        document.activeElement.blur();
      else
        close();
      return;
    }
    if (isTyping(event.target)) return;
    if (waiting) {
      waiting = false;
      clearTimeout(timer);
      const view = views.find(({key}) => key === event.key);
      if (view) {
        event.preventDefault();
        view.go();
      }
      return;
    }
    const action = {
      g: () => {
        waiting = true;
        timer = setTimeout(() => {
          waiting = false;
        }, 1500);
      },
      j: () => move(1),
      k: () => move(-1),
      '/': () => document.querySelector('[data-filter]')?.focus(),
      '?': () => showHelp(views),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

export function showHelp(views) {
  const row = (keys, what) => h('div', {}, h('dt', {}, keys.map((key) => h('kbd', {}, key))), h('dd', {}, what));
  const list =
      h('dl', {class: 'keys'}, views.map(({key, title}) => row(['g', key], title)), row(['j'], 'next line'), row(['k'], 'line before'),
        row(['Enter'], 'open it'), row(['→'], 'expand'), row(['←'], 'collapse'), row(['/'], 'filter'), row(['Esc'], 'close'),
        row(['?'], 'this help'));
  form({title: 'Keyboard', lead: list, fields: [], submit: 'Close', cancel: false, closable: true});
}
