import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Instant } from '../../platform/domain/instant';
import type { Origin, Trace } from '../../platform/domain/origin';
import type { AdjustmentKind } from '../../platform/domain/adjustment-kind';

/** The ledger's own accounts; a debit makes an asset or expense larger, a credit makes it smaller. */
export const LEDGER_ACCOUNT_CODES = [
  'CASH',
  'INSURANCE_RECEIVABLE',
  'PATIENT_RECEIVABLE',
  'REVENUE',
  'CONTRACTUAL_ALLOWANCE',
  'CHARITY',
  'BAD_DEBT',
  'UNAPPLIED_PATIENT_CASH',
  'UNIDENTIFIED_PAYER_CASH',
  'PAYER_CLEARING',
  'CARD_CLEARING',
  'PAYER_RECOUPMENT',
  'INTEREST',
  'MERCHANT_FEES',
  'REFUNDS_PAYABLE',
] as const;
export type LedgerAccountCode = (typeof LEDGER_ACCOUNT_CODES)[number];

export type LedgerEntryKind =
  | 'CHARGE'
  | 'CHARGE_REVERSAL'
  | 'INSURANCE_PAYMENT'
  | 'CONTRACTUAL_ADJUSTMENT'
  | 'PATIENT_RESPONSIBILITY'
  | 'PATIENT_PAYMENT'
  | 'REFUND'
  | 'CASH_APPLIED'
  | 'UNIDENTIFIED_CASH'
  | 'PROVIDER_ADJUSTMENT'
  | 'BANK_DEPOSIT'
  | 'PAYOUT';

/** Signed minor units by ledger account: positive a debit, negative a credit. They always sum to zero. */
export type Legs = { readonly [Code in LedgerAccountCode]?: number };

/** What an entry is about, by id. */
export interface EntryReferences {
  readonly encounterId?: string;
  readonly chargeItemId?: string;
  readonly claimId?: string;
  readonly remittanceId?: string;
  readonly paymentId?: string;
}

/** One business step, balanced by itself. */
export interface Entry extends EntryReferences {
  readonly kind: LedgerEntryKind;
  readonly legs: Legs;
  readonly currency: string;
  readonly postingDate: CalendarDate;
  readonly serviceDate: CalendarDate | null;
  /** X12 835 CAS group and reason such as `CO-45`; null where the source gives none. */
  readonly reasonCode: string | null;
}

/** Whose books and which facility a stream's entries count for. */
export interface Books {
  readonly legalEntityId: string;
  /** Null for what belongs to no single facility, such as a payer's deposit. */
  readonly facilityId: string | null;
}

/** Sums of an account's receivable legs, in minor units. */
export interface Balances {
  readonly insurance: number;
  readonly patient: number;
  /** Unapplied patient cash, as a positive amount. */
  readonly unapplied: number;
}

/** Facts of an account's stream `account/ID`. */
export type AccountFact =
  | {
      readonly type: 'AccountOpened';
      readonly data: Books & { patientId: string; facilityId: string; currency: string };
    }
  | { readonly type: 'GuarantorNamed'; readonly data: { guarantorId: string } }
  | { readonly type: 'ChargePosted'; readonly data: ChargePosted }
  | { readonly type: 'ChargeReversed'; readonly data: { entry: Entry; chargeItemId: string; claimId: string | null } }
  | { readonly type: 'ClaimRequested'; readonly data: ClaimRequest }
  | { readonly type: 'ClaimRegistered'; readonly data: ClaimRegistration }
  | { readonly type: 'InsurancePaymentPosted'; readonly data: { entry: Entry } }
  | { readonly type: 'AdjustmentPosted'; readonly data: { entry: Entry } }
  | { readonly type: 'PatientResponsibilityAssigned'; readonly data: { entry: Entry } }
  | { readonly type: 'DenialRecorded'; readonly data: Denied }
  | { readonly type: 'PatientPaymentPosted'; readonly data: { entry: Entry } }
  | { readonly type: 'CashApplied'; readonly data: { entry: Entry } }
  | { readonly type: 'RefundPosted'; readonly data: { entry: Entry } }
  | { readonly type: 'BalanceChanged'; readonly data: Balances };

