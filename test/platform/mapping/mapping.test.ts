import { HubError } from '../../../platform/domain/errors';
import { jsonPath } from '../../../platform/mapping/json-path';
import { derived } from '../../../platform/mapping/lineage';
import { defineMapping, from } from '../../../platform/mapping/mapping';
import { expectError } from '../../expect-error';

interface Person {
  readonly id: string;
  readonly fullName: string;
  readonly doctorId: string | null;
}

function requiredText(value: unknown): string {
  if (typeof value !== 'string') throw new HubError('BAD_INPUT', 'a value is required');
  return value;
}
const joined = (...parts: readonly unknown[]): string => parts.filter(Boolean).join(' ');

let pathsCompiled = 0;
const mapping = defineMapping<unknown, Person>({
  entity: 'Person',
  standard: 'FHIR R4',
  path: (path) => {
    pathsCompiled += 1;
    return jsonPath(path);
  },
  rows: {
    id: from('Patient.id', requiredText),
    fullName: from(['Patient.name.given', 'Patient.name.family'], joined, 'words joined'),
    doctorId: from('Patient.doctor', (value: unknown) => (typeof value === 'string' ? value : null)),
  },
  graphFields: { doctorId: 'doctor', id: null },
});

test('each row fills its field from its sources, in their order', () => {
  expect(mapping.map({ id: 'p1', name: [{ given: 'Ada', family: 'Abara' }], doctor: 'd1' })).toEqual({
    id: 'p1',
    fullName: 'Ada Abara',
    doctorId: 'd1',
  });
});

test('paths are compiled once, however many messages are mapped', () => {
  const before = pathsCompiled;
  for (let n = 0; n < 10; n += 1) mapping.map({ id: 'p' });
  expect(pathsCompiled).toBe(before);
});

test('what cannot be read is SOURCE_MALFORMED, names field and path, and keeps the cause', () => {
  const error = expectError(() => mapping.map({ name: [{ family: 'Abara' }] }), 'SOURCE_MALFORMED');
  expect(error.message).toBe('cannot read Person.id from FHIR R4 Patient.id: a value is required');
  expect(error.cause).toMatchObject({ code: 'BAD_INPUT' });
});

test('the text of an unknown throw, which may quote the value, is left out of the message', () => {
  const quoting = defineMapping<unknown, { id: string }>({
    entity: 'Person',
    standard: 'FHIR R4',
    path: jsonPath,
    rows: { id: from('Patient.id', (value: unknown) => { throw new Error(`bad ${String(value)}`); }) }, // prettier-ignore
  });
  const error = expectError(() => quoting.map({ id: 'Gottlieb' }), 'SOURCE_MALFORMED');
  expect(error.message).toBe('cannot read Person.id from FHIR R4 Patient.id');
});

test('the same rows are the lineage, in names of the graph', () => {
  expect(mapping.lineage).toEqual([
    {
      target: 'Person.fullName',
      sources: ['FHIR R4 Patient.name.given', 'FHIR R4 Patient.name.family'],
      transform: 'words joined',
    },
    { target: 'Person.doctor', sources: ['FHIR R4 Patient.doctor'], transform: 'inline' },
  ]);
});

test('a row that is named by its transform says so', () => {
  expect(from('Patient.id', requiredText)).toMatchObject({ sources: ['Patient.id'], transformName: 'requiredText' });
});

test('a derivation names its inputs', () => {
  expect(derived('Account.balance', ['LedgerEntry.amount'], 'sum')).toEqual({
    target: 'Account.balance',
    sources: ['LedgerEntry.amount'],
    transform: 'sum',
  });
});
