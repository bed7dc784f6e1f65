// Why a call was answered as it was: the server's explanation, sentence by sentence.
import {chip, facts, foreign, h} from '../dom.js';

// What came of it, and if it was refused, what it ran into and what to do.
export function why({summary, refusal}) {
  return h('section', {class: 'part explanation'}, h('h3', {}, 'Why'), h('p', {}, foreign(summary)), refusal && refused(refusal));
}

// How it went, in the order of things: how it was found, who called, what was forgiven, members, rules, mails.
export function how({route, caller, reading, fields, rules, mails}) {
  return h(
      'section', {class: 'part explanation'}, h('h3', {}, 'How it went'),
      h('ul', {class: 'plain'},
        [
          route.says, caller.says,
          mails.sent > 0 && `mails: ${mails.kept.map(({to, template}) => `${template} to ${to}`).join(', ') || mails.sent}`
        ].filter(Boolean)
            .map((sentence) => h('li', {}, foreign(sentence)))),
      reading.length > 0 &&
          h('details', {open: true}, h('summary', {}, 'What was read past'),
            notesList(reading.map((note) => ({...note, message: note.says})))),
      steps('Members, in the order they are checked', fields, ({field, demands}) => [h('code', {}, foreign(field)), ' ', foreign(demands)]),
      steps('Rules, in the order they are asked', rules, ({id, says}) => [foreign(says), ' ', h('code', {class: 'soft'}, id)]));
}

function refused({rule, says, meaning, detail, circumstances, evidence, question, advice}) {
  return h(
      'div', {class: 'card tight refused'}, says && h('p', {}, h('strong', {}, foreign(says))),
      circumstances?.map((sentence) => h('p', {}, foreign(sentence))),
      advice && h('p', {}, Array.isArray(advice) ? advice.map((sentence) => h('span', {}, foreign(sentence), ' ')) : foreign(advice)),
      h('p', {class: 'soft'}, [rule, meaning, detail].filter(Boolean).map((text, at) => [at ? ' · ' : '', foreign(text)]),
        evidence && [' ', chip(evidence, evidence === 'assumed' ? 'warn' : 'plain')]),
      question &&
          h('p', {class: 'soft'}, h('code', {}, question.id), ' ', question.question, question.answer && ` Assumed: ${question.answer}`));
}

const TONES = {
  passed: 'good',
  refused: 'bad'
};
function steps(title, list, words) {
  if (list.length === 0) return null;
  return h(
      'details', {}, h('summary', {}, title, h('span', {class: 'soft'}, ` ${list.length}`)),
      h('ul', {class: 'plain steps'},
        list.map((step) => h('li', {}, chip(step.state, TONES[step.state] ?? 'none'), h('span', {}, words(step))))));
}

export function notesList(notes) {
  return h(
      'ul', {class: 'notes'},
      notes.map(
          (note) =>
              h('li', {}, chip(note.kind, 'plain'), ' ', h('code', {}, foreign(note.path)), ' ', foreign(note.message),
                note.nearest ? [' Did you mean ', h('code', {}, foreign(note.nearest)), '?'] : null)));
}
