import type { GlassGrant } from '../../platform/access/break-glass';
import type { RaiseException } from '../../subgraphs/billing/exceptions';

/**
 * Has each breaking of the glass reviewed: an exception case of the kind BREAK_GLASS, raised once for each grant and
 * announced on billing's feed as any case is. The reason that was given stays in the audit trail: it may hold health data.
 */
export const createGlassReview =
  ({ raiseException }: { readonly raiseException: RaiseException }) =>
  async ({ _id, subject, clientId, at, until, facilityId }: GlassGrant): Promise<void> => {
    const reason = `${subject} broke the glass with ${clientId}, open from ${at} until ${until}; read in the audit trail why and what was seen, and review whether it had to be`; // prettier-ignore
    const exception = { kind: 'BREAK_GLASS', reason, system: null, messageId: null, accountId: null, facilityId } as const; // prettier-ignore
    await raiseException(_id, exception, { at, trace: { correlationId: _id, causationId: null } });
  };
