import type { Taken } from '../../platform/connect/port';
import { idOf } from '../../platform/domain/ids';
import type { Origin } from '../../platform/domain/origin';
import type { PayerDocuments } from './documents';
import type { Payer, RemittanceAdvice, RemittanceHeader } from './domain';
import { CREATED, type PayerFact, type RemittanceReceived } from './facts';
import { knownClaims } from './known-claims';
import type { PayerNews } from './news';
import { matchNameOf } from './payer-name';
import type { RecorderDependencies } from './recorder';

type RemittanceNews = Extract<PayerNews, { kind: 'REMITTANCE' }>;

/**
 * Records a remittance once, under its business key. The same body again is REPEATED, another body under the same key
 * CONFLICTING (nothing is written). One whose sums do not come out is recorded all the same, and says so.
 */
export async function recordRemittance(
  deps: RecorderDependencies,
  message: Taken,
  { reading, key, bodyDigest }: RemittanceNews,
): Promise<'RECORDED' | 'REPEATED' | 'CONFLICTING'> {
  const { log, documents, clock } = deps;
  const id = idOf('remittance', key);
  const stream = `remittance/${id}`;
  const { system, receivedAt, messageId, correlationId } = message;
  const origin: Origin = { system, sourceId: key, sourceVersion: null, receivedAt, messageId, correlationId };
  const payer = await payerOf(documents, reading);
  const remittance: RemittanceAdvice = { ...reading, id, payerId: payer.id, bodyDigest, origin };
  const data = await withKnownClaims(deps, remittance);
  const facts: readonly PayerFact[] = [{ type: 'RemittanceReceived', version: 2, data }];
  const trace = { correlationId, causationId: messageId };
  const result = await log.append({ stream, expectedVersion: 0, factKey: CREATED, facts, at: clock(), origin, trace });
  if (result.outcome === 'COMMITTED') return 'RECORDED';
  const [first] = await log.read(stream, 0, 1);
  const known = first?.facts.find((fact) => fact.type === 'RemittanceReceived');
  return known?.data.remittance.bodyDigest === bodyDigest ? 'REPEATED' : 'CONFLICTING';
}

/** Tells the claims that are known here from those that are not: the money of those is unidentified. */
async function withKnownClaims(deps: RecorderDependencies, remittance: RemittanceAdvice): Promise<RemittanceReceived> {
  const ids = [...new Set(remittance.claims.map(({ claimSubmittedId }) => claimSubmittedId))];
  const known = await knownClaims(deps, ids);
  return {
    remittance,
    knownClaimIds: ids.filter((id) => known.has(id)),
    unknownClaimIds: ids.filter((id) => !known.has(id)),
  };
}

/** The payer that the remittance names, by its identifier or else its name; one of its own making when it is unknown. */
async function payerOf(documents: PayerDocuments, header: RemittanceHeader): Promise<Payer> {
  const { payerIdentifier, payerName: name, payerCompanyId } = header;
  const found = await documents.findPayer({ payerIdentifier, matchName: matchNameOf(name) });
  if (found) return found;
  return { id: idOf('payer', payerIdentifier ?? matchNameOf(name) ?? payerCompanyId ?? ''), name, payerIdentifier };
}
