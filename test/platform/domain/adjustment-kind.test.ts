import { adjustmentKindOf } from '../../../platform/domain/adjustment-kind';

describe('adjustmentKindOf', () => {
  it.each([
    ['CO', '45', 'CONTRACTUAL'],
    ['OA', '94', 'CONTRACTUAL'],
    ['CR', 'A2', 'CONTRACTUAL'],
    ['PR', '1', 'PATIENT_RESPONSIBILITY'],
    ['PR', '45', 'PATIENT_RESPONSIBILITY'],
    ['OA', '23', 'PRIOR_PAYER'],
    ['CO', '23', 'DENIAL'],
    ['CO', '16', 'DENIAL'],
    ['PI', '96', 'DENIAL'],
  ])('%s with %s is %s', (group, reasonCode, kind) => {
    expect(adjustmentKindOf(group, reasonCode)).toBe(kind);
  });

  it.each(['constructor', 'toString', '__proto__', ''])('takes the code %p for no contract', (reasonCode) => {
    expect(adjustmentKindOf('CO', reasonCode)).toBe('DENIAL');
  });
});
