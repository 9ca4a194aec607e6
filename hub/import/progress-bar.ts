import { Presets, SingleBar } from 'cli-progress';

/** A bar on standard error while a person watches; without one, a line for each step. */
export interface ProgressBar {
  /** So many more bytes are done. */
  advance(bytes: number): void;
  /** One more file is done. */
  file(): void;
  /** What goes on now. */
  say(what: string): void;
  end(): void;
}

export interface ProgressOptions {
  readonly files: number;
  readonly bytes: number;
  readonly stream?: NodeJS.WriteStream;
}

const FORMAT = '{bar} {percentage}% · {done}/{files} files · {what}';

export function progressBar({ files, bytes, stream = process.stderr }: ProgressOptions): ProgressBar {
  const isWatched = stream.isTTY;
  const bar = new SingleBar({ format: FORMAT, stream, clearOnComplete: false }, Presets.shades_classic);
  let done = 0;
  // A byte more than there are: the bar is full when the ledger is, not when the files are read.
  if (isWatched) bar.start(bytes + 1, 0, { files, done, what: 'taking in' });
  return {
    advance: (more) => bar.increment(more),
    file() {
      done += 1;
      bar.update({ done });
    },
    say: (what) => (isWatched ? bar.update({ what }) : void stream.write(`${what}\n`)),
    end() {
      if (isWatched) bar.update(bytes + 1, { what: 'done' });
      bar.stop();
    },
  };
}
