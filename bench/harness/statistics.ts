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

/** Milliseconds of this process's processors that the work took, all threads together. */
export async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/**
 * What each kind of work takes of the processors, in milliseconds, and how many times what the first takes: medians over
 * `rounds` rounds in which they take turns, so that a busy moment meets all of them.
 */
export async function inTurns(
  rounds: number,
  works: readonly (() => unknown)[],
): Promise<readonly { readonly cpu: number; readonly ratio: number }[]> {
  const times: number[][] = [];
  for (let round = -Math.ceil(rounds / 5); round < rounds; round += 1) {
    const ofRound: number[] = [];
    for (const work of works) ofRound.push(await cpuOf(work));
    if (round >= 0) times.push(ofRound);
  }
  return works.map((_, at) => ({
    cpu: percentile(times.map((all) => all[at] ?? Number.NaN), 0.5), // prettier-ignore
    ratio: percentile(times.map((all) => (all[at] ?? Number.NaN) / (all[0] ?? Number.NaN)), 0.5), // prettier-ignore
  }));
}
