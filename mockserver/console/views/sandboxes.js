// The sandboxes of this server: isolated worlds for tests that run side by side.
import {chosenSandbox, control, post, remove} from '../api.js';
import {attempt, confirm, form} from '../dialog.js';
import {button, chip, emptyState, fill, foreign, h, table} from '../dom.js';
import {instant} from '../format.js';
import {poll} from '../live.js';
import {address} from '../router.js';
import {filterInput, head} from '../split.js';

const EVERY = 3000;
const DRAWN = 200;

export const sandboxes = {
  name: 'sandboxes',
  title: 'Sandboxes',
  key: 's',
  needs: ['GET sandboxes'],
  show(place) {
    let all = [];
    let drawn = '';
    const list = h('div', {class: 'pad'});
    const filter = filterInput('Id or world', () => draw());
    const choose = (id) => {
      location.hash = address(id === 'default' ? null : id, 'sandboxes');
    };
    const isChosen = ({id}) => id === (chosenSandbox() ?? 'default');
    fill(place, head('Sandboxes', {filter, tools: [button('Create…', () => create(), {class: 'primary'})]}), list);

    function draw() {
      const text = filter.value.trim().toLowerCase();
      const fitting = all.filter((one) => `${one.id} ${one.world}`.toLowerCase().includes(text));
      const content = JSON.stringify([fitting.map(({id, world, created}) => [id, world, created]), chosenSandbox()]);
      if (content === drawn) return;
      drawn = content;
      fill(
          list,
          fitting.length === 0 ?
              emptyState(all.length ? 'No sandbox fits the filter.' : 'Only the default sandbox is there.') :
              table(
                  [
                    {title: 'Id', cell: (one) => [foreign(one.id), isChosen(one) ? [' ', chip('shown here', 'accent')] : null]},
                    {title: 'World', cell: ({world}) => foreign(world)},
                    {title: 'Created', class: 'mono', cell: ({created}) => instant(created)},
                    {
                      title: '',
                      class: 'row-actions',
                      cell: (one) =>
                          [isChosen(one) ? null : button('Switch to it', () => choose(one.id), {class: 'quiet small'}),
                           one.id === 'default' ? null :
                                                  button(
                                                      'Delete',
                                                      () => confirm(
                                                          `Delete ${one.id}?`, 'Its state, journal and outbox go with it.', 'Delete',
                                                          async () => {
                                                            await remove(`sandboxes/${encodeURIComponent(one.id)}`, {server: true});
                                                            if (isChosen(one))
                                                              choose('default');
                                                            else
                                                              await look();
                                                          }),
                                                      {class: 'quiet small danger-text'}),
      ]
                    },
                  ],
                  fitting.slice(0, DRAWN), {caption: 'Sandboxes'}),
          fitting.length > DRAWN && h('p', {class: 'hint'}, `The first ${DRAWN} of ${fitting.length}.`),
          h('p', {class: 'hint'}, 'All views are about the sandbox that is shown; the list at the top switches it too.'));
    }
    const look = async () => {
      ({sandboxes: all} = await control('sandboxes', {server: true}));
      draw();
    };
    async function create() {
      const made = await form({
        title: 'Create a sandbox',
        submit: 'Create',
        fields: [
          {name: 'id', label: 'Id', placeholder: 'worker7', hint: 'Letters, digits, dots, hyphens. Empty: one is made up.'}, {
            name: 'from',
            label: 'Start from',
            options: [
              {value: 'default', label: 'the default world'}, {value: 'empty', label: 'the empty world'},
              {value: 'clone', label: 'a copy of the sandbox shown here'}
            ]
          },
          {name: 'idSeed', label: 'Seed of ids', type: 'number', min: 0, hint: 'Empty: as the server’s.'}
        ],
        act: async (values) => {
          const seed = values.from === 'clone' ? {clone: chosenSandbox() ?? 'default'} : {world: values.from};
          values.made = await post(
              'sandboxes', {...(values.id && {id: values.id}), ...(values.idSeed !== undefined && {idSeed: values.idSeed}), seed},
              {server: true});
        },
      });
      if (made) {
        await attempt(look, `${made.made.id} is there`);
      }
    }
    const end = poll(EVERY, look);
    return {end};
  },
};
