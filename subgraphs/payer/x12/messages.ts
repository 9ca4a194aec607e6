import type { Received } from '../../../platform/connect/port';
import { HubError, toHubError } from '../../../platform/domain/errors';
import { digestOf } from '../../../platform/domain/ids';
import type { Finding } from '../../../platform/x12/findings';
import type { TransactionSet } from '../../../platform/x12/interchange';
import { transactionSetsIn } from '../../../platform/x12/transaction-sets';
import type { PayerNews } from '../news';
import { readAcknowledgment, readInterchangeAcknowledgment } from './acknowledgments';
import { readClaimStatuses } from './claim-status';
import { readRemittance } from './read-remittance';
import { bodyDigestOf, remittanceKeyOf } from './remittance-key';
import { standaloneText } from './standalone-text';
import { isKnownSet, summaryOf } from './summary';

/**
 * The messages in a text: one for each transaction set, raw as an interchange of its own, keyed by digest. What cannot
 * be read is a message too, with its reason for payload: a set that was cut off or is not known, or the whole text
 * where it is no X12.
 */
export function* messagesIn(text: string): Generator<Received<PayerNews>, void, undefined> {
  try {
    for (const set of transactionSetsIn(text)) yield messageOf(set);
  } catch (error) {
    const payload = toHubError(error);
    if (payload.code !== 'SOURCE_MALFORMED') throw error;
    yield { key: keyOf(text), kind: 'X12', raw: text, payload };
  }
}

/** What is wrong with the envelopes of a text, in words; nothing for a text that is no X12 at all. */
export function findingsIn(text: string): readonly string[] {
  const envelopes = new Set<{ readonly findings: readonly Finding[] }>();
  try {
    for (const set of transactionSetsIn(text)) {
      envelopes.add(set).add(set.interchange);
      if (set.group) envelopes.add(set.group);
    }
  } catch (error) {
    if (toHubError(error).code !== 'SOURCE_MALFORMED') throw error;
  }
  return [...envelopes].flatMap(({ findings }) => findings.map(({ message }) => message));
}

/** Reads a message again that was kept raw. */
export function rereadMessage({ key, kind, raw }: Pick<Received, 'key' | 'kind' | 'raw'>): Received<PayerNews> {
  const [message] = messagesIn(raw);
  const payload = message?.payload ?? new HubError('SOURCE_MALFORMED', 'the kept text holds no transaction set');
  return { key, kind, raw, payload };
}

const keyOf = (raw: string): string => `sha256:${digestOf(raw)}`;

function messageOf(set: TransactionSet): Received<PayerNews> {
  const raw = standaloneText(set);
  return { key: keyOf(raw), kind: `X12 ${set.code}`, raw, payload: newsOf(set) };
}

function newsOf(set: TransactionSet): PayerNews | HubError {
  const isCutOff = set.findings.some(({ code }) => code === 'TRUNCATED' || code === 'TRAILER_MISSING');
  const { code } = set;
  if (isCutOff) return new HubError('SOURCE_MALFORMED', `the X12 ${safeCode(code)} is cut off before its SE segment`);
  if (!isKnownSet(code)) return new HubError('SOURCE_MALFORMED', `X12 set ${safeCode(code)} is not one the hub knows`);
  try {
    return readNews(set);
  } catch (error) {
    const reason = toHubError(error);
    if (reason.code !== 'SOURCE_MALFORMED') throw error;
    return reason;
  }
}

/** ST01 of a damaged file may hold anything. */
const safeCode = (code: string): string => (/^[A-Z0-9]{2,3}$/.test(code) ? code : 'without a code');

function readNews(set: TransactionSet): PayerNews {
  if (set.code === '835') return readRemittanceNews(set);
  const summary = summaryOf(set);
  switch (set.code) {
    case '997':
    case '999':
      return { kind: 'ENVELOPE_REPORTS', reports: readAcknowledgment(set), summary };
    case 'TA1':
      return { kind: 'ENVELOPE_REPORTS', reports: readInterchangeAcknowledgment(set), summary };
    case '277': {
      const reportKind = set.version.startsWith('005010X214') ? 'CLAIM_277CA' : 'CLAIM_277';
      return { kind: 'CLAIM_STATUSES', reportKind, statuses: readClaimStatuses(set), summary };
    }
    default:
      return { kind: 'OTHER', summary };
  }
}

function readRemittanceNews(set: TransactionSet): PayerNews {
  const reading = readRemittance(set);
  const bodyDigest = bodyDigestOf(set);
  return { kind: 'REMITTANCE', reading, bodyDigest, key: remittanceKeyOf(reading, bodyDigest) };
}
