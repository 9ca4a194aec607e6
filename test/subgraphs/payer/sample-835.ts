import { transactionSetsIn } from '../../../platform/x12/transaction-sets';
import type { TransactionSet } from '../../../platform/x12/interchange';
import { writeInterchange, type SegmentToWrite } from '../../../platform/x12/write-interchange';

/** Header values of a sample remittance, each of which a test may change. */
export interface Sample835 {
  readonly paid: string;
  readonly method?: string;
  readonly trace?: string;
  readonly date?: string;
  readonly payee?: string;
  readonly isTest?: boolean;
  readonly version?: string;
  readonly controlNumber?: number;
  readonly claims: readonly (readonly SegmentToWrite[])[];
  readonly plb?: readonly SegmentToWrite[];
}

/** An interchange with one 835. */
export function write835({ paid, claims, plb = [], ...given }: Sample835): string {
  const { method = 'ACH', trace = 'EFT1', date = '20260105', payee = '1234567893' } = given;
  const { version = '005010X221A1', controlNumber = 1, isTest = false } = given;
  const segments: SegmentToWrite[] = [
    ['BPR', 'I', paid, 'C', method, null, null, null, null, null, null, null, null, null, null, null, date],
    ['TRN', '1', trace, '1512345678'],
    ['DTM', '405', date],
    ['N1', 'PR', 'EXAMPLE PLAN', 'XV', 'PLAN1'],
    ['N1', 'PE', 'EXAMPLE HOSPITAL', 'XX', payee],
    ['LX', '1'],
    ...claims.flat(),
    ...plb,
  ];
  const delimiters = version.startsWith('004010')
    ? { element: '*', component: ':', repetition: null, segment: '~' }
    : undefined;
  return writeInterchange({
    sender: { qualifier: 'ZZ', id: 'PAYER' },
    receiver: { qualifier: 'ZZ', id: 'HOSPITAL' },
    date,
    time: '0930',
    controlNumber,
    isTest,
    groups: [
      {
        code: 'HP',
        senderCode: 'PAYER',
        receiverCode: 'HOSPITAL',
        controlNumber,
        version,
        sets: [{ code: '835', controlNumber: '0001', segments }],
      },
    ],
    ...(delimiters ? { delimiters } : {}),
  });
}

/** The first transaction set of a text; fails when there is none. */
export function firstSetOf(text: string): TransactionSet {
  for (const set of transactionSetsIn(text)) return set;
  throw new Error('the text holds no transaction set');
}

/** A claim payment for C-1 that pays nothing: 100 billed, refused for being late. */
export const DENIED = [
  ['CLP', 'C-1', '2', '100', '0', null, '12', 'ICN1'] as const,
  ['SVC', ['HC', '99213'], '100', '0'] as const,
  ['CAS', 'CO', '29', '100'] as const,
  ['LQ', 'HE', 'N211'] as const,
];
