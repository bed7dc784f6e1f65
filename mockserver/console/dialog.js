// Questions and messages: a form in a dialog, a yes or no, a line at the edge of the window.
import {button, fill, h} from './dom.js';

// Asks for values; resolves to {name: value} or null when it was closed. Fields are
// [{name, label, type?, value?, options?, required?, hint?, placeholder?}]; `act(values)` may throw: its message is
// shown and the dialog stays. Empty values are left out, numbers are numbers. `cancel`: there is a button for it;
// `closable`: Esc closes.
export function form({title, lead, fields, submit = 'OK', cancel = true, closable = cancel, danger = false, act}) {
  return new Promise((resolve) => {
    const complaint = h('p', {class: 'complaint', role: 'alert'});
    const inputs = new Map(fields.map((field) => [field.name, inputOf(field)]));
    const close = (values) => {
      dialog.close();
      dialog.remove();
      opener?.focus?.();
      resolve(values);
    };
    const send = async (event) => {
      event.preventDefault();
      const values = valuesOf(fields, inputs);
      try {
        await act?.(values);
        close(values);
      } catch (error) {
        fill(complaint, error.path ? `${error.path}: ${error.message}` : error.message);
        const name = (error.path ?? '').split('/').pop();
        (inputs.get(name) ?? inputs.values().next().value)?.focus();
      }
    };
    const opener = document.activeElement;
    const dialog =
        h('dialog', {'aria-label': title},
          h('form', {method: 'dialog', on: {submit: send}}, h('h2', {}, title),
            lead && (lead instanceof Node ? lead : h('p', {class: 'lead'}, lead)),
            fields.map((field) => rowOf(field, inputs.get(field.name))), complaint,
            h('div', {class: 'buttons'}, cancel && button('Cancel', () => close(null), {class: 'quiet'}),
              h('button', {type: 'submit', class: danger ? 'danger' : 'primary'}, submit))));
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      if (closable) close(null);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function inputOf({name, type = 'text', value = '', options, required, placeholder, list, min, max, step}) {
  const common = {id: `field-${name}`, name, required, value};
  if (options) {
    const select = h(
        'select', {...common, value: null}, options.map((option) => h('option', {value: option.value ?? option}, option.label ?? option)));
    if (value !== '') select.value = value;
    return select;
  }
  if (type === 'textarea') return h('textarea', {...common, rows: 6, placeholder, spellcheck: 'false'});
  if (type === 'checkbox') return h('input', {...common, type, checked: Boolean(value)});
  const input = h('input', {...common, type, placeholder, min, max, step, autocomplete: 'off', list: list && `list-${name}`});
  if (list) input.dataset.list = 'true';
  return input;
}

function rowOf({name, label, hint, type, list}, input) {
  return h(
      'div', {class: type === 'checkbox' ? 'row check' : 'row'},
      h('label',
        {for: `field-${name}`
        },
        label),
      input, list && h('datalist', {id: `list-${name}`}, list.map((value) => h('option', {value}))), hint && h('p', {class: 'hint'}, hint));
}

function valuesOf(fields, inputs) {
  const values = {};
  for (const {name, type} of fields) {
    const input = inputs.get(name);
    if (type === 'checkbox')
      values[name] = input.checked;
    else if (input.value === '')
      continue;
    else
      values[name] = type === 'number' ? Number(input.value) : input.value;
  }
  return values;
}

// Yes or no before something that cannot be undone; `act` as in form().
export function confirm(title, lead, submit, act) { return form({title, lead, fields: [], submit, danger: true, act}); }

// A line that says what happened, and goes by itself; errors stay until they are closed.
export function say(text, tone = 'plain') {
  let place = document.getElementById('messages');
  if (!place) document.body.append(place = h('div', {id: 'messages', role: 'status', 'aria-live': 'polite'}));
  const line =
      h('div', {class: `message ${tone}`}, h('span', {}, text),
        button('×', () => line.remove(), {class: 'close', 'aria-label': 'Close this message'}));
  place.append(line);
  while (place.children.length > 3) place.firstChild.remove();
  if (tone !== 'bad') setTimeout(() => line.remove(), 4000);
}

// Runs an action and says how it went.
export async function attempt(action, done) {
  try {
    const result = await action();
    if (done) say(typeof done === 'function' ? done(result) : done, 'good');
    return result;
  } catch (error) {
    say(error.path ? `${error.path}: ${error.message}` : error.message, 'bad');
    return undefined;
  }
}
