import { checkHash, createPersistedQueries } from '../../gateway/persisted-queries';
import { digestOf } from '../../platform/domain/ids';

describe('persisted queries', () => {
  const isKept = (persisted: ReturnType<typeof createPersistedQueries>, hash: string): boolean => {
    try {
      return persisted.textOf('graph', hash) !== '';
    } catch {
      return false;
    }
  };

  it('let the one used longest ago make way, by number and by size', () => {
    const persisted = createPersistedQueries();
    for (let index = 0; index < 1_000; index += 1) persisted.keep('graph', `h${index}`, 'short');
    expect(isKept(persisted, 'h0')).toBe(true);
    persisted.keep('graph', 'one more', 'short');
    expect([isKept(persisted, 'h0'), isKept(persisted, 'h1'), isKept(persisted, 'one more')]).toEqual([true, false, true]); // prettier-ignore
    for (let index = 0; index < 150; index += 1) persisted.keep('graph', `l${index}`, 'x'.repeat(20_000));
    const left = Array.from({ length: 150 }, (_, index) => isKept(persisted, `l${index}`)).filter(Boolean);
    expect(left).toHaveLength(100);
  });

  it('keep no long text, and each door its own', () => {
    const persisted = createPersistedQueries();
    persisted.keep('graph', 'long', 'x'.repeat(20_001));
    persisted.keep('portal', 'other', 'x');
    expect([isKept(persisted, 'long'), isKept(persisted, 'other')]).toEqual([false, false]);
    expect(persisted.textOf('portal', 'other')).toBe('x');
    expect(() => persisted.textOf('graph', 'other')).toThrow('PersistedQueryNotFound');
  });

  it('are of their hash', () => {
    expect(() => checkHash(digestOf('{ a }'), '{ a }')).not.toThrow();
    expect(() => checkHash(digestOf('{ a }'), '{ b }')).toThrow('the hash is of another document than the query');
  });
});
