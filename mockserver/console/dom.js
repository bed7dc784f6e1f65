// Elements out of plain values. Text only ever becomes text: nothing here parses markup.

// h('td', {class: 'number', title: t, on: {click: f}}, 'text', element, ...). Attributes that are null, undefined or
// false are left out, true is an empty one; children that are null or false are skipped, lists are taken apart.
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'on')
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (key === 'value')
      element.value = value;
    else
      element.setAttribute(key, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child))
      append(element, child);
    else
      element.append(child instanceof Node ? child : String(child));
  }
}

export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

// A value somebody else wrote: isolated, so that its direction of writing stays its own.
export function foreign(text, attributes = {}) { return h('bdi', attributes, text); }

// Status words, each with the tone that its meaning has.
const TONES = {
  Active: 'good',
  Nominal: 'good',
  Success: 'good',
  Idle: 'good',
  Suspended: 'warn',
  Locked: 'warn',
  Inactive: 'warn',
  Attention: 'warn',
  Warning: 'warn',
  Rebooting: 'warn',
  Initializing: 'warn',
  Stopping: 'warn',
  Pause: 'warn',
  Cancelled: 'none',
  Deleted: 'none',
  Terminated: 'none',
  Stopped: 'none',
  Unknown: 'none',
  Expired: 'bad',
  Unresponsive: 'bad',
  CannotParse: 'bad',
  Error: 'bad',
  Abort: 'bad',
};
export function chip(text, tone = TONES[text] ?? 'plain') { return h('span', {class: `chip ${tone}`}, text); }

export function button(label, onClick, attributes = {}) {
  return h('button', {type: 'button', ...attributes, on: {click: onClick}}, label);
}

// Terms and what they are, those without a value left out.
export function facts(pairs) {
  return h(
      'dl', {class: 'facts'},
      pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
          .map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value instanceof Node ? value : foreign(value)))));
}

// A table: columns are [{title, class?, cell(row)}].
export function table(columns, rows, {caption, onOpen, isOpen} = {}) {
  return h(
      'div', {class: 'wide'},
      h('table', {}, caption && h('caption', {class: 'unseen'}, caption),
        h('thead', {}, h('tr', {}, columns.map(({title, class: name}) => h('th', {scope: 'col', class: name}, title)))),
        h('tbody', {},
          rows.map(
              (row) =>
                  h('tr',
                    onOpen ? {
                      class: 'opens',
                      tabindex: '0',
                      'data-item': true,
                      'aria-selected': isOpen?.(row) ? 'true' : null,
                      on: {
                        click: () => onOpen(row),
                        keydown: (event) => {
                          if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row);
                        }
                      },
                    } :
                             {},
                    columns.map(({class: name, cell}) => h('td', {class: name}, cell(row))))))));
}

// What a place says that has nothing to show, and what to do about it.
export function emptyState(sentence, ...more) { return h('div', {class: 'empty'}, h('p', {}, sentence), more); }
