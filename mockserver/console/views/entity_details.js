// What is known of one entity, and what can be done to it.
import {control, post} from '../api.js';
import {labelledBar} from '../bars.js';
import {attempt, confirm, form} from '../dialog.js';
import {button, chip, facts, fill, foreign, h, table} from '../dom.js';
import {count, gigabytes, instant, kilobytes, megabytes, plural, size} from '../format.js';

import {copyButton} from './connect.js';

const PAGE = 50;

// Nodes for the details of an entity. `changed` is called after an action, `reveal(id, path)` before the nodes are shown.
export async function entityDetails(id, {go, changed, reveal}) {
  const entity = await control(`entities/${id}`);
  await reveal?.(id, entity.path);
  const act = (body, done) => attempt(() => post('simulate/entity', {entityId: id, ...body}), done).then((result) => result && changed());
  return [
    crumbs(entity.path, go),
    h('div', {class: 'title'}, h('h2', {class: 'long'}, foreign(entity.name)), chip(entity.status),
      entity.managed ? null : chip('unmanaged', 'plain')),
    h('p', {class: 'subtitle'}, `${entity.type} `, h('code', {}, entity.id), copyButton(String(entity.id), 'id')),
    entity.status === 'Active' && !entity.usable &&
        h('p', {class: 'note'}, 'Something above it is not active: calls as or about it are refused.'),
    entity.type === 'Infrascale' ? null : actions(entity, act, changed),
    spaceOf(entity),
    facts([
      ['Contact', entity.contactPerson],
      ['E-mail', entity.contactEmail],
      ['Created', instant(entity.created)],
      ['Trial ends', instant(entity.trialEnd)],
      ['Below', belowOf(entity)],
      [
        'Devices',
        entity.desktopDevices + entity.mobileDevices ?
            `${plural(entity.desktopDevices, 'desktop')}, ${plural(entity.mobileDevices, 'mobile')}` :
            ''
      ],
      ['Data centre', entity.dataCenterCountry],
      ['Locale', entity.localeId],
      [
        'Options',
        [
          entity.allowUploadOverAccountSize && 'uploads over account size', entity.autoUpgradeClientApp && 'client upgrades itself',
          entity.disableEmails && 'e-mails disabled'
        ].filter(Boolean)
            .join(', ')
      ],
    ]),
    accountsSection(entity, go),
    section(
        'API users', entity.users.api.length,
        h('ul', {class: 'plain'}, entity.users.api.map((login) => h('li', {}, h('code', {}, foreign(login)))))),
    section(
        'Dashboard users', entity.users.dashboard.length,
        h('ul', {class: 'plain'},
          entity.users.dashboard.map(({name, active}) => h('li', {}, foreign(name), active ? null : [' ', chip('Inactive')])))),
    section(
        'Licences', entity.licenses.length,
        table(
            [
              {title: 'Type', cell: ({type}) => type},
              {title: 'Free', class: 'number', cell: ({free}) => count(free)},
              {title: 'Assigned', class: 'number', cell: ({assigned}) => count(assigned)},
            ],
            entity.licenses, {caption: 'Licences'})),
    section(
        'Policies', entity.policies.length,
        table(
            [
              {title: 'Name', cell: ({name}) => foreign(name)},
              {title: 'Id', class: 'number', cell: ({id: policy}) => policy},
              {title: 'Schedule', cell: ({schedule, liveProtect}) => [schedule ?? '', liveProtect && ' live protect']},
              {title: 'Created', class: 'mono', cell: ({created}) => created.slice(0, 10)},
            ],
            entity.policies, {caption: 'Policies'})),
    section('Appliances', entity.appliances.length, entity.appliances.map(applianceOf)),
    entity.cloud &&
        section(
            'Cloud backup', 1,
            facts([['Login', entity.cloud.login], ['Region', entity.cloud.region], ['Since', instant(entity.cloud.since)]])),
  ].filter(Boolean);
}

export function crumbs(path, go) {
  return h(
      'nav', {class: 'crumbs', 'aria-label': 'Above it'},
      path.map(
          ({id, name}) =>
              [h('a', {
                 href: '#',
                 on: {
                   click: (event) => {
                     event.preventDefault();
                     go('entities', id);
                   }
                 }
               },
                 foreign(name.length > 60 ? `${name.slice(0, 60)}…` : name)),
               h('span', {'aria-hidden': 'true'}, ' › ')]));
}

export function section(title, number, ...content) {
  if (number === 0) return null;
  return h('section', {class: 'part'}, h('h3', {}, title, number > 1 ? h('span', {class: 'soft'}, ` ${count(number)}`) : null), content);
}

