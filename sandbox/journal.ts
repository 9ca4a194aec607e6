import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

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
 * Opens the journal `name`, creating folder and file as needed.
 * Throws when a line other than the last cannot be read: that is damage, not a crash in mid-write.
 */
export async function openJournal({ folder, name }: JournalOptions): Promise<Journal> {
  if (folder === null) return memoryJournal();
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.jsonl`);
  const file = await open(path, 'a+', 0o600);
  const { entries, goodBytes, torn } = await readEntries(path);
  if (torn) {
    await file.truncate(goodBytes);
    await file.sync();
  }
  const writer = createWriter(file);
  return { torn, append: writer.append, replay: () => replayOnce(entries), close: writer.close };
}

function memoryJournal(): Journal {
  return { torn: false, append: () => Promise.resolve(), replay: () => replayOnce([]), close: () => Promise.resolve() };
}

async function* replayOnce(entries: JournalEntry[]): AsyncGenerator<JournalEntry> {
  await Promise.resolve();
  yield* entries.splice(0); // given out once, then the memory is free
}

async function readEntries(path: string): Promise<{ entries: JournalEntry[]; goodBytes: number; torn: boolean }> {
  const bytes = await readFile(path);
  const entries: JournalEntry[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    const entry = parse(bytes.toString('utf8', start, end));
    if (entry === null && end !== bytes.length - 1) throw new Error(`${path} is damaged at line ${entries.length + 1}`);
    if (entry === null) return { entries, goodBytes: start, torn: true };
    entries.push(entry);
    start = end + 1;
  }
  return { entries, goodBytes: start, torn: start < bytes.length };
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
