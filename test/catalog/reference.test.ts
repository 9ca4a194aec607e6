import { parseReference, printReference, versionLabel } from '../../catalog/reference';

describe('references', () => {
  it.each(['api:accord/billing', 'api:accord/billing@1.2.0+3fa9c1d2e0b4', 'field:accord/PatientAccount.balance'])(
    'reads and prints %s unchanged',
    (text) => expect(printReference(parseReference(text))).toBe(text),
  );

  it('prints in the hub namespace unless told', () => {
    expect(printReference({ kind: 'team', name: 'governance' })).toBe('team:accord/governance');
    expect(printReference({ kind: 'system', namespace: 'other', name: 'x' })).toBe('system:other/x');
  });

  it.each(['', 'billing', 'thing:accord/billing', 'api:accord', 'api:accord/a b', 'api:accord/a@'])(
    'refuses %p',
    (text) => expect(() => parseReference(text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' })),
  );

  it('labels a version with the start of its hash', () => {
    expect(versionLabel('1.2.0', 'a'.repeat(64))).toBe('1.2.0+aaaaaaaaaaaa');
  });
});
