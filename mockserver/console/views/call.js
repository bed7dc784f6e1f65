// One call in full: what came of it and why, its notes, its texts side by side.
import {chip, facts, foreign, h} from '../dom.js';
import {duration, instant} from '../format.js';
import {xmlView} from '../xml.js';
import {copyButton} from './connect.js';

export function codeChip(call) {
  if (call.code === 0) return chip(call.codeName ?? 'Success', 'good');
  if (call.code !== null) return h('span', {class: 'chip warn', title: `code ${call.code}`}, call.codeName ?? call.code);
  return chip(call.fault ? `Fault ${call.httpStatus}` : `HTTP ${call.httpStatus}`, 'bad');
}

export function callDetails(call, explanation) {
  return [
    h('div', {class: 'title'}, h('h2', {}, call.operation || '(unknown operation)'), codeChip(call)),
    h('p', {class: 'subtitle'}, call.service, ' · ', h('code', {}, call.id), copyButton(call.id, 'id')),
    facts([
      ['At', instant(call.at)], ['Caller', call.caller], ['HTTP', call.httpStatus], ['Took', duration(call.durationMicroseconds)],
      ['Code', call.code === null ? '' : `${call.code} ${call.codeName ?? ''}`], ['Refused by', call.rule && h('code', {}, call.rule)], ['Fault', call.fault],
      ['Injected', injected(call.injected)],
    ]),
    explanation && explained(explanation, call),
    !explanation && call.notes.length > 0 && h('section', {class: 'part'}, h('h3', {}, 'What was read past'), notesList(call.notes)),
    call.truncated && h('p', {class: 'note'}, 'A text was too long for the journal and is cut off.'),
    h('div', {class: 'exchange'}, text('Request', call.request), text('Response', call.response)),
  ].filter(Boolean);
}

// What faults that were asked for did to the call.
function injected(met) {
  if (!met) return null;
  const effects = met.faults.map(({id, effect}) => `${effect} (${id})`).join(', ');
  return met.operation ? `${effects}; the operation itself answered ${met.operation}` : `${effects}; the operation did not run`;
}

function text(title, content) {
  return h('section', {}, h('h3', {}, title, h('span', {class: 'tools'}, copyButton(content, title.toLowerCase()))), xmlView(content, title));
}

function notesList(notes) {
  return h('ul', {class: 'notes'}, notes.map((note) => h('li', {}, chip(note.kind, 'plain'), ' ', h('code', {}, foreign(note.path)), ' ', foreign(note.message),
    note.nearest ? [' Did you mean ', h('code', {}, foreign(note.nearest)), '?'] : null)));
}

// The members of an explanation as the server words them, whatever they are: sentences, lists, terms.
function explained(explanation, call) {
  const skipped = new Set(['id', 'sequence', 'call', 'request', 'response', 'service', 'operation', 'caller', 'at']);
  const parts = Object.entries(explanation).filter(([key, value]) => !skipped.has(key) && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0));
  const kept = parts.some(([key]) => key === 'notes') ? parts : [...parts, ...(call.notes.length ? [['notes', call.notes]] : [])];
  return h('section', {class: 'part explanation'}, h('h3', {}, 'Why'), kept.map(([key, value]) => (key === 'notes' ? notesList(value) : told(key, value))));
}

const spaced = (key) => key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

function told(key, value) {
  if (typeof value === 'string' && /\s/.test(value)) return h('p', {}, foreign(value));
  if (Array.isArray(value)) return h('div', {}, h('h4', {}, spaced(key)), h('ul', {}, value.map((item) => h('li', {}, inline(item)))));
  if (typeof value === 'object') return h('div', {}, h('h4', {}, spaced(key)), facts(Object.entries(value).map(([name, one]) => [spaced(name), typeof one === 'object' && one !== null ? inline(one) : one])));
  return h('p', {}, h('span', {class: 'label'}, spaced(key)), ' ', foreign(value));
}

function inline(value) {
  if (value === null || typeof value !== 'object') return foreign(value);
  if (Array.isArray(value)) return h('span', {}, value.map((item, at) => [at ? ', ' : '', inline(item)]));
  return h('span', {}, Object.entries(value).map(([key, one], at) => [at ? ' · ' : '', h('span', {class: 'label'}, spaced(key)), ' ', inline(one)]));
}
