import { accountIdOf } from '../../../subgraphs/billing/account-id';

describe('the id of an account', () => {
  it('follows from its patient and facility alone', () => {
    expect(accountIdOf('p1', 'f1')).toBe(accountIdOf('p1', 'f1'));
  });

  it('differs for every other patient and facility', () => {
    const ids = [accountIdOf('p1', 'f1'), accountIdOf('p1', 'f2'), accountIdOf('p2', 'f1'), accountIdOf('f1', 'p1')];
    expect(new Set(ids).size).toBe(4);
  });
});
