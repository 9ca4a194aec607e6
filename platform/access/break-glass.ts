import { HubError, isHubError } from '../domain/errors';
import { idOf } from '../domain/ids';
import { instantOf, millisecondsOf, type Clock, type Instant } from '../domain/instant';
import type { Collection, Store, StoredDocument } from '../store/port';
import type { Viewer } from './viewer';

/** Scope that lets a viewer break the glass. */
export const BREAK_GLASS_SCOPE = 'btg:use';

const HOUR = 3_600_000; // milliseconds that the glass stays broken
const LONGEST_REASON = 500; // characters

/** One breaking of the glass: who, why and until when. */
export interface GlassGrant extends StoredDocument {
  readonly subject: string;
  readonly clientId: string;
  /** In the viewer's own words; may hold health data, so it is shown to auditors only. */
  readonly reason: string;
  readonly at: Instant;
  readonly until: Instant;
  /** The one facility of the viewer's compartment, where it is one. */
  readonly facilityId: string | null;
  /** Whether somebody was told to review it. */
  readonly isAnnounced: boolean;
}

/** Lets viewers see what their rights do not open, for an hour, for a reason, and on record. */
export interface BreakGlass {
  /**
   * The viewer with the glass broken. The hour runs from the first use of a reason by a subject; after it, the same
   * reason opens nothing more, and another one is another breaking.
   * Throws BAD_INPUT without a reason, FORBIDDEN without the scope or after the hour.
   */
  open(viewer: Viewer, reason: unknown): Promise<Viewer>;
}

export interface BreakGlassOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** Has somebody review it; done before anything is opened, and at least once for each grant. */
  readonly announce: (grant: GlassGrant) => Promise<void>;
}

/** Keeps grants in the store, so that the hour is the same on every gateway and after a restart. */
export async function createBreakGlass({ store, clock, announce }: BreakGlassOptions): Promise<BreakGlass> {
  const grants = await store.collection<GlassGrant>({ name: 'access_glass_grants', indexes: [{ fields: ['at'] }] });
  return {
    async open(viewer, given) {
      const reason = reasonOf(given);
      if (!viewer.scopes.has(BREAK_GLASS_SCOPE)) {
        throw new HubError('FORBIDDEN', `breaking the glass needs ${BREAK_GLASS_SCOPE}, which you do not hold`);
      }
      const grant = await grantFor(grants, newGrant(viewer, reason, clock()));
      if (clock() >= grant.until) {
        throw new HubError('FORBIDDEN', 'the hour of this break-glass has ended; say anew why, if you still must');
      }
      if (!grant.isAnnounced) {
        await announce(grant);
        await grants.patchMany([grant._id], { isAnnounced: true });
      }
      return withGlass(viewer, grant);
    },
  };
}

function reasonOf(given: unknown): string {
  const reason = typeof given === 'string' ? given.trim() : '';
  if (reason === '') {
    throw new HubError('BAD_INPUT', 'the purpose BTG needs a reason: x-break-glass-reason, or breakGlassReason');
  }
  if (reason.length > LONGEST_REASON) {
    throw new HubError('BAD_INPUT', `a break-glass reason may have at most ${LONGEST_REASON} characters`);
  }
  return reason;
}

function newGrant({ subject, clientId, compartment }: Viewer, reason: string, at: Instant): GlassGrant {
  const [facilityId = null, ...others] = compartment.kind === 'FACILITY' ? compartment.facilityIds : [];
  return {
    _id: idOf('break-glass', subject, reason),
    ...{ subject, clientId, reason, at },
    until: instantOf(millisecondsOf(at) + HOUR),
    facilityId: others.length === 0 ? facilityId : null,
    isAnnounced: false,
  };
}

/** The grant as it was first given; the new one when there is none. */
async function grantFor(grants: Collection<GlassGrant>, grant: GlassGrant): Promise<GlassGrant> {
  const known = await grants.get(grant._id);
  if (known) return known;
  try {
    await grants.insert(grant);
    return grant;
  } catch (error) {
    const theirs = isHubError(error, 'CONFLICT') ? await grants.get(grant._id) : null;
    if (!theirs) throw error;
    return theirs;
  }
}

function withGlass(viewer: Viewer, { _id: grantId, reason, until }: GlassGrant): Viewer {
  const { expiresAt = until } = viewer;
  return { ...viewer, glass: { grantId, reason, until }, expiresAt: expiresAt < until ? expiresAt : until };
}
