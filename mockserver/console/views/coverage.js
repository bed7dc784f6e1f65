// Coverage: which result codes each operation can answer, how well each is known, and which this sandbox has seen.
import {control} from '../api.js';
import {contract} from '../contract.js';
import {button, chip, emptyState, facts, fill, foreign, h} from '../dom.js';
import {count, plural} from '../format.js';
import {poll} from '../live.js';
import {filterInput, head, split} from '../split.js';

const EVERY = 3000;
// From the best known to the least; a cell shows its weakest.
const EVIDENCE = ['verified', 'example', 'table', 'assumed'];
const MARKS = {
  verified: '●',
  example: '◐',
  table: '○',
  assumed: '?'
};
const MEANINGS = {
  verified: 'verified against the service',
  example: 'printed in an example',
  table: 'listed in the document',
  assumed: 'assumed: an open question'
};

export const coverage = {
  name: 'coverage',
  title: 'Coverage',
  key: 'm',
  needs: ['GET contract', 'GET journal/codes'],
  show(place, {rest, go}) {
    const parts = split('beside', 'Operation and code', () => go('coverage'));
    const tables = h('div', {class: 'matrices'});
    const summary = h('p', {class: 'hint pad-x'});
    const filter = filterInput('Operation or code', () => sieve());
    const only =
        h('select', {'aria-label': 'Which pairs', on: {change: () => sieve()}},
          [['all', 'All'], ['unseen', 'Not seen yet'], ['assumed', 'Open questions']].map(([value, label]) => h('option', {value}, label)));
    let known = null;
    let pairs = new Map();  // "Service/Operation/code" to its cell
    let opened = rest;
    fill(place, head('Coverage', {filter, tools: [only]}), parts.element);
    fill(parts.list, summary, legend(), tables);

    async function start() {
      known = await contract();
      const questions = new Map((known.questions ?? []).map((question) => [question.id, question]));
      pairs = new Map();
      fill(
          tables,
          known.services.filter(({operations}) => operations.length)
              .map((service) => matrix(service, known, questions, pairs, (pair) => go('coverage', pair.operation, pair.code.name))));
      openPair(opened);
    }
    async function look() {
      if (!known) await start();
      const {codes} = await control('journal/codes');
      const before = new Set([...pairs.values()].filter(({seen}) => seen).map(({key}) => key));
      for (const pair of pairs.values()) pair.seen = 0;
      for (const {service, operation, code, calls} of codes) {
        const pair = pairs.get(`${service}/${operation}/${code}`);
        if (pair) pair.seen = calls;
      }
      for (const pair of pairs.values()) {
        if (pair.seen) before.delete(pair.key);
        pair.element.classList.toggle('seen', pair.seen > 0);
        pair.element.setAttribute(
            'aria-label',
            `${pair.operation}, ${pair.code.name}: ${pair.evidence}, ${pair.seen ? `seen ${plural(pair.seen, 'time')}` : 'not seen'}`);
      }
      const seen = [...pairs.values()].filter((pair) => pair.seen).length;
      summary.textContent = `${count(seen)} of ${plural(pairs.size, 'pair')} of operation and code seen in this sandbox’s journal.`;
      if (only.value === 'unseen') sieve();
    }
    function sieve() {
      const text = filter.value.trim().toLowerCase();
      for (const row of tables.querySelectorAll('tbody tr'))
        row.hidden = ![...row.querySelectorAll('button')].some((cell) => fits(cell.pair, text));
      for (const pair of pairs.values()) pair.element.classList.toggle('dim', !fits(pair, text));
      for (const section of tables.children) section.hidden = ![...section.querySelectorAll('tbody tr')].some((row) => !row.hidden);
    }
    const fits = (pair, text) =>
        (text === '' || pair.operation.toLowerCase().includes(text) || pair.code.name.toLowerCase().includes(text)) &&
        (only.value === 'all' || (only.value === 'unseen' ? !pair.seen : pair.evidence === 'assumed'));
    function openPair([operation, code]) {
      const pair = [...pairs.values()].find((one) => one.operation === operation && one.code.name === code);
      for (const one of pairs.values()) one.element.setAttribute('aria-pressed', String(one === pair));
      parts.open(...(pair ? pairDetails(pair, () => go('journal')) : operation ? [emptyState('There is no such pair.')] : []));
    }
    const end = poll(EVERY, look, (error) => {
      if (!known) fill(tables, emptyState(error.message));
    });
    return {
      update: (what) => openPair(opened = what),
      close: () => go('coverage'),
      end,
    };
  },
};

