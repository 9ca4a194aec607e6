import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { X12parser } from 'x12-parser';
import type { TransactionSet } from '../platform/x12/interchange';
import { readTransactionSets } from '../platform/x12/transaction-sets';
import { writeInterchange, type SegmentToWrite } from '../platform/x12/write-interchange';
import { readRemittance } from '../subgraphs/payer/x12/read-remittance';
import type { Bench, Row } from './harness/bench';
import { withFolder } from './harness/folder';

const MEGABYTE = 1_000_000; // bytes
const FILE_SIZE = 20 * MEGABYTE;
/** As the 835 guide advises: a transaction set holds at most 10,000 claim payments. */
const CLAIMS_PER_SET = 10_000;

/** Reads a 20 MB file of balanced 835s, each reader in a process of its own: throughput and peak memory. */
export const bench: Bench = {
  name: 'X12 835 reader',
  run: () =>
    withFolder(async (folder) => {
      const file = join(folder, 'remittances.835');
      await generate835File(file, FILE_SIZE);
      const rowsOf = async (reader: string): Promise<readonly Row[]> => {
        const args = ['--require', 'tsx/cjs', __filename, reader, file];
        return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout) as readonly Row[];
      };
      const ours = await rowsOf('ours');
      const theirs = await rowsOf('x12-parser');
      const ratio = (ours[0]?.value ?? 0) / (theirs[0]?.value ?? 1);
      return [...ours, ...theirs, { what: 'ratio to x12-parser', value: ratio, unit: 'times' }];
    }),
};

/** Writes interchanges of balanced 835s until the file has `size` bytes. */
export async function generate835File(file: string, size: number): Promise<void> {
  const out = createWriteStream(file);
  for (let written = 0, ordinal = 1; written < size; ordinal += 1) {
    const claims = Math.min(CLAIMS_PER_SET, Math.ceil((size - written) / 330));
    const text = interchangeOf(ordinal, claims);
    written += text.length;
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

function interchangeOf(ordinal: number, claims: number): string {
  const segments: SegmentToWrite[] = [
    ['BPR', 'I', String(claims * 100), 'C', 'ACH', 'CCP', '01', '021000021', 'DA', '123456789', '1512345678', null, '01', '031000503', 'DA', '987654321', '20260105'],
    ['TRN', '1', `EFT${ordinal}`, '1512345678'],
    ['N1', 'PR', 'FIRST EXAMPLE HEALTH PLAN'],
    ['N1', 'PE', 'EXAMPLE HOSPITAL', 'XX', '1234567893'],
    ['LX', '1'],
    ...Array.from({ length: claims }, (_, index) => claimSegments(ordinal * 1_000_000 + index)).flat(),
  ]; // prettier-ignore
  return writeInterchange({
    sender: { qualifier: 'ZZ', id: 'EXAMPLEPAYER' },
    receiver: { qualifier: 'ZZ', id: 'EXAMPLEHOSPITAL' },
    date: '20260105',
    time: '0930',
    controlNumber: ordinal,
    isTest: false,
    groups: [
      {
        code: 'HP',
        senderCode: 'PAYER',
        receiverCode: 'HOSPITAL',
        controlNumber: ordinal,
        version: '005010X221A1',
        sets: [{ code: '835', controlNumber: '0001', segments }],
      },
    ],
  });
}

function claimSegments(number: number): readonly SegmentToWrite[] {
  return [
    ['CLP', `ACC${number}`, '1', '200', '100', '30', '12', `PAYER${number}`, '11', '1'],
    ['NM1', 'QC', '1', 'EXAMPLE', 'PERSON', null, null, null, 'MI', `W${number}`],
    ['NM1', '82', '1', 'EXAMPLE', 'DOCTOR', null, null, null, 'XX', '1245319599'],
    ['REF', 'EA', `MRN${number}`],
    ['DTM', '232', '20251201'],
    ['SVC', ['HC', '99213'], '120', '60', null, '1'],
    ['DTM', '472', '20251201'],
    ['CAS', 'CO', '45', '40'],
    ['CAS', 'PR', '1', '20'],
    ['AMT', 'B6', '80'],
    ['SVC', ['HC', '85025'], '80', '40', null, '1'],
    ['DTM', '472', '20251201'],
    ['CAS', 'CO', '45', '30', null, '253', '0'],
    ['CAS', 'PR', '3', '10'],
    ['LQ', 'HE', 'N130'],
  ];
}

/** Runs in the measured process: first the reader, to its segments; then the whole way to remittances that balance. */
async function measure(file: string): Promise<readonly Row[]> {
  let claims = 0;
  const reading = await rateOf(file, (set) => {
    for (const { id, elements } of set.eachSegment()) claims += id === 'CLP' && elements[4] !== '' ? 1 : 0;
  });
  const peak = process.resourceUsage().maxRSS;
  let balanced = 0;
  const mapping = await rateOf(file, (set) => (balanced += readRemittance(set).status === 'BALANCED' ? 1 : 0));
  return [
    { what: 'read a 20 MB 835', value: reading, unit: 'MB/s', target: { atLeast: 30 } },
    { what: 'peak memory of that', value: Math.round((peak * 1024) / MEGABYTE), unit: 'MB', target: { under: 200 } },
    { what: 'claim payments', value: claims, unit: 'claims' },
    { what: 'mapped to remittances and balanced', value: mapping, unit: 'MB/s' },
    { what: 'remittances that balance', value: balanced, unit: 'remittances' },
  ];
}

/** The same file through the package x12-parser, to its segments. */
async function measurePackage(file: string): Promise<readonly Row[]> {
  let claims = 0;
  const started = performance.now();
  for await (const segment of createReadStream(file).pipe(new X12parser())) {
    const { name, 4: paid } = segment as { readonly name: string; readonly 4?: string };
    claims += name === 'CLP' && paid !== '' ? 1 : 0;
  }
  const rate = statSync(file).size / MEGABYTE / ((performance.now() - started) / 1_000);
  const peak = (process.resourceUsage().maxRSS * 1024) / MEGABYTE;
  return [
    { what: 'read by the package x12-parser', value: rate, unit: 'MB/s' },
    { what: 'peak memory of that', value: peak, unit: 'MB' },
    { what: 'claim payments in that', value: claims, unit: 'claims' },
  ];
}

/** Megabytes per second of reading a file and doing `work` with each of its sets. */
async function rateOf(file: string, work: (set: TransactionSet) => void): Promise<number> {
  const started = process.hrtime.bigint();
  for await (const set of readTransactionSets(createReadStream(file))) work(set);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  return Math.round((statSync(file).size / MEGABYTE / seconds) * 10) / 10;
}

const [, script, reader, measured = ''] = process.argv;
if (script === __filename) {
  const rows = reader === 'ours' ? measure(measured) : measurePackage(measured);
  void rows.then((all) => process.stdout.write(JSON.stringify(all)));
}
