import { HubError } from '../../../platform/domain/errors';

/** A transaction record with the group and account it stands in. Fields as text, empty when absent. */
export interface Bai2Detail {
  readonly group: Bai2Group;
  readonly account: Bai2Account;
  readonly detail: {
    readonly typeCode: string;
    readonly amount: string;
    /** Funds type V only, YYMMDD. */
    readonly valueDate: string;
    readonly bankReference: string;
    readonly customerReference: string;
    /** Its pieces (the record's own and each 88) joined by a space. */
    readonly text: string;
    /** 1 for the first record of this very content in the account, 2 for the next. */
    readonly ordinal: number;
  };
}

export interface Bai2Group {
  /** The bank's name for its customer. */
  readonly receiver: string;
  readonly originator: string;
  /** 1 update, 2 deletion, 3 correction, 4 test. */
  readonly status: string;
  /** YYMMDD */
  readonly asOfDate: string;
  readonly currency: string;
}

export interface Bai2Account {
  readonly number: string;
  /** Its own, else its group's, else USD. */
  readonly currency: string;
}

/** One file as read: its transactions, and what in it does not add up (record numbers and counts only). */
export interface Bai2File {
  readonly details: readonly Bai2Detail[];
  readonly findings: readonly string[];
}

/** A logical record: its physical records (the 88s after it belong to it), and where it begins. */
interface Bai2Record {
  readonly line: number;
  readonly code: string;
  readonly pieces: readonly string[];
}

/**
 * Reads a BAI2 file (cash management balance reporting, version 2).
 * Shape:  01 (02 (03 (16|88)* 49)* 98)* 99 → its 16 records with their group and account.
 * Units:  amounts are digits of the minor unit, without a point.
 * Throws: SOURCE_MALFORMED unless it begins with a 01 record and ends with a 99: the amounts of a file that was cut off
 *         cannot be trusted. Wrong counts and totals are findings.
 * Source: BAI Cash Management Balance Reporting Specifications, Version 2.
 */
export function readBai2(text: string, source: string): Bai2File {
  const records = recordsOf(text);
  if (records[0]?.code !== '01') {
    throw new HubError('SOURCE_MALFORMED', 'a BAI2 file must begin with a 01 record', { source });
  }
  const reading = new Reading();
  for (const record of records) reading.take(record);
  if (!reading.isClosed) throw new HubError('SOURCE_MALFORMED', 'a BAI2 file must end with a 99 record', { source });
  return { details: reading.details, findings: reading.findings };
}

function recordsOf(text: string): readonly Bai2Record[] {
  const records: { line: number; code: string; pieces: string[] }[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    const trimmed = line.trimEnd();
    if (trimmed === '') continue;
    const [code = '', piece = ''] = [trimmed.slice(0, 2), trimmed.slice(3)];
    const previous = records.at(-1);
    if (code === '88' && previous) previous.pieces.push(piece);
    else records.push({ line: index + 1, code, pieces: [piece] });
  }
  return records;
}

const withoutEnd = (piece: string): string => piece.replace(/\/$/, '');

/** Fields of a record without free text: its pieces make one list. */
const fieldsOf = ({ pieces }: Bai2Record): readonly string[] =>
  pieces.map(withoutEnd).join(',').split(',').map((field) => field.trim()); // prettier-ignore

/** Sums and counts of one level of the file. */
class Level {
  total = 0;
  records = 0;
  children = 0;
}

class Reading {
  readonly details: Bai2Detail[] = [];
  readonly findings: string[] = [];
  isClosed = false;
  private readonly file = new Level();
  private group: { level: Level; data: Bai2Group } | null = null;
  private account: { level: Level; data: Bai2Account; seen: Map<string, number> } | null = null;

  take(record: Bai2Record): void {
    for (const level of [this.file, this.group?.level, this.account?.level]) {
      if (level) level.records += record.pieces.length;
    }
    if (record.code === '02') this.openGroup(record);
    else if (record.code === '03') this.openAccount(record);
    else if (record.code === '16') this.transaction(record);
    else if (['49', '98', '99'].includes(record.code)) this.trailer(record);
    else if (record.code !== '01') this.finding(record, 'is of a kind that BAI2 does not have');
  }

  private openGroup(record: Bai2Record): void {
    if (this.group) this.finding(record, 'comes before the 98 of the group before it');
    const [receiver = '', originator = '', status = '', asOfDate = '', , currency = ''] = fieldsOf(record);
    const level = new Level();
    level.records = record.pieces.length;
    this.file.children += 1;
    this.group = { level, data: { receiver, originator, status, asOfDate, currency: currency || 'USD' } };
    this.account = null;
  }

