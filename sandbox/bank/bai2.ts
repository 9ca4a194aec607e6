import type { CalendarDate } from '../../platform/domain/calendar-date';

/** One credit on an account. Cents. */
export interface Bai2Credit {
  readonly amount: number;
  /** The bank's own number for it. */
  readonly bankReference: string;
  /** What the sender gave along: the payer's trace number. */
  readonly customerReference: string;
  /** Lines of free text: the first stands in the 16 record, the others in 88 records. */
  readonly text: readonly string[];
}

/** One account's day. Cents. */
export interface Bai2Statement {
  readonly day: CalendarDate;
  /** Bank and customer, as routing number and name code. */
  readonly senderId: string;
  readonly receiverId: string;
  readonly accountNumber: string;
  readonly currency: string;
  /** Tells files apart that were made on one day. */
  readonly fileNumber: number;
  readonly openingBalance: number;
  readonly credits: readonly Bai2Credit[];
}

const ACH_CREDIT = '165'; // preauthorized ACH credit
const RECORD_LENGTH = 80; // characters
const MADE_AT = '0600'; // local time in the 01 and 02 records

/**
 * One BAI2 file of one group and one account: records 01 02 03 16 88 49 98 99, each ended by a slash and a line feed
 * but for text, which ends with its line. Control totals add every amount of records 03 and 16; counts include the
 * record they stand in. Source: BAI "Cash Management Balance Reporting Specifications", version 2.
 */
export function writeBai2(statement: Bai2Statement): string {
  const { senderId, receiverId, currency, credits } = statement;
  const date = statement.day.slice(2).replaceAll('-', '');
  const total = credits.reduce((sum, { amount }) => sum + amount, 0);
  const closing = statement.openingBalance + total;
  const controlTotal = statement.openingBalance + closing + total + total;
  const account = [
    `03,${statement.accountNumber},${currency},010,${statement.openingBalance},,,015,${closing},,,100,${total},${credits.length},/`,
    ...credits.flatMap(recordsOf),
  ];
  const group = [
    `02,${receiverId},${senderId},1,${date},${MADE_AT},${currency},2/`,
    ...account,
    `49,${controlTotal},${account.length + 1}/`,
  ];
  const records = [
    `01,${senderId},${receiverId},${date},${MADE_AT},${statement.fileNumber},${RECORD_LENGTH},,2/`,
    ...group,
    `98,${controlTotal},1,${group.length + 1}/`,
  ];
  return [...records, `99,${controlTotal},1,${records.length + 1}/`, ''].join('\n');
}

/** 16: type, amount, funds type (Z: not known), both references, text. 88: more of the text. */
function recordsOf({ amount, bankReference, customerReference, text }: Bai2Credit): readonly string[] {
  const [first = '', ...more] = text.flatMap((line) => wrap(plain(line), RECORD_LENGTH - '88,'.length));
  const head = `16,${ACH_CREDIT},${amount},Z,${bankReference},${customerReference},`;
  const fits = head.length + first.length <= RECORD_LENGTH;
  return fits ? [head + first, ...more.map(continued)] : [`${head}/`, ...[first, ...more].map(continued)];
}

const continued = (text: string): string => `88,${text}`;

/** Text may hold neither the record's separators nor line breaks. */
const plain = (text: string): string => text.replace(/[,/\r\n]/g, ' ');

function wrap(text: string, width: number): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += width) parts.push(text.slice(at, at + width));
  return parts;
}
