// The journal: calls as they come in, newest first, and one of them in full.
import {control, hasRoute, remove} from '../api.js';
import {confirm} from '../dialog.js';
import {button, emptyState, fill, foreign, h} from '../dom.js';
import {duration, plural, timeOfDay} from '../format.js';
import {poll} from '../live.js';
import {filterInput, head, split} from '../split.js';

import {callDetails, codeChip} from './call.js';

const EVERY = 1000;
const MOST = 500;  // lines kept
const DRAWN = 200;

export const journal = {
  name: 'journal',
  title: 'Journal',
  key: 'j',
  needs: ['GET journal'],
  show(place, {rest, go}) {
    let calls = [];  // newest first
    let last = 0;    // the newest sequence number seen
    let recordedBefore = 0;
    let live = true;
    let opened = null;
    const parts = split('below', 'Call', () => close());
    const body = h('tbody', {});
    const notice = h('div', {});
    const more = h('p', {class: 'hint pad'});
    const filter = filterInput('Operation, caller, code, rule or id', () => draw());
    const only = h('select', {'aria-label': 'Which calls', on: {change: () => draw()}}, [
      ['all', 'All calls'], ['refused', 'Refused'], ['faults', 'Faults'], ['noted', 'With notes'], ['injected', 'With injected faults']
    ].map(([value, label]) => h('option', {value}, label)));
    const liveButton = button('Live', () => {
      live = !live;
      showLive();
    }, {'aria-pressed': 'true', title: 'Whether new calls show at once'});
    const showLive = () => {
      liveButton.setAttribute('aria-pressed', String(live));
      fill(liveButton, live ? [h('span', {class: 'dot', 'aria-hidden': 'true'}), 'Live'] : 'Paused');
    };
    showLive();
    fill(place, head('Journal', {filter, tools: [only, liveButton, button('Clear…', () => clear(), {class: 'quiet'})]}), parts.element);
    fill(
        parts.list, notice,
        h('table', {class: 'calls'}, h('caption', {class: 'unseen'}, 'Calls, newest first'),
          h('colgroup', {}, ['time', 'operation', 'caller', 'code', 'took'].map((name) => h('col', {class: `c-${name}`}))),
          h('thead', {}, h('tr', {}, ['Time', 'Operation', 'Caller', 'Result', 'Took'].map((title) => h('th', {scope: 'col'}, title)))),
          body),
        more);

    const words = ({service, operation, caller, codeName, code, rule, fault, id, httpStatus}) => [service, operation, caller, codeName,
                                                                                                  code, rule, fault, id, httpStatus]
                                                                                                     .join(' ')
                                                                                                     .toLowerCase();
    const kinds = {
      all: () => true,
      refused: ({code}) => code !== null && code !== 0,
      faults: ({fault, code}) => Boolean(fault) || code === null,
      noted: ({notes}) => notes.length > 0,
      injected: ({injected}) => Boolean(injected),
    };
    const fits = (call) =>
        kinds[only.value](call) && (filter.value.trim() === '' || words(call).includes(filter.value.trim().toLowerCase()));
    const line = (call) => h(
        'tr', {
          class: 'opens',
          tabindex: '0',
          'data-item': true,
          'data-id': call.id,
          'aria-selected': String(call.id === opened),
          on: {
            click: () => go('journal', call.id),
            keydown: (event) => {
              if (event.key === 'Enter') go('journal', call.id);
            }
          }
        },
        h('td', {class: 'mono'}, timeOfDay(call.at)),
        h('td', {}, h('span', {class: 'operation'}, call.operation || '(unknown)'),
          call.notes.length ? h('span', {class: 'notes-mark', title: plural(call.notes.length, 'note')}, ` ${call.notes.length} ⚑`) : null,
          call.injected ? h('span', {class: 'notes-mark', title: 'a fault was injected'}, ' ⚡') : null),
        h('td', {}, foreign(call.caller)), h('td', {}, codeChip(call)),
        h('td', {class: 'number mono'}, duration(call.durationMicroseconds)));

    function draw() {
      const fitting = calls.filter(fits);
      fill(body, fitting.slice(0, DRAWN).map(line));
      showRest(fitting.length);
    }
    function showRest(fitting) {
      const filtered = fitting !== calls.length;
      fill(
          notice,
          calls.length === 0 ?
              emptyState(
                  'No calls yet.', h('p', {class: 'hint'}, 'Point a SOAP client at this sandbox, and its calls show here as they come in.'),
                  button('How to connect', () => go('connect'))) :
              fitting === 0 ? emptyState('No call fits the filter.') :
                              null);
      body.parentElement.hidden = fitting === 0;
      more.textContent =
          fitting > DRAWN ? `The newest ${DRAWN} of ${plural(fitting, filtered ? 'fitting call' : 'call')}; filter to see others.` : '';
    }
    // New lines go in above without moving what somebody looks at.
    function add(fresh) {
      calls = [...fresh, ...calls].slice(0, MOST);
      const fitting = fresh.filter(fits);
      const anchor = body.firstElementChild;
      const top = () => anchor.getBoundingClientRect().top;
      const before = parts.list.scrollTop > 0 && anchor ? top() : null;
      body.prepend(...fitting.map(line));
      showRest(calls.filter(fits).length);
      if (before !== null) parts.list.scrollTop += top() - before;
      while (body.children.length > DRAWN) body.lastChild.remove();
    }
    async function look() {
      if (!live) return;
      const {calls: fresh, recorded} = await control('journal', {query: {after: last || '', limit: last ? 200 : MOST}});
      if (recorded < recordedBefore) {  // cleared, or a reset
        calls = [];
        draw();
      }
      recordedBefore = recorded;
      if (fresh.length) {
        last = Math.max(last, fresh[0].sequence);
        add(fresh);
      } else if (calls.length === 0)
        showRest(0);
    }
    async function openCall(id) {
      opened = id ?? null;
      for (const row of body.children) row.setAttribute('aria-selected', String(row.dataset.id === opened));
      if (opened === null) return parts.open();
      try {
        const call = calls.find((one) => one.id === id) ?? await control(`journal/${encodeURIComponent(id)}`);
        if (opened !== id) return undefined;
        parts.open(...callDetails(call));
        parts.toTop();
        body.querySelector(`[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({block: 'nearest'});
        if (hasRoute('GET journal/{id}/explain')) {
          const explanation = await control(`journal/${encodeURIComponent(id)}/explain`);
          if (opened === id) parts.open(...callDetails(call, explanation));
        }
      } catch (error) {
        if (opened === id) parts.open(emptyState(error.message, h('p', {class: 'hint'}, 'The journal keeps the newest calls only.')));
      }
      return undefined;
    }
    const close = () => {
      if (opened !== null) go('journal');
    };
    const clear = () => confirm('Clear the journal?', 'Every call in it is forgotten.', 'Clear', () => remove('journal').then(() => {
      calls = [];
      draw();
      close();
    }));
    const end = poll(EVERY, look, () => {});
    openCall(rest[0]);
    return {update: ([id]) => openCall(id), close, end};
  },
};
