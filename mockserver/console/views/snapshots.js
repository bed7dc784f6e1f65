// Snapshots of the sandbox, its present state as a world, and the way back to its seed.
import {control, download, hasRoute, post, remove} from '../api.js';
import {attempt, confirm, form} from '../dialog.js';
import {button, emptyState, fill, foreign, h, table} from '../dom.js';
import {instant, size} from '../format.js';
import {tellClock} from '../signals.js';
import {head} from '../split.js';

export const snapshots = {
  name: 'snapshots',
  title: 'Snapshots',
  key: 'n',
  show(place) {
    const list = h('div', {});
    const has = hasRoute('GET snapshots');
    const refresh = async () => {
      if (!has) return;
      const found = await control('snapshots');
      fill(
          list,
          found.snapshots.length === 0 ?
              emptyState(
                  'No snapshots yet.',
                  h('p', {class: 'hint'},
                    'Save one before a test changes things; restoring it brings back everything, the clock and the ids included.')) :
              table(
                  [
                    {title: 'Name', cell: ({name}) => foreign(name)},
                    {title: 'Saved', class: 'mono', cell: ({at}) => instant(at)},
                    {title: 'Size', class: 'number', cell: ({bytes}) => size(bytes)},
                    {
                      title: '',
                      class: 'row-actions',
                      cell: ({name}) =>
                          [button(
                               'Restore',
                               () => confirm(
                                   `Restore ${name}?`, 'What has happened since is lost.', 'Restore',
                                   () => post(`snapshots/${encodeURIComponent(name)}/restore`).then(moved)),
                               {class: 'quiet small'}),
                           button(
                               'Download', () => attempt(() => download(`snapshots/${encodeURIComponent(name)}`, `${name}.sqlite3`)),
                               {class: 'quiet small'}),
                           button(
                               'Delete',
                               () => confirm(
                                   `Delete ${name}?`, 'It cannot be brought back.', 'Delete',
                                   () => remove(`snapshots/${encodeURIComponent(name)}`).then(refresh)),
                               {class: 'quiet small danger-text'}),
      ]
                    },
                  ],
                  found.snapshots, {caption: 'Snapshots'}));
    };
    const moved = async () => tellClock(await control('clock'));
    const save = async () => {
      const saved = await form({
        title: 'Save a snapshot',
        submit: 'Save',
        fields: [{name: 'name', label: 'Name', required: true, placeholder: 'before-cancel'}],
        act: ({name}) => post('snapshots', {name})
      });
      if (saved) attempt(refresh, `Saved: ${saved.name}`);
    };
    fill(
        place, head('Snapshots', {tools: has ? [button('Save…', save, {class: 'primary'})] : []}),
        h('div', {class: 'pad'}, list, h('h3', {}, 'World'),
          h('div', {class: 'actions'},
            hasRoute('GET export') &&
                button('Download the present state as a world', () => attempt(() => download('export', 'world.json'))),
            button('Download the world it was seeded with', () => attempt(() => download('world', 'seed.json'))),
            button(
                'Reset to the seed…',
                () => confirm(
                    'Reset the sandbox?', 'Entities, clock, ids, outbox and journal go back to what they were when it was seeded.', 'Reset',
                    () => post('reset').then(moved)),
                {class: 'danger-text'})),
          h('p', {class: 'hint'}, 'A world is JSON: start a server from it with --world, or a sandbox with its seed.')));
    attempt(refresh);
    return {};
  },
};
