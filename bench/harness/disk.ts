import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const SYNCS = 500;
const PAGE = Buffer.alloc(4_096, 1); // bytes, one page of a database

/** How many writes of a page the disk brings to rest in a second: what any commit rests on. */
export function syncsPerSecond(folder: string): number {
  const path = join(folder, 'syncs');
  const file = openSync(path, 'w');
  const started = performance.now();
  for (let sync = 0; sync < SYNCS; sync += 1) {
    writeSync(file, PAGE);
    fdatasyncSync(file);
  }
  const seconds = (performance.now() - started) / 1_000;
  closeSync(file);
  rmSync(path);
  return SYNCS / seconds;
}
