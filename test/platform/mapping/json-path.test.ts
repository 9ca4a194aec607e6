import { jsonPath } from '../../../platform/mapping/json-path';

const patient = {
  birthDate: '1980-06-15',
  name: [
    { use: 'nickname', given: ['Ad'] },
    { use: 'official', given: ['Ada', 'May'], family: 'Abara' },
  ],
  identifier: [
    { system: 'http://a.example/x.y', value: '1' },
    { type: { coding: [{ code: 'MR' }] }, value: '2' },
    { value: '3' },
  ],
  active: false,
  multipleBirth: 0,
  managingOrganization: null,
};
const read = (path: string) => jsonPath(path)(patient);

test.each<[string, unknown]>([
  ['Patient', patient],
  ['Patient.birthDate', '1980-06-15'],
  ['Patient.active', false],
  ['Patient.multipleBirth', 0],
  ['Patient.name.given', ['Ad']],
  ['Patient.name[1].family', 'Abara'],
  ['Patient.name[1].given[0]', 'Ada'],
  ['Patient.name[use=official].family', 'Abara'],
  ['Patient.name[*].family', [undefined, 'Abara']],
  ['Patient.name[*].given[0]', ['Ad', 'Ada']],
  ['Patient.identifier[system=http://a.example/x.y].value', '1'],
  ['Patient.identifier[type.coding.code=MR].value', '2'],
  ['Patient.identifier[type.coding.code=SS].value', undefined],
  ['Patient.name[7].family', undefined],
  ['Patient.contact[*].name', []],
  ['Patient.contact.name.text', undefined],
  ['Patient.managingOrganization.reference', undefined],
  ['Patient.birthDate.year', undefined],
])('%s', (path, expected) => {
  expect(read(path)).toEqual(expected);
});

test('what is no object gives nothing', () => {
  for (const input of [undefined, null, 'text', 7]) expect(jsonPath('Patient.id')(input)).toBeUndefined();
});

test('names that every object has are no fields', () => {
  for (const name of ['constructor', 'toString', '__proto__']) expect(read(`Patient.${name}`)).toBeUndefined();
});
