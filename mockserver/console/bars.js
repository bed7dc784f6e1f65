// Space as a bar: what is used within what is allowed, and within that what is promised to others.
import {h} from './dom.js';

const share = (part, whole) => (whole > 0 ? part / whole : part > 0 ? Infinity : 0);
const percent = (ratio) => (ratio === Infinity ? 'over' : `${Math.round(ratio * 100)} %`);

// `used` and `promised` of `allowed`, all in one unit; `label` is the sentence for whoever cannot see it. What is more
// than allowed is drawn in the colour of alarm, the mark showing where the allowed ends.
export function bar({used = 0, promised = 0, allowed, label}) {
  const most = Math.max(share(used, allowed), share(promised, allowed), 1);
  const scale = most === Infinity ? 1 : most;
  const width = (ratio) => `${Math.min(100, (Math.min(ratio, scale) / scale) * 100)}%`;
  const over = share(used, allowed) > 1 || share(promised, allowed) > 1;
  const element = h('span', {class: over ? 'meter over' : 'meter', role: 'img', 'aria-label': label, title: label});
  for (const [name, ratio] of [['promised', share(promised, allowed)], ['used', share(used, allowed)]]) {
    const part = h('span', {class: name});
    part.style.width = width(ratio);
    element.append(part);
  }
  if (over) {
    const mark = h('span', {class: 'limit'});
    mark.style.left = `${100 / scale}%`;
    element.append(mark);
  }
  return element;
}

// The bar with its figures beside it.
export function labelledBar(figures, text) {
  return h(
      'span', {class: 'metered'}, bar(figures),
      h('span', {class: 'figures'}, text,
        figures.allowed > 0 && figures.used > figures.allowed ?
            h('strong', {class: 'bad-text'}, ` ${percent(figures.used / figures.allowed)}`) :
            null));
}
