import { calendarDate } from '../../../platform/domain/calendar-date';
import { instantOf, systemClock } from '../../../platform/domain/instant';
import { openSqliteStore } from '../../../platform/store/sqlite';
import type { Store } from '../../../platform/store/port';
import { silentLogger } from '../../../platform/telemetry/logger';
import { createErpSystem } from '../../../sandbox/erp/erp-system';
import type { SandboxSystem } from '../../../sandbox/system';
import type { HttpClient } from '../../../platform/connect/http-client';
import { createErpSubgraph, type Erp } from '../../../subgraphs/erp/index';
import type { ErpConnector } from '../../../subgraphs/erp/connector';
import { createCloudErp } from '../../../subgraphs/erp/connectors/cloud-erp';
import type { ErpFact } from '../../../subgraphs/erp/domain';
import type { PostJournal } from '../../../subgraphs/erp/commands';
import { createBench, type Bench } from '../../sandbox/stand-in';
import { ask, createRoomBench, sandboxClient, viewerOf, type RoomBench } from '../room-bench';

let sandbox: Bench;
let system: SandboxSystem;
let store: Store;
let erp: Erp;
let room: RoomBench<ErpFact>;
let http: HttpClient;
let connector: ErpConnector;
let offset = 0;

async function start(): Promise<void> {
  offset = 0;
  sandbox = createBench();
  system = await createErpSystem(await sandbox.dependencies('erp'));
  sandbox.systems.set('erp', system);
  store = await openSqliteStore({ path: ':memory:' });
  const clock = () => instantOf(Date.parse(systemClock()) + offset);
  erp = await createErpSubgraph({ store, clock, log: silentLogger });
  room = await createRoomBench<ErpFact>({ store, name: 'erp', project: erp.project, clock });
  http = sandboxClient('cloud-erp', system.url);
  connector = createCloudErp({ http });
}

async function stop(): Promise<void> {
  await http.close();
  await sandbox.stop();
  await store.close();
}

beforeEach(() => start());
afterEach(stop);

const signal = new AbortController().signal;
const trace = { correlationId: 'test', causationId: null };
const journal = (id: string, changes: Partial<PostJournal> = {}): PostJournal => ({
  id,
  legalEntityId: 'le-lakeview',
  facilityId: 'facility-harbor',
  postingDate: calendarDate('2026-01-05'),
  currency: 'USD',
  lines: [
    { ledgerAccount: 'INSURANCE_RECEIVABLE', debit: 12_550, memo: 'charges' },
    { ledgerAccount: 'REVENUE', credit: 12_550 },
  ],
  trace,
  ...changes,
});
const deliver = async (): Promise<number> => {
  await room.settle();
  const settled = await erp.deliverPending(connector, signal);
  await room.settle();
  return settled;
};
const pull = () => room.pull(connector, erp.record(connector));
const factTypes = async (): Promise<string[]> => (await room.facts()).map(({ type }) => type).filter((type) => type.startsWith('Journal')); // prettier-ignore
const entries = async (): Promise<{ externalId: string; status: string }[]> => {
  const answer = await http.request({
    method: 'GET',
    path: '/api/v1/journal-entries',
    call: { signal, correlationId: 'x' },
  });
  return (answer.json() as { data: { externalId: string; status: string }[] }).data;
};
const document = (id: string) => erp.documents.entries.get(id);

