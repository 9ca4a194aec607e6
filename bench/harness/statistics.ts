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
 * What each kind of work takes of the processors, in milliseconds, and how many times what the first takes: means over
 * `rounds` rounds. They take turns, each round another begins, so that a busy moment and a collection of garbage meet all
 * of them alike.
 */
export async function inTurns(
  rounds: number,
  works: readonly (() => unknown)[],
): Promise<readonly { readonly cpu: number; readonly ratio: number }[]> {
  const totals = works.map(() => 0);
  for (let round = -Math.ceil(rounds / 5); round < rounds; round += 1) {
    for (let turn = 0; turn < works.length; turn += 1) {
      const at = (Math.abs(round) + turn) % works.length;
      const cpu = await cpuOf(() => works[at]?.());
      if (round >= 0) totals[at] = (totals[at] ?? 0) + cpu;
    }
  }
  return totals.map((total) => ({ cpu: total / rounds, ratio: total / (totals[0] ?? Number.NaN) }));
}
