import { getNamedType, graphql, isLeafType, isObjectType, isRequiredArgument, type GraphQLObjectType } from 'graphql';
import { countingStore, type Calls } from '../../bench/harness/counting-store';
import { openRooms, type Rooms } from '../../hub/rooms';
import { hubViewer } from '../../platform/access/roles';
import type { Subgraph } from '../../platform/access/subgraph';
import type { Compartment } from '../../platform/access/viewer';
import { systemClock } from '../../platform/domain/instant';
import { createInProcessBus } from '../../platform/events/in-process';
import type { Bus } from '../../platform/events/port';
import type { Collection, Store, StoredDocument } from '../../platform/store/port';
import { openSqliteStore } from '../../platform/store/sqlite';
import { silentLogger } from '../../platform/telemetry/logger';

let store: Store;
let bus: Bus;
let rooms: Rooms;
let calls: Calls;

/** Records that belong to nobody, and so are known to everybody who holds the scope. */
const DIRECTORY = new Set(['Practitioner', 'Facility', 'Payer', 'LegalEntity', 'LedgerAccount', 'FiscalPeriod']);
/** Fields that a room adds to an entity of another, which knows whether it is there. */
const CONTRIBUTED = new Set(['payer PatientAccount', 'payments PatientAccount']);

/** Everybody who may not see the record of somebody else. */
const OUTSIDERS: readonly Compartment[] = [
  { kind: 'PATIENT', patientIds: ['p1'] },
  { kind: 'PATIENT', patientIds: [], guarantorIds: ['g1'], guaranteed: { accountIds: ['a1'], patientIds: ['p1'] } },
  { kind: 'FACILITY', facilityIds: ['f1'] },
  { kind: 'PAYER', payerIds: ['y1'] },
  { kind: 'VENDOR', systems: ['s1'] },
  { kind: 'NONE' },
];

const HIDDEN = {
  ...{ _id: 'hidden', id: 'hidden', version: 1, patientId: 'p9', accountId: 'a9', facilityId: 'f9' },
  ...{ facilityIds: ['f9'], payerId: 'y9', origin: { system: 's9', sourceId: 'x' } },
};

/** Where the record of each entity stands. */
const collectionsOf = ({ ehr, payer, payments, billing, erp }: Rooms): Record<string, Collection<never>> => ({
  Patient: ehr.documents.collections.patients as never,
  Guarantor: ehr.documents.collections.guarantors as never,
  Encounter: ehr.documents.collections.encounters as never,
  Coverage: ehr.documents.collections.coverages as never,
  ChargeItem: ehr.documents.collections.chargeItems as never,
  Claim: payer.documents.claims as never,
  Denial: payer.documents.denials as never,
  RemittanceAdvice: payer.documents.remittances as never,
  Payment: payments.documents.payments as never,
  Refund: payments.documents.refunds as never,
  Payout: payments.documents.payouts as never,
  BankDeposit: payments.documents.bankDeposits as never,
  PatientAccount: billing.documents.accounts as never,
  LedgerEntry: billing.documents.entries as never,
  ExceptionCase: billing.documents.cases as never,
  JournalEntry: erp.documents.entries as never,
});

beforeAll(async () => {
  const counting = countingStore(await openSqliteStore({ path: ':memory:' }));
  ({ store, calls } = counting);
  bus = createInProcessBus({ channel: 'hidden-or-absent' });
  rooms = await openRooms({ store, bus, clock: systemClock, log: silentLogger });
  for (const collection of Object.values(collectionsOf(rooms))) {
    await (collection as unknown as Collection<StoredDocument>).insert(HIDDEN);
  }
  const link = { _id: 'p9/hidden', guarantorId: 'hidden', patientId: 'p9', facilityIds: ['f9'], rank: 0 };
  await rooms.ehr.documents.collections.guarantorLinks.insert(link);
});
afterAll(async () => {
  await bus.close();
  await store.close();
});

const subgraphs = (): readonly Subgraph[] =>
  [rooms.ehr, rooms.payer, rooms.erp, rooms.payments, rooms.billing].map(({ subgraph }) => subgraph);

/** A field of the type that tells something of the record and needs no argument. */
function plainFieldOf(type: GraphQLObjectType): string {
  const fields = Object.values(type.getFields());
  const plain = fields.find(({ name, type: of, args }) => name !== 'id' && isLeafType(getNamedType(of)) && !args.some(isRequiredArgument)); // prettier-ignore
  if (!plain) throw new Error(`${type.name} has no plain field`);
  return plain.name;
}

interface Question {
  readonly subgraph: Subgraph;
  readonly entity: string;
  readonly query: string;
}

const byReference = (): readonly Question[] =>
  subgraphs().flatMap((subgraph) =>
    Object.values(subgraph.schema.getTypeMap())
      .filter(isObjectType)
      .filter(
        ({ extensions }) =>
          (extensions as { apollo?: { subgraph?: { resolveReference?: unknown } } }).apollo?.subgraph?.resolveReference,
      ) // prettier-ignore
      .filter(({ name }) => !DIRECTORY.has(name) && !CONTRIBUTED.has(`${subgraph.name} ${name}`))
      .map((type) => ({
        subgraph,
        entity: type.name,
        query: `query ($id: ID!) { _entities(representations: [{ __typename: "${type.name}", id: $id }]) { ... on ${type.name} { ${plainFieldOf(type)} } } }`, // prettier-ignore
      })),
  );

