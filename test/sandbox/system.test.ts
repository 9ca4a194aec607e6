import { SYSTEM_NAMES } from '../../sandbox/system';

test('a day passes at the EHR first and at the bank last, so that the bank sees what the others paid', () => {
  expect([SYSTEM_NAMES[0], SYSTEM_NAMES.at(-1)]).toEqual(['ehr', 'bank']);
});
