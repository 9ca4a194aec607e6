import fc from 'fast-check';
import { isHubError } from '../../../platform/domain/errors';
import type { TransactionSet } from '../../../platform/x12/interchange';
import { readTransactionSets, transactionSetsIn } from '../../../platform/x12/transaction-sets';
import { writeInterchange, type SegmentToWrite } from '../../../platform/x12/write-interchange';
import { interchangeOf, setOf } from './sample-interchange';

const read = (text: string): readonly TransactionSet[] => [...transactionSetsIn(text)];

const textsOf = (sets: readonly TransactionSet[]) => sets.map((set) => set.segments.map((segment) => segment.text));

/** The first set of a text; fails the test when there is none. */
function firstOf(text: string): TransactionSet {
  const [set] = read(text);
  if (!set) throw new Error('no transaction set');
  return set;
}

const ONE = writeInterchange(interchangeOf([setOf('835', '0001', [['TRN', '1', 'A1'], ['LX', '1']])])); // prettier-ignore

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function readInChunks(text: string, size: number): Promise<readonly TransactionSet[]> {
  const sets: TransactionSet[] = [];
  for await (const set of readTransactionSets(inChunks(Buffer.from(text), size))) sets.push(set);
  return sets;
}

const allFindings = (sets: readonly TransactionSet[]): readonly string[] => [
  ...new Set(sets.flatMap((set) => [set.findings, set.group?.findings ?? [], set.interchange.findings])),
].flat().map((finding) => finding.code); // prettier-ignore

