import type { AdjustmentGroupCode, ClaimStatusReport, PaymentMethod, RemittanceClaimStatus } from '../domain';

/** CLP02 in our own words. X12 005010X221A1; 4010 codes that 5010 dropped read as OTHER. */
export const CLAIM_STATUS_OF_CLP02: ReadonlyMap<string, RemittanceClaimStatus> = new Map([
  ['1', 'PROCESSED_AS_PRIMARY'],
  ['2', 'PROCESSED_AS_SECONDARY'],
  ['3', 'PROCESSED_AS_TERTIARY'],
  ['4', 'NOT_RECOGNISED'],
  ['19', 'PRIMARY_FORWARDED'],
  ['20', 'SECONDARY_FORWARDED'],
  ['21', 'TERTIARY_FORWARDED'],
  ['22', 'REVERSED'],
  ['23', 'NOT_OUR_CLAIM_FORWARDED'],
  ['25', 'PREDETERMINED'],
]);

/** CAS01. CR is of 4010 alone. */
export const ADJUSTMENT_GROUPS: ReadonlySet<string> = new Set<AdjustmentGroupCode>(['CO', 'OA', 'PI', 'PR', 'CR']);

/** BPR04. */
export const PAYMENT_METHOD_OF_BPR04: ReadonlyMap<string, PaymentMethod> = new Map([
  ['ACH', 'ELECTRONIC_TRANSFER'],
  ['BOP', 'ELECTRONIC_TRANSFER'],
  ['FWT', 'ELECTRONIC_TRANSFER'],
  ['CHK', 'CHECK'],
  ['NON', 'NON_PAYMENT'],
]);

/** Category of a claim status, the letter and digit of STC01-1. Health Care Claim Status Category Codes. */
export const OUTCOME_OF_CATEGORY: ReadonlyMap<string, ClaimStatusReport['outcome']> = new Map([
  ['A0', 'ACCEPTED'],
  ['A1', 'ACCEPTED'],
  ['A2', 'ACCEPTED'],
  ['A3', 'REJECTED'],
  ['A4', 'NOT_FOUND'],
  ['A5', 'ACCEPTED'],
  ['A6', 'REJECTED'],
  ['A7', 'REJECTED'],
  ['A8', 'REJECTED'],
  ['P0', 'PENDING'],
  ['P1', 'PENDING'],
  ['P2', 'PENDING'],
  ['P3', 'PENDING'],
  ['P4', 'PENDING'],
  ['P5', 'PENDING'],
  ['F0', 'FINALIZED'],
  ['F1', 'FINALIZED'],
  ['F2', 'FINALIZED'],
  ['F3', 'FINALIZED'],
  ['F4', 'FINALIZED'],
  ['R0', 'PENDING'],
  ['R1', 'PENDING'],
  ['R3', 'PENDING'],
  ['R4', 'PENDING'],
  ['E0', 'NOT_FOUND'],
  ['E1', 'NOT_FOUND'],
  ['E2', 'NOT_FOUND'],
  ['E3', 'REJECTED'],
  ['E4', 'REJECTED'],
  ['D0', 'NOT_FOUND'],
]);
