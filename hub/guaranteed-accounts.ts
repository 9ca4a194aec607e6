import type { Guaranteed, Viewer } from '../platform/access/viewer';
import type { AccountDocument } from '../subgraphs/billing/documents';
import { guarantorIdsFrom, type EhrCollections } from '../subgraphs/ehr/documents';
import type { Collection } from '../platform/store/port';

export interface GuarantorSources {
  readonly ehr: Pick<EhrCollections, 'guarantorLinks' | 'assignments'>;
  readonly accounts: Collection<AccountDocument>;
}

const MOST = 1_000; // patients and accounts that one person answers for

/**
 * Completes a viewer who sees their own records by what they are guarantor of: the accounts of other patients for whose
 * bills the EHR's assignments, as they are now, name them, by the ids of their token as a patient and as a guarantor.
 */
export function createGuarantorLookup({ ehr, accounts }: GuarantorSources): (viewer: Viewer) => Promise<Viewer> {
  return async (viewer) => {
    const { compartment } = viewer;
    if (compartment.kind !== 'PATIENT') return viewer;
    const { patientIds, guarantorIds = [] } = compartment;
    const theirIds = new Set([...patientIds, ...guarantorIds]);
    const others = { guarantorId: { in: [...theirIds] }, patientId: { notIn: patientIds } };
    const links = await ehr.guarantorLinks.find(others, { limit: MOST });
    if (links.items.length === 0) return viewer;
    const guaranteed = await guaranteedBy(theirIds, links.items.map(({ patientId }) => patientId)); // prettier-ignore
    return { ...viewer, compartment: { ...compartment, guaranteed } };
  };

  /** Links tell who answers for a patient anywhere; an account is answered for by whom the EHR names at its facility. */
  async function guaranteedBy(theirIds: ReadonlySet<string>, patientIds: readonly string[]): Promise<Guaranteed> {
    const among = { patientId: { in: [...new Set(patientIds)] } };
    const assigned = (await ehr.assignments.find(among, { limit: MOST })).items;
    const found = (await accounts.find(among, { limit: MOST })).items;
    const theirs = found.filter(({ patientId, facilityId }) => {
      const ofPatient = assigned.filter((assignment) => assignment.patientId === patientId);
      return guarantorIdsFrom(ofPatient, patientId, facilityId).some((id) => theirIds.has(id));
    });
    return {
      accountIds: theirs.map(({ _id }) => _id),
      patientIds: [...new Set(theirs.map(({ patientId }) => patientId))],
    };
  }
}
