import type { ExecutionResult } from 'graphql';
import { runInTime } from '../../gateway/deadline';
import type { Graph } from '../../gateway/graph';
import type { Operation } from '../../gateway/graph-run';
import type { Caller, Prepared } from '../../gateway/preparation';
import { createContext } from '../../gateway/request-context';
import type { StopSignal } from '../../platform/connect/stop-signal';
import { hubViewer } from '../../platform/access/roles';

describe('the time of an operation', () => {
  const context = createContext({
    viewer: hubViewer,
    correlationId: 'c',
    traceparent: null,
    passedAuthorization: null,
  });
  const runFor = (
    work: (operation: Operation) => Promise<ExecutionResult>,
    timeoutMs: number,
    { type = 'query', whenLeft }: { type?: Prepared['type']; whenLeft?: Caller['whenLeft'] } = {},
  ) =>
    runInTime(
      { graph: { run: work } as unknown as Graph, type, caller: { whenLeft } as Caller } as Prepared,
      context,
      timeoutMs,
    );

  it('leaves what ends in time as it is', async () => {
    let reason: Error | null | undefined;
    const result = await runFor(async ({ context: { signal } }) => {
      reason = signal?.reason;
      return { data: { x: 1 } };
    }, 1_000);
    expect([result, reason]).toEqual([{ data: { x: 1 } }, null]);
    await expect(runFor(() => Promise.reject(new Error('its own')), 1_000)).rejects.toThrow('its own');
  });

  it('ends with TIMED_OUT, and tells whoever works on it', async () => {
    let signal: StopSignal | undefined;
    const never = (operation: Operation) => {
      ({ signal } = operation.context);
      return new Promise<ExecutionResult>(() => {});
    };
    await expect(runFor(never, 10)).rejects.toMatchObject({ code: 'TIMED_OUT', retryable: true });
    expect(signal?.reason).toMatchObject({ code: 'TIMED_OUT' });
  });

  it('ends for a query when its client leaves, and never for a mutation', async () => {
    const callbacks: (() => void)[] = [];
    const whenLeft = (callback: () => void) => void callbacks.push(callback);
    let signal: StopSignal | undefined;
    const work = (operation: Operation) => {
      ({ signal } = operation.context);
      return new Promise<ExecutionResult>((resolve) => setTimeout(() => resolve({ data: { x: 1 } }), 30));
    };
    const asked = runFor(work, 1_000, { whenLeft });
    const written = runFor(work, 1_000, { type: 'mutation', whenLeft });
    const ofMutation = signal;
    for (const leave of callbacks) leave();
    await expect(asked).rejects.toMatchObject({ code: 'TIMED_OUT' });
    expect(await written).toEqual({ data: { x: 1 } });
    expect(ofMutation?.reason).toBeNull();
  });
});
