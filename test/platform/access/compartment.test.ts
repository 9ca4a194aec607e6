import fc from 'fast-check';
import { allows, careCompartmentOf, compartmentFilter, ownPatientIdsOf } from '../../../platform/access/compartment';
import {
  COMPARTMENT_RULES,
  compartmentSchema,
  type CompartmentPaths,
} from '../../../platform/access/compartment-rules';
import type { Compartment } from '../../../platform/access/viewer';
import { instant } from '../../../platform/domain/instant';
import type { Json, StoredDocument } from '../../../platform/store/port';
import { openSqliteStore } from '../../../platform/store/sqlite';

const patient: Compartment = { kind: 'PATIENT', patientIds: ['p1', 'p2'] };
const facility: Compartment = { kind: 'FACILITY', facilityIds: ['f1', 'f2'] };
const claims: CompartmentPaths = { patient: 'patientId', facility: 'facilityId' };
const patients: CompartmentPaths = { patient: '_id', facilities: 'facilityIds' };

describe('compartmentFilter', () => {
  it.each([
    [{ kind: 'NETWORK' }, claims, {}],
    [{ kind: 'NONE' }, claims, { any: [] }],
    [patient, claims, { patientId: { in: ['p1', 'p2'] } }],
    [patient, { facility: 'facilityId' }, { any: [] }],
    [facility, claims, { facilityId: { in: ['f1', 'f2'] } }],
    [facility, patients, { any: [{ facilityIds: { has: 'f1' } }, { facilityIds: { has: 'f2' } }] }],
    [facility, { patient: 'patientId' }, { any: [] }],
    [{ kind: 'FACILITY', facilityIds: [] }, patients, { any: [] }],
    [{ kind: 'PAYER', payerIds: ['y1'] }, { ...claims, payer: 'payerId' }, { payerId: { in: ['y1'] } }],
    [{ kind: 'PAYER', payerIds: ['y1'] }, claims, { any: [] }],
    [{ kind: 'VENDOR', systems: ['stripe'] }, { system: 'origin.system' }, { 'origin.system': { in: ['stripe'] } }],
  ] as const)('of %j over %j', (compartment, paths, filter) => {
    expect(compartmentFilter(compartment, paths)).toEqual(filter);
  });
});

describe('allows', () => {
  it('reads dotted paths', () => {
    expect(allows(patient, { of: { patient: 'p1' } }, { patient: 'of.patient' })).toBe(true);
    expect(allows(patient, { of: null }, { patient: 'of.patient' })).toBe(false);
  });
});

