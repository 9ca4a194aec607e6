import type { PullConnector, Received } from '../../platform/connect/port';

/**
 * All the hub asks of an EHR: its records, as they change. Throws SOURCE_UNAVAILABLE (again later), SOURCE_REJECTED
 * (a resource type that the EHR does not serve); what cannot be read comes as a message with the reason in it.
 */
export interface EhrConnector extends PullConnector {
  reread(message: Pick<Received, 'key' | 'kind' | 'raw'>): Received;
}
