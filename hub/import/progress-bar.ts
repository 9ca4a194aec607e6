import { Presets, SingleBar } from 'cli-progress';

/** A bar on standard error; silent where no person is watching. */
export interface ProgressBar {
  advance(): void;
  say(what: string): void;
  end(): void;
}

export function progressBar(total: number): ProgressBar {
  const isWatched = process.stderr.isTTY;
  const bar = new SingleBar(
    { format: '{bar} {value}/{total} files · {what}', stream: process.stderr, clearOnComplete: false },
    Presets.shades_classic,
  );
  if (isWatched) bar.start(total, 0, { what: 'taking in' });
  return {
    advance: () => bar.increment(),
    say: (what) => (isWatched ? bar.update({ what }) : void process.stderr.write(`${what}\n`)),
    end: () => bar.stop(),
  };
}
