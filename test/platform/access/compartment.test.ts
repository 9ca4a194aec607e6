import fc from 'fast-check';
import {
  allows,
  careCompartmentOf,
  compartmentFilter,
  type CompartmentPaths,
} from '../../../platform/access/compartment';
import type { Compartment } from '../../../platform/access/viewer';
import { instant } from '../../../platform/domain/instant';
import type { Filter } from '../../../platform/store/port';

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
  ] as const)('of %j over %j', (compartment, paths, filter) => {
    expect(compartmentFilter(compartment, paths)).toEqual(filter);
  });
});

describe('allows', () => {
  it('reads dotted paths', () => {
    expect(allows(patient, { of: { patient: 'p1' } }, { patient: 'of.patient' })).toBe(true);
    expect(allows(patient, { of: null }, { patient: 'of.patient' })).toBe(false);
  });

  it('finds exactly the records that the filter finds', () => {
    const id = fc.constantFrom('1', '2', '3');
    const record = fc.record({
      patientId: fc.option(id.map((n) => `p${n}`)),
      facilityId: fc.option(id.map((n) => `f${n}`)),
      facilityIds: fc.option(fc.array(id.map((n) => `f${n}`))),
    });
    const paths = fc.record(
      {
        patient: fc.constant('patientId'),
        facility: fc.constant('facilityId'),
        facilities: fc.constant('facilityIds'),
      },
      { requiredKeys: [] },
    );
    const compartment = fc.constantFrom<Compartment>(patient, facility, { kind: 'NETWORK' }, { kind: 'NONE' });
    fc.assert(
      fc.property(record, paths, compartment, (document, where, whose) => {
        expect(allows(whose, document, where)).toBe(matches(compartmentFilter(whose, where), document));
      }),
    );
  });
});

/** The store port's meaning of the filters made here. */
function matches(filter: Filter, document: Record<string, unknown>): boolean {
  return Object.entries(filter).every(([path, test]) => {
    if (path === 'any') return (test as Filter[]).some((one) => matches(one, document));
    const value = document[path];
    const { in: among, has } = test as { in?: unknown[]; has?: unknown };
    return among ? among.includes(value) : Array.isArray(value) && value.includes(has);
  });
}

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
