// One call in full: what came of it and why, its notes, its texts side by side.
import {chip, facts, foreign, h} from '../dom.js';
import {duration, instant} from '../format.js';
import {xmlView} from '../xml.js';

import {copyButton} from './connect.js';
import {how, notesList, why} from './explanation.js';

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
      ['At', instant(call.at)],
      ['Caller', call.caller],
      ['HTTP', call.httpStatus],
      ['Took', duration(call.durationMicroseconds)],
      ['Code', call.code === null ? '' : `${call.code} ${call.codeName ?? ''}`],
      ['Refused by', call.rule && h('code', {}, call.rule)],
      ['Fault', call.fault],
      ['Injected', injected(call.injected)],
    ]),
    explanation && why(explanation),
    !explanation && call.notes.length > 0 && h('section', {class: 'part'}, h('h3', {}, 'What was read past'), notesList(call.notes)),
    call.truncated && h('p', {class: 'note'}, 'A text was too long for the journal and is cut off.'),
    h('div', {class: 'exchange'}, text('Request', call.request), text('Response', call.response)),
    explanation && how(explanation),
  ].filter(Boolean);
}

// What faults that were asked for did to the call.
function injected(met) {
  if (!met) return null;
  const effects = met.faults.map(({id, effect}) => `${effect} (${id})`).join(', ');
  return met.operation ? `${effects}; the operation itself answered ${met.operation}` : `${effects}; the operation did not run`;
}

function text(title, content) {
  return h(
      'section', {}, h('h3', {}, title, h('span', {class: 'tools'}, copyButton(content, title.toLowerCase()))), xmlView(content, title));
}
