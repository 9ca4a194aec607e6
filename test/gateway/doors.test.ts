import { contractBehind, doorOf, DOORS, pathOf } from '../../gateway/doors';

describe('the doors of the graph', () => {
  it('stand at /graphql and below it', () => {
    expect(DOORS.map(pathOf)).toEqual([
      '/graphql',
      '/graphql/portal',
      '/graphql/analytics',
      '/graphql/finance',
      '/graphql/governance',
    ]);
  });

  it('lead to one contract each, the first to the whole graph', () => {
    expect(contractBehind('graph')).toBeNull();
    for (const door of DOORS) expect(doorOf(contractBehind(door))).toBe(door);
  });
});
