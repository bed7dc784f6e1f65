// The outbox: the mails that were sent, and one of them as its reader sees it.
import {control, remove} from '../api.js';
import {confirm} from '../dialog.js';
import {button, chip, emptyState, facts, fill, foreign, h} from '../dom.js';
import {instant} from '../format.js';
import {poll} from '../live.js';
import {filterInput, head, split} from '../split.js';

import {copyButton} from './connect.js';

const EVERY = 2000;
const PAGE = 1000;
const DRAWN = 200;

export const outbox = {
  name: 'outbox',
  title: 'Outbox',
  key: 'o',
  needs: ['GET outbox'],
  show(place, {rest, go}) {
    let mails = [];  // newest first
    let opened = null;
    const parts = split('beside', 'Mail', () => close());
    const list = h('div', {class: 'lines'});
    const notice = h('div', {});
    const filter = filterInput('Recipient, subject or user', () => draw());
    fill(place, head('Outbox', {filter, tools: [button('Clear…', () => clear(), {class: 'quiet'})]}), parts.element);
    fill(parts.list, notice, list);

    const fits = (mail) =>
        `${mail.to} ${mail.subject} ${mail.user} ${mail.template}`.toLowerCase().includes(filter.value.trim().toLowerCase());
    const line = (mail) =>
        h('div', {
          class: 'line mail',
          role: 'button',
          tabindex: '0',
          'data-item': true,
          'data-id': mail.id,
          'aria-selected': String(mail.id === opened),
          on: {
            click: () => go('outbox', mail.id),
            keydown: (event) => {
              if (event.key === 'Enter') go('outbox', mail.id);
            }
          }
        },
          h('span', {class: 'name'}, foreign(mail.subject)), h('span', {class: 'where'}, foreign(mail.to)),
          h('span', {class: 'mono soft when'}, instant(mail.at).slice(0, 16)),
          mail.delivery && h('span', {class: 'marks'}, chip(mail.delivery.state)));

    function draw() {
      const fitting = mails.filter(fits);
      fill(
          list, fitting.slice(0, DRAWN).map(line),
          fitting.length > DRAWN && h('p', {class: 'hint pad'}, `The newest ${DRAWN} of ${fitting.length}; filter to see others.`));
      fill(
          notice,
          mails.length === 0 ?
              emptyState(
                  'No mails yet.',
                  h('p', {class: 'hint'},
                    'Calls such as SendResetPasswordLink and CreatePartner send some; they end here and go nowhere else.')) :
              fitting.length === 0 ? emptyState('No mail fits the filter.') :
                                     null);
    }
    async function look() {
      const {mails: fresh} = await control('outbox', {query: {after: mails[0]?.id ?? '', limit: PAGE}});
      if (fresh.length === 0 && mails.length > 0) {  // still there, or emptied meanwhile?
        const {mails: any} = await control('outbox', {query: {limit: 1}});
        if (any.length > 0) return;
        mails = [];
        draw();
      } else if (fresh.length > 0 || list.children.length === 0) {
        mails = [...fresh.reverse(), ...mails];
        draw();
      }
    }
    async function openMail(id) {
      opened = id === undefined ? null : Number(id);
      for (const row of list.children) row.setAttribute('aria-selected', String(row.dataset.id === String(opened)));
      if (opened === null) return parts.open();
      try {
        parts.open(...mailDetails(await control(`outbox/${opened}`)));
        parts.toTop();
      } catch (error) {
        parts.open(emptyState(error.message));
      }
      return undefined;
    }
    const close = () => {
      if (opened !== null) go('outbox');
    };
    const clear = () => confirm('Clear the outbox?', 'Every mail in it is forgotten.', 'Clear', () => remove('outbox').then(() => {
      mails = [];
      draw();
      close();
    }));
    openMail(rest[0]);
    const end = poll(EVERY, look);
    return {update: ([id]) => openMail(id), close, end};
  },
};

function mailDetails(mail) {
  return [
    h('div', {class: 'title'}, h('h2', {class: 'long'}, foreign(mail.subject))),
    facts([
      ['From', mail.from], ['To', mail.to], ['At', instant(mail.at)], ['Template', mail.template], ['User', mail.user],
      ['Entity', mail.entityId], ['Locale', mail.localeId]
    ]),
    mail.delivery && h('section', {class: 'part'}, h('h3', {}, 'Delivery'), facts(Object.entries(mail.delivery))),
    linksSection(linksIn(mail)),
    mail.html && h('section', {class: 'part'}, h('h3', {}, 'HTML'), letter(mail.html)),
    h('section', {class: 'part'}, h('h3', {}, 'Text'),
      h('pre', {class: 'code letter-text', tabindex: '0', 'aria-label': 'Text of the mail'}, mail.text)),
  ].filter(Boolean);
}

// Every http address in the text, and the one the server took out, each once.
function linksIn(mail) {
  const inText = (mail.text.match(/https?:\/\/[^\s"'<>]+/g) ?? []).map((link) => link.replace(/[.,;:!?)\]]+$/, ''));
  return [...new Set([...(mail.link ? [mail.link] : []), ...inText])];
}

function linksSection(links) {
  if (links.length === 0) return null;
  return h(
      'section', {class: 'part'}, h('h3', {}, links.length === 1 ? 'Link' : 'Links'),
      h('ul', {class: 'plain'},
        links.map(
            (link) => h('li', {}, h('a', {href: link, target: '_blank', rel: 'noopener noreferrer'}, link), copyButton(link, 'link')))));
}

// The mail as HTML, in a frame that can neither run its scripts nor reach anything.
function letter(html) {
  const frame = h('iframe', {
    class: 'letter',
    title: 'The mail as HTML',
    sandbox: 'allow-scripts allow-popups allow-popups-to-escape-sandbox',
    src: new URL('../mail_frame.html', import.meta.url).href
  });
  frame.addEventListener('load', () => frame.contentWindow.postMessage(html, '*'));
  return frame;
}