describe('a journal', () => {
  it('is a fact first, then in the books, and told again by the ERP without a change', async () => {
    await erp.commands.postJournal(journal('J1'));
    await room.settle();
    expect(await document('J1')).toMatchObject({ status: 'REQUESTED', totalAmount: { minorUnits: 12_550 } });
    expect(await deliver()).toBe(1);
    expect(await document('J1')).toMatchObject({
      status: 'POSTED',
      fiscalPeriodId: '2026-01',
      requestedAt: expect.any(String),
      lines: [{ ledgerAccountId: '1110' }, { ledgerAccountId: '4010' }],
      origin: { system: 'cloud-erp', sourceVersion: '1' },
    });
    await pull();
    expect(await factTypes()).toEqual(['JournalEntryRequested', 'JournalEntryPosted']);
  });

  it('waits out an outage and is posted once', async () => {
    sandbox.faults.set('erp', { outage: true });
    await erp.commands.postJournal(journal('J1'));
    await erp.commands.postJournal(journal('J2'));
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await deliver()).toBe(0);
      offset += 600_000;
    }
    expect(await erp.pendingDeliveries()).toBe(2);
    sandbox.faults.reset();
    expect(await deliver()).toBe(2);
    expect(await deliver()).toBe(0);
    expect((await entries()).map(({ externalId }) => externalId).sort()).toEqual(['J1', 'J2']);
  });

  it('that reached the ERP before its answer was lost is posted once', async () => {
    await erp.commands.postJournal(journal('J1'));
    await room.settle();
    const losing: ErpConnector = {
      ...connector,
      deliver: async (...args) => {
        await connector.deliver(...args);
        throw new Error('lost');
      },
    };
    expect(await erp.deliverPending(losing, signal)).toBe(0);
    offset += 600_000;
    expect(await deliver()).toBe(1);
    expect(await entries()).toHaveLength(1);
    expect(await document('J1')).toMatchObject({ status: 'POSTED' });
  });

  it('asked for twice is one; its key is not used for another', async () => {
    await erp.commands.postJournal(journal('J1'));
    await erp.commands.postJournal(journal('J1'));
    await deliver();
    await erp.commands.postJournal(journal('J1'));
    expect(await deliver()).toBe(0);
    expect(await entries()).toHaveLength(1);
    await erp.commands.postJournal(journal('J2'));
    const other = erp.commands.postJournal(journal('J2', { postingDate: calendarDate('2026-01-06') }));
    await expect(other).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it.each([
    ['a closed period', { postingDate: calendarDate('2025-01-15') }, 'PERIOD_CLOSED'],
    ['debits that are not its credits', { lines: [{ ledgerAccount: '1010', debit: 5 }, { ledgerAccount: '1110', credit: 4 }] }, 'UNBALANCED'], // prettier-ignore
    ['an account the ERP does not have', { lines: [{ ledgerAccount: 'NONE', debit: 5 }, { ledgerAccount: '1110', credit: 5 }] }, 'INVALID'], // prettier-ignore
    ['a company the ERP does not have', { legalEntityId: 'le-none' }, 'INVALID'],
  ])('with %s is rejected with the reason', async (_, changes, reason) => {
    await sandbox.advance(1);
    await erp.commands.postJournal(journal('J1', changes));
    expect(await deliver()).toBe(1);
    expect(await document('J1')).toMatchObject({ status: 'REJECTED', rejectionReason: reason });
    expect((await room.facts()).at(-1)).toMatchObject({
      type: 'JournalEntryRejected',
      data: { entry: { id: 'J1', rejectionReason: reason } },
    });
    expect(await deliver()).toBe(0);
  });

  it.each([
    ['one line', { lines: [{ ledgerAccount: '1010', debit: 5 }] }],
    ['a line with both sides', { lines: [{ ledgerAccount: '1010', debit: 5, credit: 5 }, { ledgerAccount: '1110', credit: 5 }] }], // prettier-ignore
    ['a fraction of a cent', { lines: [{ ledgerAccount: '1010', debit: 0.5 }, { ledgerAccount: '1110', credit: 0.5 }] }], // prettier-ignore
    ['a key with a space', { id: 'a b' }],
  ])('with %s is refused at once', async (_, changes) => {
    await expect(erp.commands.postJournal(journal('J1', changes))).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('left as a draft by another is posted under its version', async () => {
    const lines = [{ accountCode: '1110', debit: '125.50', memo: 'charges' }, { accountCode: '4010', credit: '125.50' }]; // prettier-ignore
    const body = { externalId: 'J1', entityId: 'le-lakeview', facilityId: 'facility-harbor', postingDate: '2026-01-05', currency: 'USD', lines }; // prettier-ignore
    await http.request({ method: 'POST', path: '/api/v1/journal-entries', body, call: { signal, correlationId: 'x' } });
    expect(await entries()).toMatchObject([{ status: 'draft' }]);
    await erp.commands.postJournal(journal('J1'));
    expect(await deliver()).toBe(1);
    expect(await entries()).toMatchObject([{ status: 'posted' }]);
    expect(await document('J1')).toMatchObject({ status: 'POSTED', origin: { sourceVersion: '2' } });
  });
});

describe('what the ERP says', () => {
  it('comes with its lists once, and again when one changed', async () => {
    expect(await pull()).toHaveLength(3);
    expect(await erp.documents.ledgerAccounts.count({})).toBe(16);
    expect(await erp.documents.legalEntities.count({})).toBe(2);
    expect(await erp.documents.fiscalPeriods.count({ status: 'OPEN' })).toBe(36);
    expect(await pull()).toEqual([]);
    await sandbox.advance(1);
    expect(await pull()).toHaveLength(1);
    expect(await erp.documents.fiscalPeriods.count({ status: 'CLOSED' })).toBe(11);
    const changed = (await room.facts()).filter(({ type }) => type === 'FiscalPeriodChanged');
    expect(changed).toHaveLength(36 + 11);
  });

  it('brings entries made there, drafts that the night posts and reversals', async () => {
    const call = { signal, correlationId: 'x' };
    const lines = [{ accountCode: '1010', debit: '1.00' }, { accountCode: '4310', credit: '1.00' }]; // prettier-ignore
    const body = { externalId: 'THEIRS', entityId: 'le-pinecrest', postingDate: '2026-01-05', currency: 'USD', lines };
    await http.request({ method: 'POST', path: '/api/v1/journal-entries', body, call });
    await pull();
    expect(await document('THEIRS')).toMatchObject({ status: 'DRAFT', requestedAt: null });
    await sandbox.advance(1);
    await pull();
    const posted = await document('THEIRS');
    expect(posted).toMatchObject({ status: 'POSTED' });
    const path = `/api/v1/journal-entries/${posted?.origin.sourceId ?? ''}`;
    await http.request({ method: 'PATCH', path, body: { status: 'reversed' }, headers: { 'if-match': '"2"' }, call });
    await pull();
    expect(await document('THEIRS')).toMatchObject({ status: 'REVERSED' });
    expect(await document('reversal-of/THEIRS')).toMatchObject({ status: 'POSTED', reversalOfSourceId: posted?.origin.sourceId }); // prettier-ignore
    const types = ['JournalEntryDrafted', 'JournalEntryPosted', 'JournalEntryPosted', 'JournalEntryReversed'];
    expect((await factTypes()).sort()).toEqual(types);
  });

  it('is read over many pages, each entry once', async () => {
    for (let index = 0; index < 60; index += 1) await erp.commands.postJournal(journal(`J${index}`));
    expect(await deliver()).toBe(60);
    const messages: string[] = [];
    for await (const pulled of connector.pull(null, { signal, correlationId: 'x' })) messages.push(...pulled.messages.map(({ key }) => key)); // prettier-ignore
    expect(new Set(messages).size).toBe(3 + 60);
  });

  it('older than what is known changes nothing', async () => {
    await erp.commands.postJournal(journal('J1'));
    await deliver();
    const answer = await http.request({ method: 'GET', path: '/api/v1/journal-entries', call: { signal, correlationId: 'x' } }); // prettier-ignore
    const [first] = (answer.json() as { data: object[] }).data;
    const raw = JSON.stringify({ ...first, status: 'draft', version: 0 });
    await room.inbox.receive([{ key: 'old', kind: 'Cloud ERP journal entry', raw }], { system: 'cloud-erp', correlationId: 'c' }); // prettier-ignore
    expect(await room.recordPending(erp.record(connector))).toMatchObject([{ outcome: 'ACCEPTED' }]);
    expect(await document('J1')).toMatchObject({ status: 'POSTED' });
  });

  it('that cannot be read is set aside', async () => {
    const messages = [
      { key: 'a', kind: 'Cloud ERP journal entry', raw: '{"id":' },
      { key: 'b', kind: 'Cloud ERP periods', raw: '[{"id":"2026-13","status":"half"}]' },
      { key: 'c', kind: 'something else', raw: '{}' },
    ];
    await room.inbox.receive(messages, { system: 'cloud-erp', correlationId: 'c' });
    const settlements = await room.recordPending(erp.record(connector));
    expect(settlements.map(({ outcome }) => outcome)).toEqual(['SET_ASIDE', 'SET_ASIDE', 'SET_ASIDE']);
    expect(await room.facts()).toEqual([]);
  });
});

describe('the graph', () => {
  const QUERY = `query ($id: ID!) {
    journalEntry(id: $id) {
      id status sourceKey postingDate totalAmount { minorUnits currency } rejectionReason
      legalEntity { id name taxId } facility { id } fiscalPeriod { id status }
      lines { ledgerAccount { code name type } debitAmount { minorUnits } creditAmount { minorUnits } memo }
      origin { system }
    }
  }`;
  beforeEach(async () => {
    await erp.commands.postJournal(journal('J1'));
    await deliver();
    await pull();
  });

  it('shows an entry with its accounts and period to finance', async () => {
    const { data, errors } = await ask(erp.subgraph, viewerOf('finance'), QUERY, { id: 'J1' });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      journalEntry: {
        ...{ id: 'J1', status: 'POSTED', sourceKey: 'J1', postingDate: '2026-01-05', rejectionReason: null },
        totalAmount: { minorUnits: 12_550, currency: 'USD' },
        legalEntity: { id: 'le-lakeview', name: 'Lakeview Health Network Inc', taxId: '990000101' },
        facility: { id: 'facility-harbor' },
        fiscalPeriod: { id: '2026-01', status: 'OPEN' },
        lines: [
          { ledgerAccount: { code: '1110', name: 'Insurance receivable', type: 'ASSET' }, debitAmount: { minorUnits: 12_550 }, creditAmount: { minorUnits: 0 }, memo: 'charges' }, // prettier-ignore
          { ledgerAccount: { code: '4010', name: 'Patient service revenue', type: 'REVENUE' }, debitAmount: { minorUnits: 0 }, creditAmount: { minorUnits: 12_550 }, memo: null }, // prettier-ignore
        ],
        origin: { system: 'cloud-erp' },
      },
    });
  });

  it('masks a tax id for an analyst and closes itself to billing', async () => {
    const analyst = await ask(erp.subgraph, viewerOf('analyst'), '{ legalEntities { id taxId } }');
    expect(analyst.data).toMatchObject({ legalEntities: [{ id: 'le-lakeview', taxId: expect.stringMatching(/0101$/) }, {}] }); // prettier-ignore
    expect(JSON.stringify(analyst.data)).not.toContain('990000101');
    const billing = viewerOf('billing', { kind: 'FACILITY', facilityIds: ['facility-harbor'] });
    expect(await ask(erp.subgraph, billing, QUERY, { id: 'J1' })).toEqual({
      data: { journalEntry: null },
      errors: [{ code: 'FORBIDDEN', path: 'journalEntry' }],
    });
  });

  it('keeps entries of other facilities out of a facility’s sight', async () => {
    const other = viewerOf('finance', { kind: 'FACILITY', facilityIds: ['facility-northside'] });
    expect(await ask(erp.subgraph, other, QUERY, { id: 'J1' })).toEqual({
      data: { journalEntry: null },
      errors: [{ code: 'NOT_FOUND', path: 'journalEntry' }],
    });
    const own = viewerOf('finance', { kind: 'FACILITY', facilityIds: ['facility-harbor'] });
    const { data } = await ask(erp.subgraph, own, '{ journalEntries(first: 5) { nodes { id } totalCount } }');
    expect(data).toEqual({ journalEntries: { nodes: [{ id: 'J1' }], totalCount: 1 } });
  });

  it('lists entries by status and entity, and reads their accounts in one go', async () => {
    for (let index = 2; index < 12; index += 1) await erp.commands.postJournal(journal(`J${index}`));
    await erp.commands.postJournal(journal('BAD', { legalEntityId: 'le-none' }));
    await deliver();
    const find = jest.spyOn(erp.documents.ledgerAccounts, 'find');
    const query = `query ($status: JournalEntryStatus, $entity: ID) { journalEntries(first: 50, status: $status, legalEntityId: $entity) {
      nodes { id lines { ledgerAccount { name } } } totalCount pageInfo { hasNextPage } } }`;
    const posted = await ask(erp.subgraph, viewerOf('finance'), query, { status: 'POSTED', entity: 'le-lakeview' });
    expect(posted.data).toMatchObject({ journalEntries: { totalCount: 11, pageInfo: { hasNextPage: false } } });
    expect(find).toHaveBeenCalledTimes(1);
    const rejected = await ask(erp.subgraph, viewerOf('finance'), query, { status: 'REJECTED' });
    expect(rejected.data).toMatchObject({ journalEntries: { nodes: [{ id: 'BAD' }] } });
  });

  it('lists periods, entities and the chart of accounts', async () => {
    const { data, errors } = await ask(erp.subgraph, viewerOf('finance'), '{ fiscalPeriods(status: OPEN) { id startDate } legalEntities { id } ledgerAccounts { code } }'); // prettier-ignore
    expect(errors).toEqual([]);
    const { fiscalPeriods, legalEntities, ledgerAccounts } = data as Record<string, Record<string, unknown>[]>;
    expect(fiscalPeriods?.[0]).toEqual({ id: '2025-01', startDate: '2025-01-01' });
    expect(legalEntities).toEqual([{ id: 'le-lakeview' }, { id: 'le-pinecrest' }]);
    expect(ledgerAccounts?.map(({ code }) => code)).toEqual([...(ledgerAccounts ?? [])].map(({ code }) => code).sort());
  });
});
