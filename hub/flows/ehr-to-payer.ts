import type { FeedEntry } from '../../platform/events/port';
import { accountIdOf } from '../../subgraphs/billing/account-id';
import type { EhrFact } from '../../subgraphs/ehr/facts';
import { payerIdOf } from '../../subgraphs/ehr/mapping/fhir-coverage';
import type { Payer } from '../../subgraphs/payer/domain';
import type { PayerRoom } from '../../subgraphs/payer/index';

/** Payers and claims that the EHR knows are made known to the room that owns them. Safe to repeat. */
export const createEhrToPayer =
  ({ payer }: { readonly payer: Pick<PayerRoom, 'commands'> }) =>
  async (batch: readonly FeedEntry<EhrFact>[]): Promise<void> => {
    const told = batch.flatMap(({ commit }) =>
      commit.facts.map((fact) => ({
        fact,
        cause: { origin: commit.origin, trace: { correlationId: commit.trace.correlationId, causationId: commit._id } },
      })),
    );
    const named = new Map(told.flatMap(({ fact, cause: { trace } }) => payersNamedBy(fact).map((one) => [JSON.stringify(one), { ...one, origin: null, trace }] as const))); // prettier-ignore
    await payer.commands.recordPayers([
      ...named.values(),
      ...told.flatMap(({ fact, cause }) => {
        if (fact.type !== 'PayerRecorded') return [];
        const { id, name, payerIdentifier } = fact.data;
        return [{ id, name, payerIdentifier, ...cause }];
      }),
    ]);
    await payer.commands.recordClaims(
      told.flatMap(({ fact, cause }) => {
        if (fact.type !== 'ClaimRecorded' || fact.data.use !== 'CLAIM') return [];
        const { id, patientId, facilityId, encounterId, coverageId, payerId, billedAmount, serviceDate } = fact.data;
        const accountId = facilityId === null ? null : accountIdOf(patientId, facilityId);
        const subject = {
          accountId,
          patientId,
          facilityId,
          encounterId,
          coverageId,
          payerId,
          billedAmount,
          serviceDate,
        };
        const sourceVersion = fact.data.origin.sourceVersion ?? fact.data.origin.messageId;
        return [{ claimId: id, ...subject, sourceVersion, isCancelled: fact.data.status !== 'ACTIVE', ...cause }];
      }),
    );
  };

/** The payer of a plan or a claim of which the EHR gives no more than the name, under the id that is made of it. */
function payersNamedBy(fact: EhrFact): readonly Payer[] {
  if (fact.type !== 'CoverageRecorded' && fact.type !== 'ClaimRecorded') return [];
  const { payerId, payerName: name } = fact.data;
  if (payerId === null || name === null || payerId !== payerIdOf(undefined, name)) return [];
  return [{ id: payerId, name, payerIdentifier: null }];
}
