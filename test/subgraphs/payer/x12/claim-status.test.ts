import { splitSegments } from '../../../../platform/x12/interchange';
import { USUAL_DELIMITERS } from '../../../../platform/x12/delimiters';
import type { TransactionSet } from '../../../../platform/x12/interchange';
import { readClaimStatuses } from '../../../../subgraphs/payer/x12/claim-status';

const read = (text: string) =>
  readClaimStatuses({ segments: splitSegments(text, USUAL_DELIMITERS) } as unknown as TransactionSet);

describe('readClaimStatuses', () => {
  it('reads the claims of a 277CA and not what it says of receiver and provider', () => {
    const text = [
      'HL*1**20*1~TRN*1*BATCH~HL*2*1*21*1~TRN*2*OURS~STC*A1:20*20260105*WQ*125~',
      'HL*3*2*19*1~TRN*1*P~STC*A3:21~HL*4*3*PT~NM1*QC*1*X~TRN*2*CLAIM1~STC*A2:20*20260105*WQ*125~',
      'REF*1K*ICN9~DTP*472*D8*20260101~HL*5*3*PT~TRN*2*CLAIM2~STC*A2:20*20260105~STC*A7:562:85*20260106~SVC*HC:1~STC*A8:1~SE*1*1~',
    ].join('');
    expect(read(text)).toEqual([
      { claimId: 'CLAIM1', outcome: 'ACCEPTED', categoryCode: 'A2', statusCode: '20', effectiveDate: '2026-01-05', payerClaimControlNumber: 'ICN9' },
      { claimId: 'CLAIM2', outcome: 'REJECTED', categoryCode: 'A7', statusCode: '562', effectiveDate: '2026-01-06', payerClaimControlNumber: null },
    ]); // prettier-ignore
  });

  it('knows a claim of a 277 by our own number in REF*EJ', () => {
    const text =
      'HL*4*3*22*0~TRN*2*TRACE~STC*F0:3*20050915**7599.00*7599.00~REF*1K*529~REF*EJ*MINE~TRN*2*OTHER~STC*P3:317~';
    expect(read(text).map(({ claimId, outcome }) => [claimId, outcome])).toEqual([['MINE', 'FINALIZED'], ['OTHER', 'PENDING']]); // prettier-ignore
  });
});
