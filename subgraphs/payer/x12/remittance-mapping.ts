import { negateMoney, type Money } from '../../../platform/domain/money';
import { defineMapping, from } from '../../../platform/mapping/mapping';
import type { Segment } from '../../../platform/x12/segment';
import { parseX12Amount } from '../../../platform/x12/values';
import { x12Path, type Loop } from '../../../platform/x12/x12-path';
import type {
  PaymentMethod,
  ProcedureCode,
  ProviderAdjustment,
  RemittanceClaim,
  RemittanceClaimStatus,
  RemittanceHeader,
  RemittanceService,
} from '../domain';
import { CLAIM_STATUS_OF_CLP02, PAYMENT_METHOD_OF_BPR04 } from './code-sets';
import { claimPath, loopPath, type ClaimLoop, type ServiceLoop } from './loops';
import {
  adjustments,
  amountOrZero,
  codes,
  firstDate,
  firstText,
  optionalAmount,
  optionalText,
  requiredAmount,
  requiredDate,
  requiredText,
} from './read-values';

const STANDARD = 'X12 835';

/** X12 835 header, 1000A, 1000B and PLB → what a remittance says of its payment. 005010X221A1, 004010X091A1. */
export const headerMapping = defineMapping<Loop, RemittanceHeader>({
  entity: 'RemittanceAdvice',
  standard: STANDARD,
  path: x12Path,
  rows: {
    paymentAmount: from(['BPR02', 'BPR03'], signedPayment),
    paymentMethod: from('BPR04', paymentMethod),
    handlingCode: from('BPR01', requiredText),
    // Where BPR16 is missing or no day, the production date stands in.
    paymentDate: from(['BPR16', 'DTM[01=405].02'], requiredDate),
    traceNumber: from('TRN02', optionalText),
    payerCompanyId: from('TRN03', optionalText),
    productionDate: from('DTM[01=405].02', firstDate),
    payerName: from('N1[01=PR].02', optionalText),
    payerIdentifier: from(['N1[01=PR].04', 'REF[01=2U].02'], firstText),
    payeeName: from('N1[01=PE].02', optionalText),
    payeeIdentifier: from('N1[01=PE].04', optionalText),
    providerAdjustments: from('PLB[*]', providerAdjustments),
  },
  graphFields: { payerIdentifier: 'payer', payerName: 'payer' },
});

/** X12 835 loop 2110 → RemittanceService. */
export const serviceMapping = defineMapping<ServiceLoop, RemittanceService>({
  entity: 'RemittanceService',
  standard: STANDARD,
  path: loopPath,
  rows: {
    ordinal: from('ordinal', position),
    procedure: from('SVC', procedure),
    revenueCode: from('SVC04', optionalText),
    billedAmount: from('SVC02', requiredAmount),
    paidAmount: from('SVC03', amountOrZero),
    allowedAmount: from('AMT[01=B6].02', optionalAmount),
    units: from('SVC05', unitsPaid),
    serviceDate: from(['DTM[01=472].02', 'DTM[01=150].02'], firstDate),
    lineControlNumber: from('REF[01=6R].02', optionalText),
    adjustments: from('CAS[*]', adjustments),
    remarkCodes: from('LQ[01=HE][*].02', codes),
  },
});

/** X12 835 loop 2100 → RemittanceClaim. */
export const claimMapping = defineMapping<ClaimLoop, RemittanceClaim>({
  entity: 'RemittanceClaim',
  standard: STANDARD,
  path: claimPath,
  rows: {
    ordinal: from('ordinal', position),
    claimSubmittedId: from('CLP01', requiredText),
    statusCode: from('CLP02', requiredText),
    status: from('CLP02', claimStatus),
    billedAmount: from('CLP03', requiredAmount),
    paidAmount: from('CLP04', requiredAmount),
    patientResponsibilityAmount: from('CLP05', amountOrZero),
    filingIndicatorCode: from('CLP06', optionalText),
    payerClaimControlNumber: from('CLP07', optionalText),
    facilityTypeCode: from('CLP08', optionalText),
    frequencyCode: from('CLP09', optionalText),
    patientName: from('NM1[01=QC]', personName),
    memberId: from(['NM1[01=IL].09', 'NM1[01=QC].09'], firstText),
    serviceDate: from(['DTM[01=232].02', 'DTM[01=233].02'], firstDate),
    receivedDate: from('DTM[01=050].02', firstDate),
    crossoverPayerName: from('NM1[01=TT].03', optionalText),
    adjustments: from('CAS[*]', adjustments),
    remarkCodes: from(
      ['MIA05', 'MIA20', 'MIA21', 'MIA22', 'MIA23', 'MOA03', 'MOA04', 'MOA05', 'MOA06', 'MOA07'],
      codes,
    ),
    services: from('2110', services),
  },
});

function position(ordinal: number): number {
  return ordinal;
}

/** BPR03: D takes the money back. */
function signedPayment(amount: string | undefined, creditOrDebit: string | undefined): Money {
  const paid = requiredAmount(amount);
  return creditOrDebit === 'D' ? negateMoney(paid) : paid;
}

function paymentMethod(code: string | undefined): PaymentMethod {
  return PAYMENT_METHOD_OF_BPR04.get(requiredText(code)) ?? 'OTHER';
}

function claimStatus(code: string | undefined): RemittanceClaimStatus {
  return CLAIM_STATUS_OF_CLP02.get(requiredText(code)) ?? 'OTHER';
}

function unitsPaid(units: string | undefined): string {
  return units ?? '1'; // the guide: an absent SVC05 means one
}

function personName(nm1: Segment | undefined): string | null {
  if (!nm1) return null;
  const parts = [nm1.element(4), nm1.element(5), nm1.element(3), nm1.element(7)];
  return parts.filter((part) => part !== '').join(' ') || null;
}

function procedure(svc: Segment): ProcedureCode {
  const [qualifier = '', code = '', ...rest] = svc.components(1);
  return { qualifier, code, modifiers: rest.slice(0, 4).filter((modifier) => modifier !== '') };
}

function services(loops: readonly ServiceLoop[]): readonly RemittanceService[] {
  return loops.map((loop) => serviceMapping.map(loop));
}

/** PLB03 and PLB04, repeated up to PLB13 and PLB14. */
function providerAdjustments(segments: readonly Segment[]): readonly ProviderAdjustment[] {
  return segments.flatMap((plb) =>
    [3, 5, 7, 9, 11, 13].flatMap((position): readonly ProviderAdjustment[] => {
      const [reasonCode = '', referenceNumber = ''] = plb.components(position);
      if (reasonCode === '') return [];
      return [
        {
          providerId: plb.element(1),
          fiscalPeriodDate: firstDate(plb.element(2)),
          reasonCode,
          referenceNumber: referenceNumber || null,
          amount: parseX12Amount(plb.element(position + 1)),
        },
      ];
    }),
  );
}
