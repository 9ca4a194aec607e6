import type { Row } from './bench';

/** The value below which a share (0 to 1) of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Three figures of a list of times in milliseconds; `under` is the target of the median. */
export function latencyRows(what: string, milliseconds: readonly number[], under?: number): readonly Row[] {
  return [
    { what: `${what}, p50`, value: percentile(milliseconds, 0.5), unit: 'ms', ...(under && { target: { under } }) },
    { what: `${what}, p95`, value: percentile(milliseconds, 0.95), unit: 'ms' },
    { what: `${what}, p99`, value: percentile(milliseconds, 0.99), unit: 'ms' },
  ];
}

/** Milliseconds that the work took. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Milliseconds of each of `rounds` runs, after a fifth as many that nobody counts. */
export async function timedEach(rounds: number, work: (round: number) => unknown): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = -Math.ceil(rounds / 5); round < rounds; round += 1) {
    const time = await timed(() => work(Math.abs(round)));
    if (round >= 0) times.push(time);
  }
  return times;
}
