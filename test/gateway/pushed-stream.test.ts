import { setTimeout as pause } from 'node:timers/promises';
import { pushedStream, type PushedStreamOptions } from '../../gateway/pushed-stream';
import type { Viewer } from '../../platform/access/viewer';
import { HubError } from '../../platform/domain/errors';
import { instantOf, systemClock } from '../../platform/domain/instant';
import { viewerOf } from '../platform/access/viewer-of';

/** A stream over events given by hand. */
function opened(over: Partial<PushedStreamOptions> = {}) {
  const waiting: ((event: IteratorResult<unknown>) => void)[] = [];
  const state = { asked: 0, returned: 0, closed: 0, identified: 0, watchers: new Set<() => void>() };
  const source: AsyncIterator<unknown> = {
    next: () => {
      state.asked += 1;
      return new Promise((resolve) => waiting.push(resolve));
    },
    return: async () => {
      state.returned += 1;
      return { done: true, value: undefined };
    },
  };
  const stream = pushedStream({
    source,
    identify: async () => {
      state.identified += 1;
      return viewerOf([]);
    },
    answer: async (event) => ({ result: { data: { event } }, cursor: event === 'unseen' ? null : `c${String(event)}` }),
    after: null,
    onRightsChanged: (callback) => {
      state.watchers.add(callback);
      return () => void state.watchers.delete(callback);
    },
    clock: systemClock,
    onClosed: () => void (state.closed += 1),
    ...over,
  });
  const emit = async (value: unknown) => {
    while (waiting.length === 0) await pause(1);
    waiting.shift()?.({ done: false, value });
  };
  const end = async () => {
    while (waiting.length === 0) await pause(1);
    waiting.shift()?.({ done: true, value: undefined });
  };
  return { stream, state, emit, end };
}

describe('a pushed stream', () => {
  it('answers events in order, and fetches none before it is asked', async () => {
    const { stream, state, emit, end } = opened();
    const first = stream.next();
    await emit(1);
    expect(await first).toEqual({ done: false, value: { data: { event: 1 } } });
    await pause(5);
    expect(state.asked).toBe(1);
    const second = stream.next();
    await emit(2);
    expect((await second).value).toEqual({ data: { event: 2 } });
    const last = stream.next();
    await end();
    expect(await last).toEqual({ done: true, value: undefined });
    expect(state).toMatchObject({ returned: 1, closed: 1 });
    expect(state.watchers.size).toBe(0);
  });

  it('knows the cursor behind what it has given, and that it began behind before', async () => {
    const { stream, emit } = opened({ after: 'c0' });
    const cursors = [stream.cursor()];
    for (const event of [1, 'unseen', 2]) {
      const next = stream.next();
      await emit(event);
      cursors.push(stream.cursor());
      await next;
      cursors.push(stream.cursor());
    }
    expect(cursors).toEqual(['c0', 'c0', 'c1', 'c1', 'c1', 'c1', 'c2']);
    await stream.return?.();
    expect(stream.cursor()).toBe('c2');
    expect(opened().stream.cursor()).toBeNull();
  });

  it('looks rights up before each event', async () => {
    const { stream, state, emit } = opened();
    for (const event of [1, 2]) {
      const next = stream.next();
      await emit(event);
      await next;
    }
    expect(state.identified).toBe(3);
    await stream.return?.();
  });

  it('loses no event that comes while rights are looked up', async () => {
    let look = async (): Promise<Viewer> => viewerOf([]);
    const { stream, state, emit } = opened({ identify: () => look() });
    const next = stream.next();
    await pause(5);
    look = async () => {
      await pause(20);
      return viewerOf([]);
    };
    for (const changed of state.watchers) changed();
    await emit('meanwhile');
    expect((await next).value).toEqual({ data: { event: 'meanwhile' } });
    expect(state.asked).toBe(1);
    await stream.return?.();
  });

  it('ends with the reason when rights have ended, though no event comes', async () => {
    let hasEnded = false;
    const identify = async () => {
      if (hasEnded) throw new HubError('UNAUTHENTICATED', 'the token has been revoked');
      return viewerOf([]);
    };
    const { stream, state } = opened({ identify });
    const next = stream.next();
    await pause(5);
    hasEnded = true;
    for (const changed of state.watchers) changed();
    expect((await next).value).toMatchObject({ errors: [{ message: 'the token has been revoked' }] });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(state).toMatchObject({ returned: 1, closed: 1 });
  });

  it('looks again when the token ends', async () => {
    const identify = jest.fn(async () => ({ ...viewerOf([]), expiresAt: instantOf(Date.now() + 10) }));
    const { stream } = opened({ identify });
    void stream.next();
    await pause(1_200);
    expect(identify.mock.calls.length).toBeGreaterThanOrEqual(2);
    expect(identify.mock.calls.length).toBeLessThan(5);
    await stream.return?.();
  });

  it('ends with the reason when its source or its answer fails', async () => {
    const failing: AsyncIterator<unknown> = { next: () => Promise.reject(new HubError('CURSOR_EXPIRED', 'too old')) };
    expect((await opened({ source: failing }).stream.next()).value).toMatchObject({
      errors: [{ extensions: { code: 'CURSOR_EXPIRED' } }],
    });
    const { stream, emit } = opened({ answer: () => Promise.reject(new Error('Ada Quill')) });
    const next = stream.next();
    await emit(1);
    const { value } = await next;
    expect(value).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL' } }] });
    expect(JSON.stringify(value)).not.toContain('Quill');
  });

  it('lets go at once when its client goes while it waits', async () => {
    const { stream, state } = opened();
    const next = stream.next();
    await pause(5);
    await stream.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(state).toMatchObject({ returned: 1, closed: 1 });
  });
});