export interface ChargePosted {
  readonly entry: Entry;
  readonly chargeItemId: string;
  /** Minor units. */
  readonly amount: number;
  readonly payer: Payer;
  /** The claim that an earlier version of the charge was billed on; null while unbilled. */
  readonly claimId: string | null;
}

/** Who is expected to pay a charge first. */
export type Payer = 'INSURANCE' | 'PATIENT';

export interface ClaimRequest {
  readonly claimId: string;
  readonly encounterId: string;
  /** In the order in which they pay. */
  readonly coverageIds: readonly string[];
  /** Which of `coverageIds` this claim goes to: 0 the primary. */
  readonly coverageIndex: number;
  readonly chargeItemIds: readonly string[];
  readonly billedAmount: number;
  readonly serviceDate: CalendarDate;
  /** The primary payer's claim that this secondary one follows. */
  readonly previousClaimId: string | null;
}

/** What to bill: every unbilled insured charge of an encounter, to the first of its coverages. */
export type ClaimOrder = Pick<ClaimRequest, 'encounterId' | 'coverageIds' | 'serviceDate'>;

/** A claim that another system has sent, such as one found in the EHR. */
export interface ClaimRegistration {
  readonly claimId: string;
  readonly encounterId: string | null;
  readonly billedAmount: number;
}

export interface Denied {
  readonly claimId: string;
  readonly remittanceId: string;
  /** What the payer will not pay, in minor units. */
  readonly amount: number;
  readonly reasonCodes: readonly string[];
}

/** Facts of the streams that are about no single account: `remittance/ID`, `deposit/ID`, `payout/ID`, `payment/ID`. */
export type CashFact =
  | { readonly type: 'RemittanceTaken'; readonly data: { remittanceId: string; unidentified: readonly number[] } }
  | UnidentifiedCashRecorded
  | { readonly type: 'ProviderAdjustmentPosted'; readonly data: Books & { entry: Entry } }
  | { readonly type: 'BankDepositPosted'; readonly data: Books & { entry: Entry } }
  | { readonly type: 'PayoutPosted'; readonly data: Books & { entry: Entry } }
  | { readonly type: 'UnassignedPaymentPosted'; readonly data: Books & { entry: Entry } };

/** Version 2: each adjustment of the payment tells its kind. */
export interface UnidentifiedCashRecorded {
  readonly type: 'UnidentifiedCashRecorded';
  readonly version: 2;
  readonly data: Books & { entry: Entry; item: UnidentifiedItem };
}

/** One claim payment of a remittance whose claim is not known here. Amounts in minor units. */
export interface UnidentifiedItem {
  readonly id: string;
  /** CLP01 of the payment. */
  readonly claimSubmittedId: string;
  readonly amount: number;
  /** What is posted once the claim is known. */
  readonly payment: ClaimPayment;
}

/** Facts of a stream `unidentified/ID`. */
export type UnidentifiedFact = {
  readonly type: 'CashIdentified';
  readonly data: { itemId: string; claimId: string; accountId: string };
};

export type ExceptionKind =
  | 'UNREADABLE_MESSAGE'
  | 'CONFLICTING_MESSAGE'
  | 'OUT_OF_BALANCE_REMITTANCE'
  | 'UNIDENTIFIED_CASH'
  | 'PAYMENT_WITHOUT_ACCOUNT'
  | 'CHARGE_CHANGED_AFTER_CLAIM'
  | 'CLAIM_REJECTED'
  | 'CLAIM_DENIED'
  | 'JOURNAL_REJECTED'
  | 'CHARGE_WITHOUT_FACILITY'
  | 'BREAK_GLASS';

/** Fact of a stream `case/ID`. */
export type CaseFact = { readonly type: 'ExceptionRaised'; readonly data: RaisedException };

