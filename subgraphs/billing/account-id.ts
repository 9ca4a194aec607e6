import { idOf } from '../../platform/domain/ids';

/** The account of a patient at a facility: there is one, and its id follows from theirs. */
export const accountIdOf = (patientId: string, facilityId: string): string => idOf('account', patientId, facilityId);
