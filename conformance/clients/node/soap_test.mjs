// npm's soap client, unmodified, reads every service description and drives the sandbox, over SOAP 1.1 and 1.2.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {promisify} from 'node:util';
import soap from 'soap';
import {Sandbox, serviceNames} from './sandbox.mjs';

const kNamespace = 'sosonlinebackup.com';
const kPartner = {
  PartnerName: 'Acme', GeneralContactPerson: 'Ann Lee', GeneralContactEmail: 'ann@acme.example', DiskQuotaGB: 100,
  AllowUploadOverAccountSize: false,
};

// The distributor 888 calling through one of a service's two ports.
class Distributor {
  constructor(sandbox, {port, options, envelope}) {
    Object.assign(this, {sandbox, port, options, envelope});
    this.clients = new Map();
  }

  async clientOf(service) {
    if (!this.clients.has(service))
      this.clients.set(service, await soap.createClientAsync(this.sandbox.wsdl(service), this.options));
    return this.clients.get(service);
  }

  // Calls "Service.Operation" with the fields of its request; answers the <Operation>Result.
  async call(operation, fields, password = 'Sandbox888') {
    const [service, name] = operation.split('.');
    const client = await this.clientOf(service);
    client.clearSoapHeaders();
    client.addSoapHeader({AuthHeader: {UserName: '888WS', Password: password}}, '', '', kNamespace);
    const answer = await promisify(client[service][service + this.port][name])({request: fields});
    assert.ok(client.lastRequest.includes(this.envelope));
    return answer[`${name}Result`];
  }

  async succeed(operation, fields) {
    const answer = await this.call(operation, fields);
    // UncancelEntity and its like answer nothing but the result row.
    const result = typeof answer.Result === 'object' ? answer.Result : answer;
    assert.deepEqual([result.Result, result.Code], [0, 'Success'], result.Message);
    return answer;
  }

  // Everything below the distributor: id -> entity.
  async tree() {
    const {Entities: entities} =
        await this.succeed('EntityManagementService.GetEntityHierarchy', {TargetEntityID: 0, IncludeInactive: true});
    return new Map(entities.EntityInHierarchy.map((entity) => [entity.EntityID, entity]));
  }
}

const kWalks = {
  async 'a distributor sees its tree'(distributor) {
    const tree = await distributor.tree();
    assert.deepEqual([...tree.keys()], [888, 111, 112, 221, 311, 312, 225, 226, 321]);
    const {EntityType, EntityName, ParentEntityID, IsActive} = tree.get(311);
    assert.deepEqual([EntityType, EntityName, ParentEntityID, IsActive], ['Company', 'Company1OfPartner1', 221, true]);
  },

  async 'a partner is created, filled, suspended, cancelled and brought back'(distributor) {
    const {PartnerEntityId: partnerId} = await distributor.succeed('PartnerManagementService.CreatePartner', kPartner);
    const {CompanyEntityId: companyId} = await distributor.succeed('CompanyManagementService.CreateCompany', {
      CompanyName: 'Acme North', TargetEntityId: partnerId, GeneralContactPerson: 'Bob Ray',
      GeneralContactEmail: 'bob@acme.example', DiskQuotaGB: 10, AllowUploadOverAccountSize: false,
    });
    await distributor.succeed('AccountManagementService.CreateAccountBySize', {
      TargetEntityId: companyId, Username: 'bob@acme.example', Password: 'Secret123', AccountSizeMB: 1024,
      FullName: 'Bob Ray', Email: 'bob@acme.example', IsUltrasafe: false,
    });
    const tree = await distributor.tree();
    assert.equal(tree.get(partnerId).ParentEntityID, 888);
    assert.equal(tree.get(companyId).ParentEntityID, partnerId);

    const page = await distributor.succeed('EntityManagementService.GetEntityDirectAccounts',
                                           {TargetEntityID: companyId, IncludeInactive: false, PageSize: 10, PageIndex: 1});
    assert.equal(page.TotalRecords, 1);
    const [account] = page.Accounts.AccountInfo;
    assert.equal(account.Username, 'bob@acme.example');
    assert.ok(account.SignupDate instanceof Date && !Number.isNaN(account.SignupDate.valueOf()));

    const change = (operation) => distributor.succeed(`EntityManagementService.${operation}`, {TargetEntityId: companyId});
    const isActive = async () => (await distributor.tree()).get(companyId).IsActive;
    assert.equal((await change('SuspendEntity')).AlreadySuspended, false);
    assert.equal((await change('SuspendEntity')).AlreadySuspended, true);
    assert.equal(await isActive(), false);
    assert.equal((await change('ActivateEntity')).AlreadyActive, false);
    assert.equal(await isActive(), true);
    assert.equal((await change('CancelEntity')).AlreadyCanceled, false);
    assert.equal(await isActive(), false);
    await change('UncancelEntity');
    assert.equal(await isActive(), true);
  },

  async 'a wrong password is a result, not a fault'(distributor) {
    const {Result: result} =
        await distributor.call('EntityManagementService.CancelEntity', {TargetEntityId: 311}, 'wrong');
    assert.deepEqual([result.Result, result.Code], [3, 'InvalidSoapCredentials']);
    assert.equal((await distributor.tree()).get(311).IsActive, true);
  },

  async 'bad input names the field'(distributor) {
    const {Result: result} = await distributor.call('PartnerManagementService.CreatePartner',
                                                    {...kPartner, GeneralContactEmail: 'nonsense'});
    assert.deepEqual([result.Result, result.Code], [2, 'InvalidInputParameters']);
    assert.match(result.Message, /GeneralContactEmail/);
    assert.equal((await distributor.tree()).size, 9);
  },

  async 'a value of the wrong type is a fault'(distributor) {
    const call = distributor.call('EntityManagementService.CancelEntity', {TargetEntityId: 'many'});
    await assert.rejects(call, (error) => {
      assert.equal(error.response.status, 500);
      assert.match(error.response.data, /Server was unable to read request\./);
      assert.match(error.response.data, /Input string was not in a correct format\./);
      assert.ok(error.root.Envelope.Body.Fault);
      return true;
    });
  },
};

const kProtocols = {
  'SOAP 1.1': {port: 'Soap', options: {}, envelope: 'http://schemas.xmlsoap.org/soap/envelope/'},
  'SOAP 1.2': {port: 'Soap12', options: {forceSoap12Headers: true}, envelope: 'http://www.w3.org/2003/05/soap-envelope'},
};

async function readEveryDescription(sandbox) {
  const names = serviceNames();
  assert.ok(names.length >= 4);
  for (const name of names) {
    const client = await soap.createClientAsync(sandbox.wsdl(name));
    const ports = client.describe()[name];
    assert.deepEqual(Object.keys(ports), [`${name}Soap`, `${name}Soap12`]);
    const operations = Object.keys(ports[`${name}Soap`]);
    assert.ok(operations.length > 0, name);
    assert.deepEqual(Object.keys(ports[`${name}Soap12`]), operations, name);
  }
}

// Hooks of node:test differ among the versions in use: what each walk needs is done in the open.
test('npm soap', async (t) => {
  const sandbox = await Sandbox.start();
  try {
    await t.test('every service is described with the same operations on both ports', () => readEveryDescription(sandbox));
    for (const [protocol, settings] of Object.entries(kProtocols)) {
      const distributor = new Distributor(sandbox, settings);
      for (const [name, walk] of Object.entries(kWalks))
        await t.test(`${protocol}: ${name}`, async () => {
          await sandbox.reset();
          await walk(distributor);
        });
    }
  } finally {
    await sandbox.stop();
  }
});