export interface RaisedException {
  readonly kind: ExceptionKind;
  /** What happened and what to do; ids only, no PHI. */
  readonly reason: string;
  readonly system: string | null;
  readonly messageId: string | null;
  readonly accountId: string | null;
  readonly facilityId: string | null;
}

/** Fact of a stream `journal/LEGALENTITY/FACILITY/DAY`: one journal for the general ledger. */
export type JournalFact = { readonly type: 'JournalRequested'; readonly data: JournalRequest };

export interface JournalRequest extends Books {
  readonly journalId: string;
  readonly postingDate: CalendarDate;
  readonly currency: string;
  readonly lines: readonly { readonly ledgerAccount: LedgerAccountCode; readonly amount: number }[];
  /** The feed positions whose entries it sums: after `fromPosition`, up to `toPosition`. */
  readonly fromPosition: number;
  readonly toPosition: number;
}

export type BillingFact = AccountFact | CashFact | UnidentifiedFact | CaseFact | JournalFact;

/** One claim-payment of a remittance, as the ledger needs it. Amounts in minor units. X12 835 loop 2100. */
export interface ClaimPayment {
  readonly remittanceId: string;
  /** 1 for the first CLP of the remittance. */
  readonly ordinal: number;
  readonly claimId: string;
  /** CLP02. */
  readonly statusCode: string;
  /** CLP03. */
  readonly billedAmount: number;
  /** CLP04. */
  readonly paidAmount: number;
  /** CAS of the claim and its services. */
  readonly adjustments: readonly PaymentAdjustment[];
  readonly currency: string;
  readonly paymentDate: CalendarDate;
}

/** One reason and amount of a claim payment: positive takes off what is paid. */
export interface PaymentAdjustment {
  /** CAS01 and CAS02. */
  readonly group: string;
  readonly reasonCode: string;
  /** By which it posts, as the payer room tells it. */
  readonly kind: AdjustmentKind;
  readonly amount: number;
}

/** Where the money of a claim-payment stands before it is posted. */
export type CashSource = 'PAYER_CLEARING' | 'UNIDENTIFIED_PAYER_CASH';

/** What billing is told to do on one account. `factKey` is the business key of its cause. */
export interface AccountCommand {
  readonly accountId: string;
  readonly factKey: string;
  readonly at: Instant;
  readonly origin: Origin | null;
  readonly trace: Trace;
  readonly action: AccountAction;
}

export type AccountAction =
  | { readonly type: 'POST_CHARGE'; readonly charge: Charge }
  | { readonly type: 'NAME_GUARANTOR'; readonly guarantorId: string; readonly opening: AccountOpening }
  | {
      readonly type: 'REQUEST_CLAIM';
      readonly request: ClaimOrder;
    }
  | { readonly type: 'REGISTER_CLAIM'; readonly claim: ClaimRegistration; readonly opening: AccountOpening }
  | { readonly type: 'POST_CLAIM_PAYMENT'; readonly payment: ClaimPayment; readonly cash: CashSource }
  | { readonly type: 'POST_PATIENT_PAYMENT'; readonly payment: PatientPayment }
  | { readonly type: 'POST_REFUND'; readonly refund: PatientPayment & { readonly refundId: string } };

/** What is needed to open an account when the first fact about it arrives. */
export interface AccountOpening {
  readonly patientId: string;
  readonly facilityId: string;
  readonly legalEntityId: string;
  readonly currency: string;
}

/** One version of one charge. FHIR R4 ChargeItem. */
export interface Charge extends AccountOpening {
  readonly chargeItemId: string;
  readonly encounterId: string | null;
  /** Minor units; null when the charge was entered in error and counts for nothing. */
  readonly amount: number | null;
  readonly serviceDate: CalendarDate | null;
  readonly postingDate: CalendarDate;
  readonly payer: Payer;
  /** The claim it is billed on already, by another system. */
  readonly claimId?: string;
}

export interface PatientPayment {
  readonly paymentId: string;
  /** Minor units, positive. */
  readonly amount: number;
  readonly currency: string;
  readonly postingDate: CalendarDate;
}
