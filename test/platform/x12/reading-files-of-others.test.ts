import { createReadStream, readFileSync } from 'node:fs';
import { X12parser } from 'x12-parser';
import type { TransactionSet } from '../../../platform/x12/interchange';
import { readTransactionSets, transactionSetsIn } from '../../../platform/x12/transaction-sets';
import { describeFilesOfOthers, filesOfOthers, type FileOfOthers } from './files-of-others';

const read = ({ path }: FileOfOthers): readonly TransactionSet[] => [...transactionSetsIn(readFileSync(path, 'utf8'))];

const idsOf = (sets: readonly TransactionSet[]) => sets.flatMap((set) => set.segments.map(({ id }) => id));

const count = (ids: readonly string[], id: string): number => ids.filter((each) => each === id).length;

const findingsOf = (sets: readonly TransactionSet[]) =>
  [...new Set(sets.flatMap((set) => [set.findings, set.group?.findings ?? [], set.interchange.findings]))]
    .flat()
    .map(({ code }) => code);

/** Names of all segments between ST and SE as x12-parser reads them. */
async function namesByX12Parser({ path }: FileOfOthers): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name } of createReadStream(path).pipe(new X12parser()) as AsyncIterable<{ name: string }>) {
    names.push(name.trim());
  }
  return names.filter((name) => !['ISA', 'GS', 'GE', 'IEA', 'TA1', ''].includes(name));
}

describeFilesOfOthers('X12 files written by others', () => {
  it('are all read, each set under the code of its folder', () => {
    for (const file of filesOfOthers) {
      const sets = read(file);
      expect([file.name, sets.length > 0]).toEqual([file.name, true]);
      expect([...new Set(sets.map((set) => set.code))]).toEqual([file.name.split('/')[0]]);
    }
    expect(filesOfOthers.length).toBeGreaterThanOrEqual(44);
    expect(filesOfOthers.flatMap(read).filter((set) => set.code === '271')).toHaveLength(157);
  });

  it('hold the segments that x12-parser finds in files of one interchange', async () => {
    for (const file of filesOfOthers) {
      const sets = read(file);
      // It takes the separators of the first ISA for all that follow, and glues what is no segment to the one before.
      if (sets.at(-1)?.interchange.ordinal !== 0 || findingsOf(sets).includes('SEGMENT_ID_INVALID')) continue;
      expect([file.name, await namesByX12Parser(file)]).toEqual([file.name, idsOf(sets)]);
    }
  });

  it('read the same in chunks of any size', async () => {
    for (const file of filesOfOthers) {
      const sets: TransactionSet[] = [];
      for await (const set of readTransactionSets(createReadStream(file.path, { highWaterMark: 7 }))) sets.push(set);
      expect(sets.map(({ raw }) => raw)).toEqual(read(file).map(({ raw }) => raw));
    }
  });

  it.each([
    ['835/', 'CLP', 12],
    ['837/', 'CLM', 27],
    ['277/', 'TRN', 16],
  ])('of %s have all their %s', (folder, id, expected) => {
    const ids = idsOf(filesOfOthers.filter(({ name }) => name.startsWith(folder)).flatMap(read));
    expect(count(ids, id)).toBe(expected);
  });

  it('with faults in their envelopes are read all the same', () => {
    const faulty = filesOfOthers.flatMap((file) => {
      const codes = findingsOf(read(file));
      return codes.length === 0 ? [] : [[file.name.replace(/.*__/, ''), codes]];
    });
    expect(Object.fromEntries(faulty)).toEqual({
      'resources_277_5010_x12_277_x212.txt': ['CONTROL_NUMBER_MISMATCH'],
      'resources_837_5010_x12_999_accepted.txt': ['CONTROL_NUMBER_MISMATCH'],
      'resources_837_5010_x12_ambiguous_loop.txt': ['COUNT_WRONG'],
      'resources_837_5010_x12_bad_segment_identifier.txt': [
        ...Array<string>(3).fill('SEGMENT_ID_INVALID'),
        'COUNT_WRONG',
      ],
      'resources_837_5010_x12_complex.txt': ['COUNT_WRONG', 'COUNT_WRONG', 'COUNT_WRONG'],
      'test_test-data_271.edi': ['TRUNCATED', 'TRUNCATED'],
    });
  });
});
