// A list and what is open of it, beside each other; on a narrow window one hides the other.
import {button, fill, h} from './dom.js';

// `close` is called by the button that goes back to the list. `shape`: "beside" or "below".
export function split(shape, label, close) {
  const list = h('div', {class: 'list'});
  const body = h('div', {class: 'detail-body'});
  const detail =
      h('section', {class: 'detail', 'aria-label': label, hidden: true},
        h('div', {class: 'detail-tools'}, button('Close', close, {class: 'quiet close-detail', title: 'Esc'})), body);
  const element = h('div', {class: `split ${shape}`}, list, detail);
  return {
    element,
    list,
    // Shows nodes, or with none closes the detail.
    open(...nodes) {
      const any = nodes.length > 0;
      fill(body, nodes);
      detail.hidden = !any;
      element.classList.toggle('opened', any);
    },
    body,
    toTop() { detail.scrollTop = 0; },
  };
}

// The head of a list: its title, a filter if any, and tools.
export function head(title, {filter, tools = []} = {}) {
  return h('div', {class: 'head'}, h('h2', {}, title), filter, h('div', {class: 'tools'}, tools));
}

export function filterInput(placeholder, onInput) {
  let timer = null;
  const input = h('input', {
    type: 'search',
    'data-filter': true,
    placeholder,
    'aria-label': placeholder,
    autocomplete: 'off',
    spellcheck: 'false',
    title: 'Press / to come here'
  });
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => onInput(input.value.trim()), 150);
  });
  return input;
}
