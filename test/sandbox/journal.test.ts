import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal, type Journal, type JournalEntry } from '../../sandbox/journal';

const all = async (journal: Journal): Promise<JournalEntry[]> => {
  const entries = [];
  for await (const entry of journal.replay()) entries.push(entry);
  return entries;
};

describe('a journal', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-journal-'));
    path = join(folder, 'deep', 'one.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true }));
  const open = (): Promise<Journal> => openJournal({ folder: join(folder, 'deep'), name: 'one' });

  test('gives back what was appended, in order, whatever the text holds', async () => {
    const journal = await open();
    expect(await all(journal)).toEqual([]);
    const texts = ['plain', 'line\nfeed', 'separator \u2028\u2029 é 🏥', 'x'.repeat(200_000)];
    await Promise.all(texts.map((text) => journal.append('text', { text })));
    await journal.close();
    const again = await open();
    expect(again.torn).toBe(false);
    expect(await all(again)).toEqual(texts.map((text) => ({ kind: 'text', data: { text } })));
    await again.close();
  });

  test('is on disk when append resolves', async () => {
    const journal = await open();
    await journal.append('a', 1);
    expect(await readFile(path, 'utf8')).toBe('{"kind":"a","data":1}\n');
    await journal.close();
    await expect(journal.append('b', 2)).rejects.toThrow('closed');
  });

  test.each([
    ['cut in mid-line', '{"kind":"c","da'],
    ['cut before the line feed', '{"kind":"c","data":3}'],
    ['ended by garbage', '\u0000\u0000\u0000\n'],
    ['longer than a block and cut', `{"kind":"c","data":"${'y'.repeat(150_000)}`],
  ])('%s drops that last line, reports it, and goes on from the line before', async (_, tail) => {
    const journal = await open();
    await journal.append('a', 1);
    await journal.append('b', 2);
    await journal.close();
    await appendFile(path, tail);
    const torn = await open();
    expect(torn.torn).toBe(true);
    expect((await all(torn)).map((entry) => entry.kind)).toEqual(['a', 'b']);
    await torn.append('d', 4);
    await torn.close();
    const again = await open();
    expect(again.torn).toBe(false);
    expect((await all(again)).map((entry) => entry.kind)).toEqual(['a', 'b', 'd']);
    await again.close();
  });

  test('that is nothing but a torn line starts empty', async () => {
    await (await open()).close();
    await writeFile(path, '{"ki');
    const torn = await open();
    expect([torn.torn, await all(torn)]).toEqual([true, []]);
    await torn.close();
  });

  test('damaged before its end is refused with the line', async () => {
    await (await open()).close();
    await writeFile(path, '{"kind":"a","data":1}\nnonsense\n{"kind":"b","data":2}\n');
    const damaged = await open();
    await expect(all(damaged)).rejects.toThrow(/one\.jsonl is damaged at line 2/);
    await damaged.close();
  });

  test('without a folder keeps nothing', async () => {
    const journal = await openJournal({ folder: null, name: 'one' });
    await journal.append('a', 1);
    expect(await all(journal)).toEqual([]);
  });
});