const byRoot = (): readonly Question[] =>
  subgraphs().flatMap((subgraph) =>
    Object.values(subgraph.schema.getQueryType()?.getFields() ?? {})
      .filter(({ args }) => args.length === 1 && args[0]?.name === 'id')
      .map(({ name, type }) => ({
        subgraph,
        entity: getNamedType(type).name,
        query: `query ($id: ID!) { ${name}(id: $id) { id } }`,
      })) // prettier-ignore
      .filter(({ entity }) => !DIRECTORY.has(entity)),
  );

async function asked({ subgraph, query }: Question, compartment: Compartment, id: string) {
  calls.clear();
  const viewer = { ...hubViewer, compartment };
  const contextValue = subgraph.contextFor({ viewer, correlationId: 'c' });
  const source = query;
  const { data, errors = [] } = await graphql({
    schema: subgraph.schema,
    source,
    contextValue,
    variableValues: { id },
  });
  const failures = errors.map(({ message, path, extensions }) => ({ message, path, extensions }));
  return { data, failures, reads: Object.fromEntries(calls) };
}

test('every entity has its record here, or belongs to nobody', () => {
  const known = new Set(Object.keys(collectionsOf(rooms)));
  expect([...new Set([...byReference(), ...byRoot()].map(({ entity }) => entity))].filter((one) => !known.has(one))).toEqual([]); // prettier-ignore
  expect(new Set(byReference().map(({ entity }) => entity))).toEqual(known);
});

test.each(OUTSIDERS)(
  'by reference, a record outside %j is as if it were absent, to the number of reads',
  async (compartment) => {
    // prettier-ignore
    for (const question of byReference()) {
    const hidden = await asked(question, compartment, 'hidden');
    expect({ entity: question.entity, ...hidden }).toEqual({ entity: question.entity, ...(await asked(question, compartment, 'absent')) }); // prettier-ignore
    expect(hidden.data).toEqual({ _entities: [null] });
    expect(Object.keys(hidden.reads).length).toBeGreaterThan(0);
  }
  },
);

test.each(OUTSIDERS)(
  'what a room adds to an account outside %j is as empty as of an absent one',
  async (compartment) => {
    for (const [room, field] of [
      ['payer', 'claims'],
      ['payments', 'payments'],
    ] as const) {
      const query = `query ($id: ID!) { _entities(representations: [{ __typename: "PatientAccount", id: $id }]) { ... on PatientAccount { ${field}(first: 5) { totalCount nodes { id } } } } }`; // prettier-ignore
      const question = { subgraph: rooms[room].subgraph, entity: 'PatientAccount', query };
      const hidden = await asked(question, compartment, 'a9');
      expect(hidden).toEqual(await asked(question, compartment, 'absent'));
      expect(hidden.data).toEqual({ _entities: [{ [field]: { totalCount: 0, nodes: [] } }] });
      expect((await asked(question, { kind: 'NETWORK' }, 'a9')).data).toEqual({ _entities: [{ [field]: { totalCount: 1, nodes: [{ id: 'hidden' }] } }] }); // prettier-ignore
    }
  },
);

test.each(OUTSIDERS)(
  'by its root, a record outside %j gives the error of an absent one, and as many reads',
  async (compartment) => {
    // prettier-ignore
    const questions = byRoot();
    expect(questions.length).toBeGreaterThan(7);
    for (const question of questions) {
      const hidden = await asked(question, compartment, 'hidden');
      expect({ entity: question.entity, ...hidden }).toEqual({ entity: question.entity, ...(await asked(question, compartment, 'absent')) }); // prettier-ignore
      expect(hidden.failures).toMatchObject([{ message: expect.stringMatching(/^there is no such [a-z ]+$/) }]);
    }
  },
);

test('whoever may see the record does find it by each of these questions', async () => {
  for (const question of [...byReference(), ...byRoot()]) {
    const { data, failures } = await asked(question, { kind: 'NETWORK' }, 'hidden');
    const found = Object.values(data ?? {}).flat();
    const isFound = found.some((one) => one !== null) || failures.some(({ message }) => !message.startsWith('there is no such')); // prettier-ignore
    expect([question.entity, isFound]).toEqual([question.entity, true]);
  }
});

test('to watch the balance of an account outside is refused as for an absent one', async () => {
  const source = rooms.billing.subgraph.subscriptions['accountBalanceChanged'];
  for (const compartment of OUTSIDERS) {
    const viewer = { ...hubViewer, compartment };
    const refusals = [];
    for (const accountId of ['hidden', 'absent']) {
      calls.clear();
      const error = await source?.authorize({ accountId }, viewer).catch(({ code, message }: Error & { code: string }) => ({ code, message })); // prettier-ignore
      refusals.push({ error, reads: Object.fromEntries(calls) });
    }
    expect(refusals[0]).toEqual(refusals[1]);
    expect(refusals[0]?.error).toEqual({ code: 'NOT_FOUND', message: 'there is no such account' });
  }
});
