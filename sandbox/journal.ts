import { createReadStream } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

const LINE_FEED = 10;
const CHUNK = 65_536; // 64 KiB

/** One line of a journal: what happened, and its data as JSON. */
export interface JournalEntry {
  readonly kind: string;
  readonly data: unknown;
}

/** An append-only record of what a system accepted. */
export interface Journal {
  /** True when the last line was cut short by a crash: it was dropped, and the file shortened to the line before it. */
  readonly torn: boolean;
  /** Appends one entry, in the order of the calls; resolves when it is on disk. Calls in between share one fsync. */
  append(kind: string, data: unknown): Promise<void>;
  /** The entries that were there when the journal was opened, oldest first. */
  replay(): AsyncIterable<JournalEntry>;
  /** Waits for all appends, then closes the file. Appending later throws. */
  close(): Promise<void>;
}

export interface JournalOptions {
  /** Where `NAME.jsonl` is kept; null keeps nothing. */
  readonly folder: string | null;
  readonly name: string;
}

/**
 * Opens the journal `name`, creating folder and file as needed. Throws when the folder cannot be written.
 * Replaying throws when a line before the last cannot be read: that is damage, not a crash in mid-write.
 */
export async function openJournal({ folder, name }: JournalOptions): Promise<Journal> {
  if (folder === null) return memoryJournal();
  const path = join(folder, `${name}.jsonl`);
  const file = await openFile(folder, path);
  const bytes = await goodLength(file);
  const torn = bytes < (await file.stat()).size;
  if (torn) {
    await file.truncate(bytes);
    await file.sync();
  }
  return { torn, replay: () => readEntries(path, bytes), ...createWriter(file) };
}

async function openFile(folder: string, path: string): Promise<FileHandle> {
  try {
    await mkdir(folder, { recursive: true });
    return await open(path, 'a+', 0o600);
  } catch (cause) {
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException;
    throw new Error(`the data folder ${folder} cannot be written (${code}): choose another by --data`, { cause });
  }
}

function memoryJournal(): Journal {
  const done = (): Promise<void> => Promise.resolve();
  return { torn: false, append: done, replay: nothing, close: done };
}

async function* nothing(): AsyncGenerator<JournalEntry> {}

/** Reads the first `bytes` bytes line by line, so that a long journal is never in memory as a whole. */
async function* readEntries(path: string, bytes: number): AsyncGenerator<JournalEntry> {
  if (bytes === 0) return;
  let number = 0;
  for await (const line of linesOf(createReadStream(path, { end: bytes - 1 }))) {
    number += 1;
    const entry = parse(line);
    if (entry === null) throw new Error(`${path} is damaged at line ${number}`);
    yield entry;
  }
}

/** Lines by line feed alone: node:readline also ends them at U+2028, which JSON text may hold. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      yield Buffer.concat([...rest, chunk.subarray(start, end)]).toString('utf8');
      rest = [];
      start = end + 1;
    }
    rest.push(chunk.subarray(start));
  }
}

/** Length of the file up to its last line that is whole: ended by a line feed and readable. */
async function goodLength(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  const lastFeed = await feedBefore(file, size);
  if (lastFeed < 0) return 0;
  const start = (await feedBefore(file, lastFeed)) + 1;
  const line = Buffer.alloc(lastFeed - start);
  await file.read(line, 0, line.length, start);
  return parse(line.toString('utf8')) === null ? start : lastFeed + 1;
}

/** Position of the last line feed before `end`, -1 when there is none. */
async function feedBefore(file: FileHandle, end: number): Promise<number> {
  const chunk = Buffer.alloc(CHUNK);
  for (let from = end; from > 0;) {
    const start = Math.max(0, from - CHUNK);
    const { bytesRead } = await file.read(chunk, 0, from - start, start);
    const found = chunk.subarray(0, bytesRead).lastIndexOf(LINE_FEED);
    if (found !== -1) return start + found;
    from = start;
  }
  return -1;
}

function parse(line: string): JournalEntry | null {
  try {
    const value = JSON.parse(line) as JournalEntry;
    return typeof value?.kind === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** Group commit: while one write and fsync run, later appends gather for the next. */
function createWriter(file: FileHandle): Pick<Journal, 'append' | 'close'> {
  let lines: string[] = [];
  let next: Promise<void> | null = null;
  let running: Promise<void> = Promise.resolve();
  let closed = false;
  const write = async (): Promise<void> => {
    const text = lines.join('');
    lines = [];
    next = null;
    await file.appendFile(text);
    await file.datasync();
  };
  return {
    append: (kind, data) => {
      if (closed) return Promise.reject(new Error('the journal is closed'));
      lines.push(`${JSON.stringify({ kind, data })}\n`);
      if (next === null) {
        next = running.then(write);
        running = next.catch(() => undefined);
      }
      return next;
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await running;
      await file.close();
    },
  };
}
