// Entities: the tree or what was searched for, and what is open of it: an entity or one of its accounts.
import {control} from '../api.js';
import {attempt} from '../dialog.js';
import {button, chip, emptyState, fill, foreign, h} from '../dom.js';
import {poll} from '../live.js';
import {filterInput, head, split} from '../split.js';

import {accountDetails} from './account_details.js';
import {entityDetails} from './entity_details.js';
import {Tree} from './tree.js';

const EVERY = 5000;

export const entities = {
  name: 'entities',
  title: 'Entities',
  key: 't',
  needs: ['GET entities'],
  show(place, {rest, go}) {
    const failed = (error) => fill(notice, h('p', {class: 'complaint'}, error.message));
    const notice = h('div', {});
    const results = h('div', {class: 'results', hidden: true});
    const tree = new Tree((id) => go('entities', id), failed);
    const parts = split('beside', 'Details', () => close());
    const filter = filterInput('Name, id or account', (text) => search(text));
    fill(place, head('Entities', {filter, tools: [button('Refresh', () => refresh(), {class: 'quiet'})]}), parts.element);
    fill(parts.list, notice, tree.element, results);

    const close = () => (opened.length ? go('entities') : fill(notice));
    let opened = [];
    const changed = () => Promise.all([tree.refresh().catch(failed), openDetails(opened, true)]);
    const refresh = () => attempt(async () => {
      await changed();
      fill(notice);
    });

    async function openDetails(what, again = false) {
      opened = what;
      const [id, userName] = what;
      if (id === undefined) {
        parts.open();
        if (tree.selected !== null) tree.select(null);
        return;
      }
      try {
        const nodes = userName === undefined ? await entityDetails(Number(id), {go, changed, reveal: again ? null : reveal}) :
                                               await accountDetails(userName, {go, changed, reveal: again ? null : reveal});
        if (opened !== what) return;  // another was opened meanwhile
        parts.open(...nodes);
        if (!again) parts.toTop();
      } catch (error) {
        parts.open(emptyState(error.message, button('Back to the tree', () => go('entities'))));
      }
    }
    const reveal = (id, path) => tree.reveal(id, path.map((above) => above.id)).catch(failed);

    async function search(text) {
      tree.element.hidden = text !== '';
      results.hidden = text === '';
      if (text === '') return;
      try {
        const found = await control('search', {query: {text, limit: 50}});
        if (filter.value.trim() === text) showResults(found, text);
      } catch (error) {
        failed(error);
      }
    }
    function showResults(found, text) {
      if (found.entities.length + found.accounts.length === 0) {
        fill(
            results,
            emptyState(
                'Nothing has that id, or that in its name.',
                h('p', {class: 'hint'}, 'Accounts are found by the beginning of their names.')));
        return;
      }
      const line = (name, where, status, open) =>
          h('div', {
            class: 'line result',
            role: 'button',
            tabindex: '0',
            'data-item': true,
            on: {
              click: open,
              keydown: (event) => {
                if (event.key === 'Enter') open();
              }
            }
          },
            h('span', {class: 'name'}, foreign(name, {title: name.slice(0, 300)})), h('span', {class: 'where'}, where),
            h('span', {class: 'marks'}, status === 'Active' ? null : chip(status)));
      fill(
          results,
          found.entities.map(
              (row) => line(
                  row.name, [`${row.id} · `, row.path.slice(1).map(({name}) => [foreign(name.slice(0, 60)), ' › ']), row.type], row.status,
                  () => go('entities', row.id))),
          found.accounts.map(
              (account) => line(
                  account.userName, `account of ${account.entityId}`, account.status,
                  () => go('entities', account.entityId, account.userName))),
          Math.max(found.entities.length, found.accounts.length) >= 50 &&
              h('p', {class: 'hint'}, `The first ones for “${text}”; type more to narrow them down.`));
    }

    // A reset or another client's calls show by themselves.
    const follow = () => poll(EVERY, () => tree.refresh());
    let end = () => {};
    (async () => {
      try {
        await tree.start();
      } catch (error) {
        failed(error);
      }
      await openDetails(rest);
      end = follow();
    })();
    return {
      update: (what) => openDetails(what),
      close,
      end: () => end(),
    };
  },
};
