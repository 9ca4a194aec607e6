import { calendarDate, type CalendarDate } from '../../../platform/domain/calendar-date';
import { HubError } from '../../../platform/domain/errors';
import { idOf } from '../../../platform/domain/ids';
import { money, type Money } from '../../../platform/domain/money';
import { jsonPath } from '../../../platform/mapping/json-path';
import { defineMapping, from } from '../../../platform/mapping/mapping';
import type { Bai2Detail } from '../connectors/bai2';
import type { BankDeposit, BankDepositPurpose } from '../domain';

/** `16.amount` reads the transaction, `03.` its account, `02.` its group. */
const RECORDS: Readonly<Record<string, string>> = { '02': 'group', '03': 'account', '16': 'detail' };

function bai2Path(path: string): (input: Bai2Detail) => unknown {
  const [record = '', field = ''] = path.split('.');
  const part = RECORDS[record];
  if (part === undefined) throw new HubError('INTERNAL', `BAI2 record ${record} is not read`);
  return jsonPath(`BAI2.${part}.${field}`);
}

const IDENTITY = [
  '02.originator',
  '02.asOfDate',
  '03.number',
  '16.typeCode',
  '16.amount',
  '16.bankReference',
  '16.customerReference',
  '16.text',
  '16.ordinal',
] as const;

/**
 * A BAI2 credit to the hub's deposit. The bank has no key of its own for it, so its id is made of all it says: the
 * same credit in a file sent again is the same deposit, and two equal credits of one day are two.
 * Source: BAI2 records 02, 03 and 16; ACH CCD+ addenda (Nacha, X12 835 TRN segment).
 */
export const bankDepositMapping = defineMapping<Bai2Detail, Omit<BankDeposit, 'origin'>>({
  entity: 'BankDeposit',
  standard: 'BAI2',
  path: bai2Path,
  rows: {
    id: from(IDENTITY, depositId),
    amount: from(['16.amount', '03.currency'], bai2Money),
    valueDate: from(['16.valueDate', '02.asOfDate'], bai2Date),
    typeCode: from('16.typeCode', (code: string) => code, 'same'),
    traceNumber: from(['16.text', '16.customerReference'], traceNumber),
    payerIdentifier: from('16.text', payerIdentifier),
    purpose: from('16.text', purposeOf),
    bankReference: from('16.bankReference', (text: string) => text || null, 'same'),
    receiverIdentifier: from('02.receiver', (text: string) => text || null, 'same'),
    bankAccountLast4: from('03.number', lastFour),
  },
});

function depositId(...parts: readonly (string | number)[]): string {
  return idOf('bank-deposit', ...parts.map(String));
}

function bai2Money(amount: string, currency: string): Money {
  return money(Number(amount), currency);
}

/** The first of two YYMMDD dates that is there; the century is 20. */
function bai2Date(own: string, asOf: string): CalendarDate {
  const digits = /^\d{6}$/.exec(own || asOf)?.[0];
  if (digits === undefined) throw new HubError('BAD_INPUT', 'a BAI2 date must be YYMMDD');
  return calendarDate(`20${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`);
}

function lastFour(number: string): string {
  return number.slice(-4);
}

const TRN = /TRN\*1\*([^*~\\\s]+)(?:\*([^*~\\\s]+))?/;

function traceNumber(text: string, customerReference: string): string | null {
  return TRN.exec(text)?.[1] ?? (customerReference || null);
}

function payerIdentifier(text: string): string | null {
  return TRN.exec(text)?.[2] ?? null;
}

/** Banks print the ACH company entry description under several names. */
const ENTRY_DESCRIPTION = /\b(?:CO(?:MPANY)? )?ENTRY DESCR?(?:IPTION)?[:=]\s*(\S+)/i;

/** Health care payments carry HCCLAIMPMT, CAQH CORE 370 and Nacha operating rules; also where no name stands before it. */
function purposeOf(text: string): BankDepositPurpose {
  if (/\bHCCLAIMPMT\b/.test(text)) return 'CLAIM_PAYMENT';
  return ENTRY_DESCRIPTION.test(text) ? 'OTHER' : 'UNKNOWN';
}