describe('one rule', () => {
  const id = fc.constantFrom('1', '2', '3');
  const ids = fc.uniqueArray(id, { maxLength: 3 });
  /** What a document may hold in a field: the right thing, or what an upstream may put there. */
  const odd = fc.constantFrom<Json>(null, 1, true, [], ['1'], { nested: '1' });
  const text = fc.oneof({ weight: 4, arbitrary: id }, { weight: 1, arbitrary: odd });
  const list = fc.oneof({ weight: 4, arbitrary: fc.array(id, { maxLength: 3 }) }, { weight: 1, arbitrary: odd });
  const record = fc.record(
    {
      ...{ patientId: text, guarantorId: text, accountId: text, facilityId: text, payerId: text },
      facilityIds: list,
      origin: fc.oneof(fc.record({ system: text }), odd),
    },
    { requiredKeys: [] },
  );
  const paths: fc.Arbitrary<CompartmentPaths> = fc.record(
    {
      ...{ patient: fc.constant('patientId'), person: fc.constant('patientId'), facility: fc.constant('facilityId') },
      guarantor: fc.constant('guarantorId'),
      account: fc.constantFrom('accountId', '_id'),
      ...{
        facilities: fc.constant('facilityIds'),
        payer: fc.constant('payerId'),
        system: fc.constant('origin.system'),
      },
    },
    { requiredKeys: [] },
  );
  const guaranteed = fc.option(fc.record({ accountIds: ids, patientIds: ids }), { nil: undefined });
  const compartment: fc.Arbitrary<Compartment> = fc.oneof(
    fc.record({ kind: fc.constant('PATIENT' as const), patientIds: ids, guarantorIds: ids, guaranteed }),
    fc.record({ kind: fc.constant('FACILITY' as const), facilityIds: ids }),
    fc.record({ kind: fc.constant('PAYER' as const), payerIds: ids }),
    fc.record({ kind: fc.constant('VENDOR' as const), systems: ids }),
    fc.constantFrom<Compartment>({ kind: 'NETWORK' }, { kind: 'NONE' }),
  );

  it('finds in a store, counts and groups exactly the records that it allows', async () => {
    const store = await openSqliteStore({ path: ':memory:' });
    const collection = await store.collection<StoredDocument>({ name: 'records' });
    const property = fc.asyncProperty(
      fc.array(record, { maxLength: 8 }), paths, fc.array(compartment, { minLength: 1, maxLength: 5 }),
      async (records, where, whose) => {
        await collection.remove({});
        const documents = records.map((fields, index) => ({ ...fields, _id: String(index) }));
        await collection.insertMany(documents);
        for (const one of whose) {
          const filter = compartmentFilter(one, where);
          const allowed = documents.filter((document) => allows(one, document, where)).map(({ _id }) => _id);
          expect((await collection.find(filter)).items.map(({ _id }) => _id).sort()).toEqual(allowed.sort());
          expect(await collection.count(filter)).toBe(allowed.length);
          const grouped = await collection.group({ by: [], filter });
          expect(grouped.reduce((sum, { count }) => sum + count, 0)).toBe(allowed.length);
        }
      },
    ); // prettier-ignore
    await fc.assert(property, { numRuns: 300 });
    await store.close();
  });

  it('is data: a name, a sentence and a schema of what it must be told, which takes exactly its own kind', () => {
    for (const [kind, { name, sentence, parameters }] of Object.entries(COMPARTMENT_RULES)) {
      expect(name).toBe(kind);
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      const taken = fc.sample(compartment, 200).filter((one) => parameters.safeParse(one).success);
      expect(new Set(taken.map((one) => one.kind))).toEqual(new Set([kind]));
    }
    fc.assert(fc.property(compartment, (one) => expect(compartmentSchema.parse(one)).toEqual(one)));
    for (const wrong of [{ kind: 'PAYER' }, { kind: 'NETWORK', facilityIds: [] }, { kind: 'ALL' }, null]) {
      expect(compartmentSchema.safeParse(wrong).success).toBe(false);
    }
  });
});

describe('the PATIENT compartment of a guarantor', () => {
  const guaranteed = { accountIds: ['a9'], patientIds: ['p9'] };
  const guarantor: Compartment = { kind: 'PATIENT', patientIds: ['p1'], guaranteed };

  it('opens the account and who the patient is, and nothing else of theirs', () => {
    expect(compartmentFilter(guarantor, { ...claims, account: 'accountId' })).toEqual({
      any: [{ patientId: { in: ['p1'] } }, { accountId: { in: ['a9'] } }],
    });
    expect(allows(guarantor, { patientId: 'p9' }, claims)).toBe(false);
    expect(allows(guarantor, { patientId: 'p9' }, { ...claims, person: 'patientId' })).toBe(true);
    expect(ownPatientIdsOf(guarantor)).toEqual(['p1', 'p9']);
    expect(ownPatientIdsOf(facility)).toEqual([]);
  });
});

describe('careCompartmentOf', () => {
  const glass = { grantId: 'g1', reason: 'why', until: instant('2026-02-03T05:00:00Z') };

  it('is the viewer’s own, and every facility while the glass is broken', () => {
    expect(careCompartmentOf({ compartment: facility })).toBe(facility);
    expect(careCompartmentOf({ compartment: facility, glass })).toEqual({ kind: 'NETWORK' });
  });

  it('opens no other compartment', () => {
    for (const compartment of [patient, { kind: 'NONE' } as const]) {
      expect(careCompartmentOf({ compartment, glass })).toBe(compartment);
    }
  });
});
