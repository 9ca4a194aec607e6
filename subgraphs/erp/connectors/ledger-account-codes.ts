/**
 * The hub's ledger accounts in the ERP's chart of accounts. A site whose chart differs gives its own table; an account
 * that is not in it goes to the ERP as it is.
 */
export const LEDGER_ACCOUNT_CODES: Readonly<Record<string, string>> = {
  CASH: '1010',
  CARD_CLEARING: '1020',
  PAYER_CLEARING: '1030',
  INSURANCE_RECEIVABLE: '1110',
  PATIENT_RECEIVABLE: '1120',
  PAYER_RECOUPMENT: '1150',
  UNAPPLIED_PATIENT_CASH: '2110',
  UNIDENTIFIED_PAYER_CASH: '2120',
  REFUNDS_PAYABLE: '2130',
  REVENUE: '4010',
  CONTRACTUAL_ALLOWANCE: '4110',
  CHARITY: '4120',
  INTEREST: '4310',
  BAD_DEBT: '5010',
  MERCHANT_FEES: '6110',
};
