// What is known of one backup account, and what can be done to it and on its devices.
import {control, post} from '../api.js';
import {attempt, confirm, form} from '../dialog.js';
import {button, chip, facts, foreign, h, table} from '../dom.js';
import {instant, kilobytes} from '../format.js';

import {copyButton} from './connect.js';
import {accountBar, crumbs, section} from './entity_details.js';

const STEPS = ['Completed', 'Failed', 'Started', 'Progress', 'Cancelled', 'Configured'];

export async function accountDetails(userName, {go, changed, reveal}) {
  const account = await control('accounts', {query: {userName}});
  await reveal?.(account.entity.id, account.path);
  const simulate = (subject, body, done) =>
      attempt(() => post(`simulate/${subject}`, {userName: account.userName, ...body}), done).then((result) => result && changed());
  return [
    crumbs([...account.path, account.entity], go),
    h('div', {class: 'title'}, h('h2', {class: 'long'}, foreign(account.userName)), chip(account.status),
      account.administrator ? chip('admin', 'plain') : null),
    h('p', {class: 'subtitle'}, 'Account ', copyButton(account.userName, 'user name')),
    actions(account, simulate, changed),
    h('div', {class: 'space-block'}, accountBar(account)),
    facts([
      ['Name', account.fullName],
      ['E-mail', account.email],
      ['Signed up', instant(account.signedUp)],
      ['Customer type', account.customerTypeCode],
      ['Payment plan', account.paymentPlanId],
      ['Server', account.backupServer],
      ['Data centre', account.dataCenterCountry],
      [
        'Options',
        [
          account.ultraSafe && 'UltraSafe', account.monitored ? 'monitored' : 'not monitored', account.endGuard && 'EndGuard',
          account.disableEmails && 'e-mails disabled'
        ].filter(Boolean)
            .join(', ')
      ],
    ]),
    h('section', {class: 'part'},
      h('h3', {}, 'Devices', h('span', {class: 'tools'}, button('Add device…', () => addDevice(simulate), {class: 'quiet small'}))),
      account.devices.length === 0 ?
          h('p', {class: 'soft'}, 'None yet. A device registers when its client signs in; “Add device” does that.') :
          table(
              [
                {
                  title: 'System',
                  cell: (device) =>
                      [foreign(device.systemName), device.active ? null : [' ', chip('Inactive')],
                       h('div', {class: 'soft small-text'}, foreign(device.osName || device.os))]
                },
                {title: 'Used', class: 'number', cell: ({usedSpaceKB}) => kilobytes(usedSpaceKB)},
                {
                  title: 'Last backup',
                  class: 'mono',
                  cell: ({lastBackup}) => instant(lastBackup).slice(0, 16) || h('span', {class: 'soft'}, 'never')
                },
                {title: '', class: 'number', cell: (device) => button('Backup…', () => backUp(device, simulate), {class: 'quiet small'})},
              ],
              account.devices, {caption: 'Devices'})),
    section(
        'Licences', account.licenses.length,
        table(
            [
              {title: 'Type', cell: ({type}) => type},
              {title: 'From', class: 'number', cell: ({providerId}) => providerId},
              {title: 'Assigned', class: 'mono', cell: ({assigned}) => instant(assigned)},
            ],
            account.licenses, {caption: 'Licences'})),
    section(
        'Follows', account.policies.length,
        table(
            [
              {title: 'Policy', cell: ({name}) => foreign(name)},
              {title: 'On', cell: ({systemName}) => (systemName ? foreign(systemName) : 'every system')},
            ],
            account.policies, {caption: 'Policies it follows'})),
  ].filter(Boolean);
}

function actions(account, simulate, changed) {
  const named = account.userName.length > 40 ? `${account.userName.slice(0, 40)}…` : account.userName;
  const set = (label, status) => button(label, () => simulate('account', {status}, `${named} is ${status.toLowerCase()}`));
  return h(
      'div', {class: 'actions'},
      account.status === 'Active' ? [set('Suspend', 'Suspended'), set('Lock', 'Locked'), set('Expire', 'Expired')] :
                                    set(account.status === 'Cancelled' ? 'Uncancel' : 'Activate', 'Active'),
      account.status === 'Cancelled' ?
          null :
          button(
              'Cancel…',
              () => confirm(
                  `Cancel ${named}?`, 'Its licences go back, as CancelAccount does it.', 'Cancel it',

                  () => post('simulate/account', {userName: account.userName, status: 'Cancelled'}).then(() => {
                    changed();
                  })),
              {class: 'danger-text'}));
}

async function backUp({systemName}, simulate) {
  const values = await form({
    title: `Backup on ${systemName}`,
    lead: 'What its client reports next.',
    submit: 'Report',
    fields: [
      {name: 'step', label: 'Step', options: STEPS},
      {name: 'usedSpaceKB', label: 'Used space afterwards, KB', type: 'number', min: 0, hint: 'Empty: as it is.'}
    ],
  });
  if (values) await simulate('backup', {systemName, ...values}, `Backup: ${values.step}`);
}

async function addDevice(simulate) {
  const values = await form({
    title: 'Add a device',
    submit: 'Register',
    fields: [
      {name: 'systemName', label: 'System name', required: true},
      {name: 'os', label: 'System', options: ['Windows', 'Mac', 'Linux', 'Android', 'iOS']}
    ],
  });
  if (values) await simulate('device', values, `${values.systemName} is registered`);
}