function legend() {
  return h(
      'p', {class: 'legend pad-x'},
      EVIDENCE.map((name) => h('span', {}, h('span', {class: 'mark', 'aria-hidden': 'true'}, MARKS[name]), ` ${MEANINGS[name]}`)),
      h('span', {}, h('span', {class: 'mark seen', 'aria-hidden': 'true'}, '●'), ' seen'));
}

const weakest = (names) => EVIDENCE[Math.max(...names.map((name) => EVIDENCE.indexOf(name)))];

// Rules that lead to a code: the operation's own, else those of every call, else what is known of the code itself.
function pairOf(service, operation, code, known, questions) {
  const own = operation.rules.filter((rule) => rule.code.number === code.number);
  const rules = own.length ? own : (known.call_rules ?? []).filter((rule) => rule.code.number === code.number);
  const meaning = known.codes.find(({number}) => number === code.number);
  const evidence = rules.length ? weakest(rules.map((rule) => rule.evidence)) :
      code.number === 0         ? operation.response.evidence :
                                  meaning?.evidence ?? 'table';
  const asked = [...new Set([...rules.map((rule) => rule.question), operation.question].filter(Boolean))].map(
      (id) => questions.get(id) ?? {id, question: ''});
  return {
    key: `${service.name}/${operation.name}/${code.number}`,
    service: service.name,
    operation: operation.name,
    doc: operation.doc,
    code,
    rules,
    evidence,
    asked,
    meaning,
    seen: 0
  };
}

function matrix(service, known, questions, pairs, open) {
  const used = new Set(service.operations.flatMap(({codes}) => codes.map(({number}) => number)));
  const codes = known.codes.filter(({number}) => used.has(number));
  const cell = (operation, code) => {
    if (!operation.codes.some(({number}) => number === code.number)) return h('td', {});
    const pair = pairOf(service, operation, code, known, questions);
    pairs.set(pair.key, pair);
    pair.element = button(
        MARKS[pair.evidence], () => open(pair),
        {class: `pair ${pair.evidence}`, title: `${code.number} ${code.name}`, 'aria-pressed': 'false'});
    pair.element.pair = pair;
    return h('td', {}, pair.element);
  };
  return h(
      'section', {class: 'matrix'}, h('h3', {}, service.name),
      h('div', {class: 'wide'},
        h('table', {}, h('caption', {class: 'unseen'}, `Operations of ${service.name} and their result codes`),
          h('thead', {},
            h('tr', {}, h('th', {scope: 'col'}, 'Operation'),
              codes.map((code) => h('th', {scope: 'col', class: 'turned', title: code.name}, h('span', {}, code.name))))),
          h('tbody', {},
            service.operations.map(
                (operation) =>
                    h('tr', {}, h('th', {scope: 'row', title: operation.name}, operation.name),
                      codes.map((code) => cell(operation, code))))))));
}

function pairDetails(pair, toJournal) {
  return [
    h('div', {class: 'title'}, h('h2', {}, pair.operation), h('span', {class: 'chip plain'}, `${pair.code.number} ${pair.code.name}`)),
    h('p', {class: 'subtitle'}, pair.service),
    facts([
      ['Evidence', MEANINGS[pair.evidence]], ['Meaning', pair.meaning?.meaning],
      ['Seen here', pair.seen ? plural(pair.seen, 'time') : 'not yet']
    ]),
    pair.seen > 0 && h('div', {class: 'actions'}, button('See the journal', toJournal)),
    pair.rules.length > 0 &&
        h('section', {class: 'part'}, h('h3', {}, pair.rules.length === 1 ? 'Rule' : 'Rules'),
          pair.rules.map(
              (rule) =>
                  h('div', {class: 'card tight'}, h('p', {}, foreign(rule.says)),
                    h('p', {class: 'soft'}, h('code', {}, rule.id), ' ',
                      chip(rule.evidence, rule.evidence === 'assumed' ? 'warn' : 'plain'))))),
    pair.asked.length > 0 &&
        h('section', {class: 'part'}, h('h3', {}, 'Open questions'),
          pair.asked.map(
              (question) =>
                  h('div', {class: 'card tight'}, h('p', {}, h('code', {}, question.id), ' ', question.question),
                    question.answer && h('p', {class: 'soft'}, 'Assumed: ', question.answer),
                    question.probe && h('p', {class: 'soft'}, 'Settled by: ', question.probe)))),
  ].filter(Boolean);
}
