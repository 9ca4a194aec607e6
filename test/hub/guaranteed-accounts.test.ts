import { createGuarantorLookup } from '../../hub/guaranteed-accounts';
import type { Compartment } from '../../platform/access/viewer';
import { openSqliteStore } from '../../platform/store/sqlite';
import type { Store } from '../../platform/store/port';
import { openBillingDocuments } from '../../subgraphs/billing/documents';
import { openEhrDocuments } from '../../subgraphs/ehr/documents';
import { viewerOf } from '../platform/access/viewer-of';

let store: Store;
let lookUp: ReturnType<typeof createGuarantorLookup>;
let ehr: Awaited<ReturnType<typeof openEhrDocuments>>['collections'];

const assign = (id: string, patientId: string, facilityId: string | null, guarantorIds: readonly string[]) =>
  ehr.assignments.upsert({ _id: id, id, version: 1, patientId, facilityId, guarantorIds, period: null } as never);
const link = (patientId: string, guarantorId: string) =>
  ehr.guarantorLinks.upsert({ _id: `${patientId}/${guarantorId}`, patientId, guarantorId, facilityIds: [], rank: 0 });

beforeEach(async () => {
  store = await openSqliteStore({ path: ':memory:' });
  ehr = (await openEhrDocuments(store)).collections;
  const { accounts } = await openBillingDocuments(store);
  for (const [patientId, facilityId] of [['child', 'f1'], ['child', 'f2'], ['spouse', 'f1'], ['me', 'f1']] as const) {
    await accounts.insert({ _id: `${patientId}-${facilityId}`, version: 1, patientId, facilityId, balance: 0 } as never);
  } // prettier-ignore
  lookUp = createGuarantorLookup({ ehr, accounts });
});
afterEach(() => store.close());

const guaranteedTo = async (compartment: Compartment) => {
  const found = (await lookUp(viewerOf([], { compartment }))).compartment;
  return found.kind === 'PATIENT' ? found.guaranteed : found.kind;
};
const me: Compartment = { kind: 'PATIENT', patientIds: ['me'] };

test('at each facility its own assignment decides, and the second of two guarantors is one as well', async () => {
  await assign('a1', 'child', 'f1', ['other', 'me']);
  await assign('a2', 'child', 'f2', ['other']);
  await link('child', 'me');
  expect(await guaranteedTo(me)).toEqual({ accountIds: ['child-f1'], patientIds: ['child'] });
  await assign('a1', 'child', 'f1', ['other']);
  expect(await guaranteedTo(me)).toEqual({ accountIds: [], patientIds: [] });
});

test('an assignment that names no facility holds for all that have none of their own', async () => {
  await assign('a1', 'child', null, ['g1']);
  await link('child', 'g1');
  const person: Compartment = { kind: 'PATIENT', patientIds: [], guarantorIds: ['g1'] };
  expect(await guaranteedTo(person)).toEqual({ accountIds: ['child-f1', 'child-f2'], patientIds: ['child'] });
});

test('who answers for nobody but themselves is left as they came, and so is everybody else', async () => {
  await link('me', 'me');
  await assign('a1', 'me', 'f1', ['me']);
  expect(await guaranteedTo(me)).toBeUndefined();
  expect(await guaranteedTo({ kind: 'FACILITY', facilityIds: ['f1'] })).toBe('FACILITY');
});
