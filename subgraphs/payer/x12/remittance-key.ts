import { createHash } from 'node:crypto';
import { formatMoney } from '../../../platform/domain/money';
import { formatX12Date } from '../../../platform/x12/values';
import type { TransactionSet } from '../../../platform/x12/interchange';
import type { RemittanceHeader } from '../domain';

/**
 * SHA-256 of what a set says between ST and SE, written with separators of our own: the same for two files that differ
 * only in line breaks, separators, envelope or control numbers.
 */
export function bodyDigestOf(set: TransactionSet): string {
  const { element, component, repetition } = set.interchange.delimiters;
  const hash = createHash('sha256');
  let part = '';
  for (const { id, text } of set.eachSegment()) {
    if (id === 'ST' || id === 'SE') continue;
    const plain = text.replaceAll(element, '\u001f').replaceAll(component, '\u001d');
    part += `${repetition === null ? plain : plain.replaceAll(repetition, '\u001c')}\u001e`;
    if (part.length < 65_536) continue;
    hash.update(part);
    part = '';
  }
  return hash.update(part).digest('hex');
}

/**
 * Business key of a remittance: TRN03, TRN02, BPR16, BPR02 and the payee. A non-payment remittance, or one whose trace
 * number is missing or all zeros, has no such key: it is known by its digest. Never a file name or ISA13.
 */
export function remittanceKeyOf(header: RemittanceHeader, bodyDigest: string): string {
  const { traceNumber, payerCompanyId, paymentDate, paymentAmount, payeeIdentifier, payeeName } = header;
  const isUsable = traceNumber !== null && !/^0*$/.test(traceNumber) && header.paymentMethod !== 'NON_PAYMENT';
  if (!isUsable) return `digest:${bodyDigest}`;
  const payee = payeeIdentifier ?? payeeName ?? '';
  const parts = [payerCompanyId ?? '', traceNumber, formatX12Date(paymentDate), formatMoney(paymentAmount), payee];
  return `trace:${parts.join('|')}`;
}