function actions(entity, act, changed) {
  const named = entity.name.length > 40 ? `${entity.name.slice(0, 40)}…` : entity.name;
  const set = (status, done) => button(done[0], () => act({status}, done[1]));
  return h(
      'div', {class: 'actions'}, entity.status === 'Active' ? set('Suspended', ['Suspend', `${named} is suspended`]) : null,
      entity.status === 'Suspended' || entity.status === 'Cancelled' ?
          set('Active', [entity.status === 'Cancelled' ? 'Uncancel' : 'Activate', `${named} is active`]) :
          null,
      entity.status === 'Expired' ? button('End trial: make active', () => act({trial: false, status: 'Active'}, `${named} is active`)) :
                                    null,
      button(
          entity.managed ? 'Make unmanaged' : 'Make managed',
          () => act({managed: !entity.managed}, entity.managed ? 'It is unmanaged' : 'It is managed')),
      button(
          'Trial…',
          async () => {
            const values = await form({
              title: 'Trial',
              lead: 'When its trial ends: an instant, or relative to the clock. Empty: no trial.',
              fields: [{name: 'trialEnd', label: 'Ends', placeholder: '+14d', value: entity.trialEnd ?? ''}],
              submit: 'Set'
            });
            if (values) await act(values.trialEnd ? {trialEnd: values.trialEnd} : {trial: false}, 'The trial is set');
          }),
      entity.status !== 'Cancelled' ?
          button(
              'Cancel…',
              () => confirm(
                  `Cancel ${named}?`, 'Everything below it is cancelled too, as CancelEntity does it.', 'Cancel it',
                  () => post('simulate/entity', {entityId: entity.id, status: 'Cancelled'}).then(() => {
                    changed();
                  })),
              {class: 'danger-text'}) :
          null);
}

function spaceOf(entity) {
  const used = entity.below.usedSpaceKB;
  if (entity.diskQuotaGB === null) return h('p', {class: 'space-line'}, `${kilobytes(used)} used in all, no quota`);
  return h(
      'div', {class: 'space-block'},
      labelledBar(
          {
            used: used / 1024 ** 2,
            promised: entity.allocatedGB,
            allowed: entity.diskQuotaGB,
            label: `${kilobytes(used)} used and ${gigabytes(entity.allocatedGB)} allocated of ${gigabytes(entity.diskQuotaGB)}`
          },
          `${kilobytes(used)} used · ${gigabytes(entity.allocatedGB)} allocated · quota ${gigabytes(entity.diskQuotaGB)}`),
      entity.allocatedGB > entity.diskQuotaGB &&
          h('p', {class: 'bad-text'}, `Over quota by ${gigabytes(entity.allocatedGB - entity.diskQuotaGB)}.`));
}

function belowOf({below, accounts}) {
  const parts = [
    below.entities && plural(below.entities, 'entity', 'entities'), (below.accounts || accounts) && plural(below.accounts, 'account')
  ].filter(Boolean);
  return parts.join(', ') || 'nothing';
}

export const accountBar = ({usedSpaceKB, accountSizeMB}) => labelledBar(
    {used: usedSpaceKB / 1024, allowed: accountSizeMB, label: `${kilobytes(usedSpaceKB)} of ${megabytes(accountSizeMB)}`},
    `${kilobytes(usedSpaceKB)} of ${megabytes(accountSizeMB)}`);

function accountsSection(entity, go) {
  if (entity.accounts === 0) return null;
  const place = h('div', {});
  const show = async (page) => {
    const {total, accounts} = await control(`entities/${entity.id}/accounts`, {query: {page, limit: PAGE}});
    const last = Math.max(1, Math.ceil(total / PAGE));
    fill(
        place,
        table(
            [
              {
                title: 'Account',
                class: 'main',
                cell: (account) => [foreign(account.userName), account.administrator ? [' ', chip('admin', 'plain')] : null]
              },
              {title: 'Status', cell: ({status}) => chip(status)},
              {title: 'Space', cell: accountBar},
            ],
            accounts, {caption: 'Accounts', onOpen: ({userName}) => go('entities', entity.id, userName)}),
        last > 1 &&
            h('div', {class: 'pager'}, button('‹ Previous', () => attempt(() => show(page - 1)), {disabled: page === 1}),
              h('span', {class: 'soft'}, `page ${count(page)} of ${count(last)}`),
              button('Next ›', () => attempt(() => show(page + 1)), {disabled: page === last})));
  };
  attempt(() => show(1));
  return section('Accounts', entity.accounts, place);
}

function applianceOf(appliance) {
  const space = ({spaceUsedBytes, spaceTotalBytes}) => labelledBar(
      {used: spaceUsedBytes, allowed: spaceTotalBytes, label: `${size(spaceUsedBytes)} of ${size(spaceTotalBytes)}`},
      `${size(spaceUsedBytes)} of ${size(spaceTotalBytes)}`);
  const one = (title, what) =>
      h('div', {class: 'appliance'},
        h('div', {}, h('strong', {}, foreign(what.name)), ' ', chip(what.status), h('span', {class: 'soft'}, ` ${title}${what.type}`)),
        space(what));
  return h(
      'div', {class: 'card tight'}, one('', appliance), appliance.copy && one('copy · ', appliance.copy),
      appliance.replication &&
          h('p', {class: 'soft'}, 'Replication ', chip(appliance.replication.status),
            appliance.replication.bytesRemaining ? ` ${size(appliance.replication.bytesRemaining)} remaining` : ''),
      h('code', {class: 'soft'}, appliance.uuid));
}