describe('readTransactionSets', () => {
  it('gives each set with its envelope and nothing to find in a right interchange', () => {
    const set = firstOf(ONE);
    expect(set.code).toBe('835');
    expect(set.controlNumber).toBe('0001');
    expect(set.version).toBe('005010X221A1');
    expect(set.group?.code).toBe('HP');
    expect(set.interchange).toMatchObject({ senderId: 'SENDER', receiverId: 'RECEIVER', controlNumber: '000000905' });
    expect(set.interchange.isTest).toBe(false);
    expect(textsOf([set])).toEqual([['ST*835*0001', 'TRN*1*A1', 'LX*1', 'SE*4*0001']]);
    expect(allFindings([set])).toEqual([]);
  });

  it('keeps the text of a set as it was received', () => {
    expect(firstOf(ONE).raw).toBe('ST*835*0001~\nTRN*1*A1~\nLX*1~\nSE*4*0001~');
  });

  it.each([1, 2, 3, 7, 64])('reads the same from chunks of %i bytes', async (size) => {
    expect(textsOf(await readInChunks(ONE, size))).toEqual(textsOf(read(ONE)));
  });

  it.each([
    ['no line breaks', ONE.replaceAll('\n', '')],
    ['CR LF', ONE.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${ONE}`],
    ['blank lines around it', `\r\n\n${ONE}\n\n`],
    ['lines wrapped at 80 characters', ONE.replaceAll('\n', '').replace(/(.{80})/g, '$1\r\n')],
    ['a DOS end mark', `${ONE}\u001A`],
    ['no terminator after the last segment', ONE.trimEnd().slice(0, -1)],
    ['blank segments', ONE.replaceAll('~\n', '~~\n')],
  ])('reads an interchange with %s', (_, text) => {
    expect(textsOf(read(text))).toEqual([['ST*835*0001', 'TRN*1*A1', 'LX*1', 'SE*4*0001']]);
    expect(allFindings(read(text))).toEqual([]);
  });

  it('reads a line feed as terminator', () => {
    const text = writeInterchange(
      interchangeOf([setOf('999', '0001', [['AK1', 'HC', '1']])], {
        delimiters: { element: '|', component: '>', repetition: null, segment: '\n' },
        lineBreak: '',
      }),
    );
    expect(textsOf(read(text))).toEqual([['ST|999|0001', 'AK1|HC|1', 'SE|3|0001']]);
    expect(textsOf(read(text.replaceAll('\n', '\n\r')))).toEqual(textsOf(read(text)));
  });

  it('reads the separators again at every ISA', () => {
    const other = writeInterchange(
      interchangeOf([setOf('277', '0002', [['STC', ['A1', '20'], '20260105']])], {
        delimiters: { element: '|', component: '/', repetition: '!', segment: "'" },
      }),
    );
    const sets = read(ONE + other + ONE);
    expect(sets.map((set) => set.interchange.delimiters.element)).toEqual(['*', '|', '*']);
    expect(sets[1]?.segments[1]?.component(1, 2)).toBe('20');
    expect(allFindings(sets)).toEqual([]);
  });

  it('takes ISA11 for a repetition separator only when it is no letter', () => {
    const delimiters = { element: '*', component: ':', repetition: null, segment: '~' };
    const text = writeInterchange(interchangeOf([setOf('837', '0001')], { delimiters }));
    expect(text).toContain('*U*00401*');
    expect(firstOf(text).interchange.delimiters.repetition).toBeNull();
    expect(firstOf(ONE).interchange.delimiters.repetition).toBe('^');
  });

  it('gives a TA1 as a set of its own', () => {
    const acknowledgments: SegmentToWrite[] = [['TA1', '000000905', '260105', '0930', 'R', '018']];
    const [set] = read(writeInterchange(interchangeOf([], { acknowledgments, groups: [] })));
    expect(set?.code).toBe('TA1');
    expect(set?.group).toBeNull();
    expect(set?.segments[0]?.element(4)).toBe('R');
  });

  it('reads ISO 8859-1 as well as UTF-8', async () => {
    const text = writeInterchange(interchangeOf([setOf('835', '0001', [['NM1', 'QC', '1', 'MUÑOZ']])]));
    const expected = textsOf(read(text));
    async function* latin() {
      yield await Promise.resolve(Buffer.from(text, 'latin1'));
    }
    const sets = [];
    for await (const set of readTransactionSets(latin())) sets.push(set);
    expect(textsOf(sets)).toEqual(expected);
    expect(textsOf(await readInChunks(text, 1))).toEqual(expected);
  });
});

describe('findings', () => {
  it.each([
    ['SE*4*0001', 'SE*9*0001', 'COUNT_WRONG'],
    ['GE*1*7', 'GE*2*7', 'COUNT_WRONG'],
    ['IEA*1*', 'IEA*3*', 'COUNT_WRONG'],
    ['SE*4*0001', 'SE*4*0002', 'CONTROL_NUMBER_MISMATCH'],
    ['GE*1*7', 'GE*1*8', 'CONTROL_NUMBER_MISMATCH'],
    ['IEA*1*000000905', 'IEA*1*000000001', 'CONTROL_NUMBER_MISMATCH'],
    ['LX*1~', 'Lx1*1~', 'SEGMENT_ID_INVALID'],
    ['SE*4*0001~', '', 'TRAILER_MISSING'],
    ['GE*1*7~', '', 'TRAILER_MISSING'],
    ['ST*835', 'LX*1~\nST*835', 'STRAY_SEGMENT'],
    ['000000905*0*P', '905*0*P', 'ISA_WIDTH'],
  ])('%s as %s is %s and the set is still read', (right, wrong, code) => {
    const sets = read(ONE.replace(right, wrong));
    expect(sets).toHaveLength(1);
    expect(sets[0]?.segments.map((segment) => segment.id)).toContain('TRN');
    expect(allFindings(sets)).toEqual([code]);
  });

  it('keeps what was read whole of a truncated set, and the cut segment apart', () => {
    const sets = read(ONE.slice(0, ONE.indexOf('LX*1') + 3));
    expect(textsOf(sets)).toEqual([['ST*835*0001', 'TRN*1*A1']]);
    expect(sets[0]?.partial).toBe('LX*');
    expect(allFindings(sets)).toEqual(['TRUNCATED', 'TRUNCATED', 'TRUNCATED']);
  });

  it('goes on with the next interchange when one was cut off before it', () => {
    const sets = read(ONE.slice(0, ONE.indexOf('LX*1') + 3) + ONE);
    expect(textsOf(sets)).toEqual([
      ['ST*835*0001', 'TRN*1*A1'],
      ['ST*835*0001', 'TRN*1*A1', 'LX*1', 'SE*4*0001'],
    ]);
    expect(sets[0]?.findings[0]?.code).toBe('TRUNCATED');
    expect(allFindings(sets.slice(1))).toEqual([]);
  });

  it('passes over text between interchanges', () => {
    const sets = read(`${ONE}END OF TRANSMISSION 1 of 2\n${ONE}`);
    expect(sets).toHaveLength(2);
    expect(allFindings(sets)).toEqual(['GARBAGE_SKIPPED']);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \r\n'],
    ['prose', 'Dear customer, your file is late.'],
    ['JSON', '{"resourceType":"Bundle"}'],
    ['an ISA cut off', ONE.slice(0, 60)],
    ['an ISA with letters for separators', ONE.replace('*:~', '*AB')],
    ['an ISA that never ends', `ISA*${'x'.repeat(2000)}`],
  ])('refuses %s as SOURCE_MALFORMED', (_, text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'SOURCE_MALFORMED' }));
  });

  it('stops at a segment without an end instead of filling the memory', () => {
    const act = () => read(`${ONE.slice(0, 170)}${'x'.repeat(2_000_000)}`);
    expect(act).toThrow(expect.objectContaining({ code: 'SOURCE_MALFORMED' }));
  });
});

describe('reading what was written', () => {
  const separator = fc.constantFrom(..."*|:>^~!'\u001c\u001d\u001e+@%&;");
  const delimiters = fc
    .uniqueArray(separator, { minLength: 4, maxLength: 4 })
    .map(([element = '*', component = ':', repetition = '^', segment = '~']) => ({
      element,
      component,
      repetition,
      segment,
    }));
  const data = fc.string({ unit: fc.constantFrom(...'ABC xyz0129.-/#ÑÜ'), maxLength: 12 }).map((text) => text.trim());
  const segment = fc.tuple(fc.constantFrom('NM1', 'N1', 'REF', 'CLP', 'K3'), fc.array(data, { maxLength: 6 }));

  it('gives back every element under any separators and any chunking', async () => {
    const property = fc.asyncProperty(
      fc.record({ delimiters, segments: fc.array(segment, { maxLength: 8 }), size: fc.integer({ min: 1, max: 300 }) }),
      async (given) => {
        const segments = given.segments.map(([id, elements]): SegmentToWrite => [id, ...elements]);
        const sets = [setOf('835', '0001', segments), setOf('835', '0002', segments)];
        const text = writeInterchange(interchangeOf(sets, { delimiters: given.delimiters }));
        const result = await readInChunks(text + text, given.size);
        expect(result).toHaveLength(4);
        for (const set of result) {
          const inner = set.segments.slice(1, -1).map(({ elements }) => withoutEmptyEnd(elements));
          expect(inner).toEqual(given.segments.map(([id, elements]) => withoutEmptyEnd([id, ...elements])));
        }
        expect(allFindings(result)).toEqual([]);
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });

  it('never throws anything but SOURCE_MALFORMED, whatever is cut out of the text', () => {
    const property = fc.property(fc.nat(ONE.length * 2), fc.nat(200), (from, length) => {
      const text = ONE + ONE;
      try {
        read(text.slice(0, from) + text.slice(from + length));
      } catch (error) {
        expect(isHubError(error, 'SOURCE_MALFORMED')).toBe(true);
      }
    });
    fc.assert(property, { numRuns: 500 });
  });
});

function withoutEmptyEnd(elements: readonly string[]): readonly string[] {
  const last = elements.findLastIndex((element) => element !== '');
  return elements.slice(0, last + 1);
}
