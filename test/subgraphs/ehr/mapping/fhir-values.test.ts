import { expectError } from '../../../expect-error';
import {
  address,
  coded,
  codedOr,
  codeOf,
  day,
  dayPeriod,
  decimalTextOrOne,
  humanName,
  moneyHalfEven,
  npi,
  reference,
  referenceIdTo,
  requiredText,
  text,
} from '../../../../subgraphs/ehr/mapping/fhir-values';

test('a day is taken as its own zone writes it, and only when it is whole', () => {
  expect(day('2011-02-02T05:57:27-08:00')).toBe('2011-02-02');
  expect(day('1999-11-12')).toBe('1999-11-12');
  expect(day('2011-02')).toBeNull();
  expect(day('2011')).toBeNull();
  expect(day(undefined)).toBeNull();
  expectError(() => day('2011-02-30'), 'BAD_INPUT');
  expectError(() => day(20110202), 'BAD_INPUT');
});

test('a period keeps an open end', () => {
  expect(dayPeriod({ start: '2024-01-01' })).toEqual({ start: '2024-01-01', end: null });
  expect(dayPeriod(undefined)).toBeNull();
});

test('an amount is read by its shortest decimal text and rounded half to even only past the cent', () => {
  expect(moneyHalfEven(140.52, 'USD')).toEqual({ minorUnits: 14052, currency: 'USD' });
  expect(moneyHalfEven(28.104000000000003, 'USD')).toEqual({ minorUnits: 2810, currency: 'USD' });
  expect(moneyHalfEven(0.125, undefined)).toEqual({ minorUnits: 12, currency: 'USD' });
  expect(moneyHalfEven(0.135, undefined)).toEqual({ minorUnits: 14, currency: 'USD' });
  expect(moneyHalfEven(-5, 'JPY')).toEqual({ minorUnits: -5, currency: 'JPY' });
  expect(moneyHalfEven(undefined, undefined)).toBeNull();
  expectError(() => moneyHalfEven('12.00', 'USD'), 'BAD_INPUT');
  expectError(() => moneyHalfEven(1e21, 'USD'), 'BAD_INPUT');
});

test('a quantity is decimal text, and one where none is given', () => {
  expect(decimalTextOrOne(2.5)).toBe('2.5');
  expect(decimalTextOrOne(undefined)).toBe('1');
});

test('a reference is read in each of its forms', () => {
  expect(reference('Patient/p1')).toEqual({ type: 'Patient', id: 'p1' });
  expect(reference('Patient/p1/_history/3')).toEqual({ type: 'Patient', id: 'p1' });
  expect(reference('https://ehr.example/fhir/R4/Patient/p1')).toEqual({ type: 'Patient', id: 'p1' });
  expect(reference('urn:uuid:0d2177ba')).toEqual({ type: null, id: '0d2177ba' });
  expect(reference('#contained')).toBeNull();
  expect(reference(undefined)).toBeNull();
  expectError(() => reference('p1'), 'BAD_INPUT');
});

test('a reference to another type is passed over', () => {
  const practitioner = referenceIdTo('Practitioner');
  expect(practitioner('Organization/o1', undefined, 'Practitioner/d1')).toBe('d1');
  expect(practitioner('Organization/o1')).toBeNull();
});

test('the official name stands before others, and is written out', () => {
  const names = [
    { use: 'nickname', given: ['Ada'] },
    { use: 'official', family: 'Abara', given: ['Adaeze', 'May'], prefix: ['Dr.'] },
  ];
  expect(humanName(names)).toEqual({
    family: 'Abara',
    given: ['Adaeze', 'May'],
    prefix: ['Dr.'],
    text: 'Dr. Adaeze May Abara',
  });
  expect(humanName([])).toBeNull();
});

test('an address keeps what is there and no more', () => {
  expect(address([{ state: 'Massachusetts', postalCode: '01581' }])).toEqual({
    line: [],
    city: null,
    state: 'Massachusetts',
    postalCode: '01581',
    country: null,
  });
});

test('a code takes the text of its concept where the coding has no display', () => {
  expect(codeOf({ coding: [{ system: 's', code: '99213' }], text: 'visit' })).toEqual({
    system: 's',
    code: '99213',
    display: 'visit',
  });
  expect(codeOf({ text: 'visit' })).toBeNull();
});

test('an unknown code of a required set is refused, of an extensible one is another', () => {
  const codes = { a: 'A' } as const;
  expect(coded(codes)('a')).toBe('A');
  expectError(() => coded(codes)('b'), 'BAD_INPUT');
  expectError(() => coded(codes)(undefined), 'BAD_INPUT');
  expect(codedOr<string>(codes, 'OTHER')('b')).toBe('OTHER');
  expect(codedOr<string>(codes, 'OTHER')(undefined)).toBeNull();
  expect(codedOr<string>(codes, 'OTHER')('toString')).toBe('OTHER');
});

test('text is not blank; an NPI has ten digits', () => {
  expect(text('  ')).toBeNull();
  expectError(() => requiredText(''), 'BAD_INPUT');
  expect(npi('1990000015')).toBe('1990000015');
  expect(npi('80')).toBeNull();
});
