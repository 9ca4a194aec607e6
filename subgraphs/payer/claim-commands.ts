import { HubError } from '../../platform/domain/errors';
import { digestOf } from '../../platform/domain/ids';
import type { Clock } from '../../platform/domain/instant';
import type { Origin, Trace } from '../../platform/domain/origin';
import type { CommitLog } from '../../platform/events/port';
import { announce } from './append';
import type { RecordClaim, SubmitClaim } from './commands';
import type { Payer } from './domain';
import { CREATED, isClaimId, type PayerFact } from './facts';
import { acknowledgedAs, assertWritable } from './x12/claim-837p';

/** Where facts from other rooms come from: unchanged from their own entrance. */
export interface Cause {
  readonly origin: Origin | null;
  readonly trace: Trace;
}

/** What the hub tells this room. Each is idempotent. */
export interface PayerCommands {
  /**
   * Sends a claim to its payer: recorded at once, delivered when the payer's side can be reached, once.
   * Throws BAD_INPUT for what no 837P can say, CONFLICT when this claim id was used for another claim.
   */
  submitClaim(claim: SubmitClaim, cause: Cause): Promise<'SUBMITTED' | 'REPEATED'>;
  /** Makes claims known that another system has made. Which of them were new, in order. */
  recordClaims(claims: readonly (RecordClaim & Cause)[]): Promise<readonly boolean[]>;
  /** Makes payers known as the EHR names them. */
  recordPayers(payers: readonly (Payer & Cause)[]): Promise<void>;
}

export interface CommandDependencies {
  readonly log: CommitLog<PayerFact>;
  readonly clock: Clock;
}

export function createPayerCommands(deps: CommandDependencies): PayerCommands {
  const { log, clock } = deps;
  return {
    submitClaim: (claim, cause) => submit(deps, claim, cause),
    recordClaims: (claims) =>
      announce(log, claims.map(({ origin, trace, ...claim }) => ({
        stream: `claim/${requireClaimId(claim.claimId)}`,
        factKey: `version:${claim.sourceVersion}`,
        facts: [{ type: 'ClaimRecorded' as const, data: claim }],
        at: clock(),
        origin,
        trace,
      }))), // prettier-ignore
    async recordPayers(payers) {
      await announce(log, payers.map(({ origin, trace, ...payer }) => ({
        stream: `payer/${payer.id}`,
        factKey: versionKey(payer, origin),
        facts: [{ type: 'PayerRecorded' as const, data: { payer } }],
        at: clock(),
        origin,
        trace,
      }))); // prettier-ignore
    },
  };
}

/** The same version of a payer at its source is recorded once; without a source the same content is. */
const versionKey = ({ name, payerIdentifier }: Payer, origin: Origin | null): string =>
  origin === null
    ? `content:${digestOf(JSON.stringify([name, payerIdentifier]))}`
    : `version:${origin.sourceVersion ?? origin.messageId}`;

function requireClaimId(id: string): string {
  if (!isClaimId(id)) throw new HubError('BAD_INPUT', 'a claim id must be 1 to 100 characters without blanks and @');
  return id;
}

async function submit({ log, clock }: CommandDependencies, claim: SubmitClaim, { origin, trace }: Cause) {
  const stream = `claim/${claim.claimId}`;
  const at = clock();
  assertWritable(claim, at);
  const { set, interchange } = acknowledgedAs(claim.claimId, at);
  const submission = { claim, submittedAt: at, acknowledgedSet: set, acknowledgedInterchange: interchange };
  const facts: readonly PayerFact[] = [{ type: 'ClaimSubmitted', data: submission }];
  const result = await log.append({ stream, expectedVersion: 0, factKey: CREATED, facts, at, origin, trace });
  if (result.outcome === 'COMMITTED') return 'SUBMITTED' as const;
  const [first] = await log.read(stream, 0, 1);
  const known = first?.facts.find((fact) => fact.type === 'ClaimSubmitted');
  if (known && canonical(known.data.claim) === canonical(claim)) return 'REPEATED' as const;
  throw new HubError('CONFLICT', `claim id ${claim.claimId} was used for another claim`);
}

/** JSON with the fields of each object in one order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
