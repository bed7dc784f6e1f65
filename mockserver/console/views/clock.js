// The clock every date comes from: where it stands, stopping it, moving it on.
import {control, post} from '../api.js';
import {attempt} from '../dialog.js';
import {button, chip, fill, h} from '../dom.js';
import {instant} from '../format.js';
import {poll} from '../live.js';
import {tellClock} from '../signals.js';
import {head} from '../split.js';

const EVERY = 1000;
const STEPS = [['1h', '1 hour'], ['1d', '1 day'], ['8d', '8 days'], ['30d', '30 days']];

export const clock = {
  name: 'clock',
  title: 'Clock',
  key: 'k',
  needs: ['GET clock'],
  show(place) {
    const time = h('p', {class: 'big-time'}, '\u00a0');
    const state = h('p', {class: 'clock-state'}, '\u00a0');
    const freeze = button('Freeze', () => set(frozen ? 'resume' : 'freeze', {}, frozen ? 'The clock runs' : 'The clock stands still'));
    let frozen = false;
    const showTime = (reading) => {
      frozen = reading.frozen;
      time.textContent = instant(reading.now).replace(' ', '\u2002');
      fill(state, frozen ? chip('frozen', 'warn') : chip('running', 'good'), h('span', {class: 'soft'}, ' UTC, as this sandbox tells it'));
      freeze.textContent = frozen ? 'Let it run' : 'Freeze';
      tellClock(reading);
    };
    const set = (route, body, done) => attempt(async () => showTime(await post(`clock/${route}`, body)), done);

    const amount = h('input', {
      id: 'amount',
      placeholder: '1h30m, 2w, PT8H or 2026-12-31',
      'aria-describedby': 'amount-hint',
      autocomplete: 'off',
      'data-filter': true
    });
    const advance = (event) => {
      event.preventDefault();
      const text = amount.value.trim();
      if (text === '') return;
      set('advance', /^\d{4}-\d\d/.test(text) ? {to: text} : {by: text}, `The clock moved: ${text}`);
    };
    fill(
        place, head('Clock'),
        h('div', {class: 'pad narrow'}, h('div', {class: 'card clock-face'}, time, state),
          h('div', {class: 'actions'}, freeze, button('Reset', () => set('reset', {}, 'The clock is back at its world’s time'), {
              title: 'To the world’s time, or the real one where the world gives none'
            })),
          h('h3', {}, 'Move on'),
          h('div', {class: 'actions'},
            STEPS.map(([by, label]) => button(`+ ${label}`, () => set('advance', {by}, `The clock moved on by ${label}`)))),
          h('form', {class: 'inline-form', on: {submit: advance}},
            h('label',
              {for: 'amount'
              },
              'By, or to'),
            amount, h('button', {type: 'submit', class: 'primary'}, 'Advance')),
          h('p', {class: 'hint', id: 'amount-hint'},
            'What would have happened in between happens, in order: trials end, licences go, missing backups are told of. Time never runs backwards but by a reset.')));
    const end = poll(EVERY, async () => showTime(await control('clock')));
    return {end};
  },
};