  private openAccount(record: Bai2Record): void {
    if (this.account) this.finding(record, 'comes before the 49 of the account before it');
    if (!this.group) return this.finding(record, 'stands outside a group');
    const [number = '', currency = '', ...summaries] = fieldsOf(record);
    const level = new Level();
    level.records = record.pieces.length;
    level.total = summaryTotal(summaries);
    this.group.level.children += 1;
    this.account = { level, data: { number, currency: currency || this.group.data.currency }, seen: new Map() };
  }

  private transaction(record: Bai2Record): void {
    const { group, account } = this;
    if (!group || !account) return this.finding(record, 'stands outside an account');
    const fields = transactionFields(record);
    if (!/^\d+$/.test(fields.amount)) return this.finding(record, 'has no amount');
    account.level.total += Number(fields.amount);
    const content = JSON.stringify(fields);
    const ordinal = (account.seen.get(content) ?? 0) + 1;
    account.seen.set(content, ordinal);
    this.details.push({ group: group.data, account: account.data, detail: { ...fields, ordinal } });
  }

  private trailer(record: Bai2Record): void {
    const [total = '', first = '', second = ''] = fieldsOf(record);
    const level = { '49': this.account?.level, '98': this.group?.level, '99': this.file }[record.code];
    if (!level) return this.finding(record, 'ends what was not begun');
    if (Number(total) !== level.total) this.finding(record, 'has a control total that is not the sum of its amounts');
    const children = record.code === '49' ? null : first;
    const records = record.code === '49' ? first : second;
    if (children !== null && Number(children) !== level.children) this.finding(record, 'counts its parts wrongly');
    if (Number(records) !== level.records) this.finding(record, 'counts its records wrongly');
    this.close(record.code, level.total);
  }

  private close(code: string, total: number): void {
    if (code === '49' && this.group) this.group.level.total += total;
    if (code === '98') this.file.total += total;
    if (code === '98') this.group = null;
    if (code === '99') this.isClosed = true;
    this.account = null;
  }

  private finding({ line, code }: Bai2Record, what: string): void {
    const kind = /^\d\d$/.test(code) ? `record ${code}` : 'the record';
    this.findings.push(`${kind} at line ${line} ${what}`);
  }
}

/** Sum of the amounts of 03: groups of type, amount, item count, funds type (with its own fields). */
function summaryTotal(fields: readonly string[]): number {
  let total = 0;
  for (let at = 0; at + 1 < fields.length;) {
    total += Number(fields[at + 1] || '0') || 0;
    at += 3 + fundsFields(fields, at + 3);
  }
  return total;
}

/** How many fields the funds type at `at` takes up, itself included. S: three amounts; V: date and time; D: pairs. */
function fundsFields(fields: readonly string[], at: number): number {
  const type = (fields[at] ?? '').toUpperCase();
  if (type === 'S') return 4;
  if (type === 'V') return 3;
  if (type === 'D') return 2 + 2 * (Number(fields[at + 1]) || 0);
  return 1;
}

/** The text is the last field and may hold commas and slashes; it goes on in the 88 records. */
function transactionFields({ pieces }: Bai2Record): Omit<Bai2Detail['detail'], 'ordinal'> {
  const fields = pieces.map(withoutEnd).join(',').split(',');
  const [typeCode = '', amount = ''] = fields;
  const valueDate = fields[2]?.toUpperCase() === 'V' ? (fields[3] ?? '') : '';
  const next = 2 + fundsFields(fields, 2);
  return {
    typeCode: typeCode.trim(),
    amount: amount.trim(),
    valueDate: valueDate.trim(),
    bankReference: (fields[next] ?? '').trim(),
    customerReference: (fields[next + 1] ?? '').trim(),
    text: textOf(pieces, next + 2),
  };
}

/** The text with its pieces joined by a space: `skipped` fields come before it. */
function textOf(pieces: readonly string[], skipped: number): string {
  let left = skipped;
  const parts: string[] = [];
  for (const piece of pieces.map(withoutEnd)) {
    const fields = piece.split(',');
    const rest = fields.slice(left);
    left = Math.max(0, left - fields.length);
    if (rest.length > 0) parts.push(rest.join(','));
  }
  return parts.join(' ').trim();
}
