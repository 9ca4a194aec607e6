import { createLockWaiting } from '../../../platform/store/sqlite-lock';

const LOCKED = new Error('locked');
const waitingFor = (patience: number) => createLockWaiting({ isLocked: (error) => error === LOCKED, patience });

/** Work that is refused so often before it gives its value, and notes that it was done. */
function refused(times: number, value: string, done: string[]): () => string {
  let left = times;
  return () => {
    if (left-- > 0) throw LOCKED;
    done.push(value);
    return value;
  };
}

describe('waiting for the lock of a database', () => {
  it('does at once what is not refused', async () => {
    const done: string[] = [];
    const waiting = waitingFor(1_000);
    const results = [waiting.write(refused(0, 'write', done)), waiting.read(refused(0, 'read', done))];
    expect(done).toEqual(['write', 'read']);
    expect(await Promise.all(results)).toEqual(['write', 'read']);
  });

  it('lets the thread go on while it waits', async () => {
    const done: string[] = [];
    const result = waitingFor(1_000).write(refused(3, 'write', done));
    setImmediate(() => done.push('other work'));
    expect(await result).toBe('write');
    expect(done).toEqual(['other work', 'write']);
  });

  it('keeps writes in order, and lets reads pass', async () => {
    const done: string[] = [];
    const waiting = waitingFor(1_000);
    const writes = [waiting.write(refused(2, 'first', done)), waiting.write(refused(0, 'second', done))];
    await waiting.read(refused(0, 'read', done));
    await Promise.all(writes);
    expect(done).toEqual(['read', 'first', 'second']);
    await waiting.write(refused(0, 'third', done));
    expect(done).toHaveLength(4);
  });

  it('throws the refusal when it has waited long enough, and the next write gets its turn', async () => {
    const done: string[] = [];
    const waiting = waitingFor(20);
    const first = waiting.write(refused(Number.POSITIVE_INFINITY, 'never', done));
    const second = waiting.write(refused(1, 'second', done));
    await expect(first).rejects.toBe(LOCKED);
    expect(await second).toBe('second');
  });

  it('throws at once what is no refusal', async () => {
    const fault = new Error('a fault');
    const fail = (): never => {
      throw fault;
    };
    const waiting = waitingFor(1_000);
    await expect(waiting.write(fail)).rejects.toBe(fault);
    await expect(waiting.read(fail)).rejects.toBe(fault);
  });
});
