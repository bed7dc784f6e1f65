// XML as people read it: indented, its parts told apart by colour. Works on whatever was sent, broken or cut off too.
import {h} from './dom.js';

const TOKEN = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<\/?[^\s<>/!?][^<>]*>|<|[^<]+/g;
const TAG = /^(<\/?)([^\s/>]+)([\s\S]*?)(\/?>)$/;
const ATTRIBUTE = /([^\s=]+)(\s*=\s*)("[^"]*"|'[^']*')/g;

const isOpening = (token) => /^<[^/!?]/.test(token) && token.endsWith('>') && !token.endsWith('/>');
const isClosing = (token) => token.startsWith('</');
const isMarkup = (token) => token.startsWith('<') && token.length > 1;

// Lines of tokens, each with its depth. An element that holds only text stays on one line.
function lines(text) {
  const tokens = (text.match(TOKEN) ?? []).filter((token) => isMarkup(token) || token.trim() !== '');
  const out = [];
  let depth = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (isClosing(token)) depth = Math.max(0, depth - 1);
    const line = {depth, tokens: [token]};
    if (isOpening(token)) {
      if (isClosing(tokens[at + 1] ?? ''))
        line.tokens.push(tokens[at += 1]);
      else if (!isMarkup(tokens[at + 1] ?? '<x') && isClosing(tokens[at + 2] ?? ''))
        line.tokens.push(tokens[at += 1], tokens[at += 1]);
      else
        depth += 1;
    }
    out.push(line);
  }
  return out;
}

function painted(token) {
  if (token.startsWith('<!--')) return [h('span', {class: 'x-comment'}, token)];
  if (token.startsWith('<?')) return [h('span', {class: 'x-mark'}, token)];
  const tag = isMarkup(token) && TAG.exec(token);
  if (!tag) return [h('span', {class: 'x-text'}, token)];
  return [
    h('span', {class: 'x-mark'}, tag[1]), h('span', {class: 'x-name'}, tag[2]), ...attributes(tag[3]), h('span', {class: 'x-mark'}, tag[4])
  ];
}

function attributes(text) {
  const out = [];
  let end = 0;
  for (const match of text.matchAll(ATTRIBUTE)) {
    out.push(text.slice(end, match.index), h('span', {class: 'x-attribute'}, match[1]), match[2], h('span', {class: 'x-value'}, match[3]));
    end = match.index + match[0].length;
  }
  out.push(text.slice(end));
  return out;
}

// A <pre> of the text; what does not begin like XML is shown as it is.
export function xmlView(text, label) {
  const attributesOfPre = {class: 'code', tabindex: '0', 'aria-label': label};
  if (!text.trimStart().startsWith('<')) return h('pre', attributesOfPre, text === '' ? h('span', {class: 'soft'}, '(empty)') : text);
  return h('pre', attributesOfPre, lines(text).flatMap(({depth, tokens}) => ['  '.repeat(depth), tokens.map(painted), '\n']));
}
