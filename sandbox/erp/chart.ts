/** How an account behaves: on which side it grows and where it is reported. */
export type AccountType = 'ASSET' | 'LIABILITY' | 'REVENUE' | 'CONTRA_REVENUE' | 'EXPENSE';

/** One account of the general ledger, the same chart for every entity. */
export interface ChartAccount {
  readonly code: string;
  readonly name: string;
  readonly type: AccountType;
  readonly active: true;
}

const account = (code: string, name: string, type: AccountType): ChartAccount => ({ code, name, type, active: true });

/** The chart of accounts. */
export const CHART: readonly ChartAccount[] = [
  account('1000', 'Cash on hand', 'ASSET'),
  account('1010', 'Bank', 'ASSET'),
  account('1020', 'Card clearing', 'ASSET'),
  account('1030', 'Payer clearing', 'ASSET'),
  account('1110', 'Insurance receivable', 'ASSET'),
  account('1120', 'Patient receivable', 'ASSET'),
  account('1150', 'Payer recoupment', 'ASSET'),
  account('2110', 'Unapplied patient cash', 'LIABILITY'),
  account('2120', 'Unidentified payer cash', 'LIABILITY'),
  account('2130', 'Refunds payable', 'LIABILITY'),
  account('4010', 'Patient service revenue', 'REVENUE'),
  account('4110', 'Contractual allowance', 'CONTRA_REVENUE'),
  account('4120', 'Charity care', 'CONTRA_REVENUE'),
  account('4310', 'Interest', 'REVENUE'),
  account('5010', 'Bad debt', 'EXPENSE'),
  account('6110', 'Merchant fees', 'EXPENSE'),
];
