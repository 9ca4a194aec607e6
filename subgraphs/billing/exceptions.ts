import { allows } from '../../platform/access/compartment';
import type { Compartment } from '../../platform/access/viewer';
import { idOf } from '../../platform/domain/ids';
import type { Instant } from '../../platform/domain/instant';
import type { Trace } from '../../platform/domain/origin';
import type { AppendRequest, Commit, CommitLog } from '../../platform/events/port';
import { CASE_PATHS, type CaseDocument } from './documents';
import type { BillingFact, RaisedException } from './domain';

/** A case on its way to people: once for each `key`, however often it is raised. */
export interface CaseToRaise {
  readonly key: string;
  readonly exception: RaisedException;
  readonly at: Instant;
  readonly trace: Trace;
}

/** Raises an exception case once for each `key`; returns its id. */
export type RaiseException = (
  key: string,
  exception: RaisedException,
  call: { readonly at: Instant; readonly trace: Trace },
) => Promise<string>;

/** Raises many at one time. */
export type RaiseExceptions = (cases: readonly CaseToRaise[]) => Promise<void>;

const BATCH = 500; // cases written at one time

/** Cases are streams of their own, so that people can work each through to its end. */
export function createExceptions({ log }: { readonly log: CommitLog<BillingFact> }): {
  readonly raiseException: RaiseException;
  readonly raiseExceptions: RaiseExceptions;
} {
  const raiseExceptions: RaiseExceptions = async (cases) => {
    for (let start = 0; start < cases.length; start += BATCH) {
      await log.appendMany(cases.slice(start, start + BATCH).map(requestOf));
    }
  };
  return {
    raiseExceptions,
    async raiseException(key, exception, call) {
      await raiseExceptions([{ key, exception, ...call }]);
      return caseIdOf(key, exception);
    },
  };
}

/** Kind of the streams of cases. */
export const CASE_STREAMS = 'case';

export const caseStream = (caseId: string): string => `${CASE_STREAMS}/${caseId}`;

/** The case that a commit raises, as the list has it from then on; null when it raises none. */
export function caseRaisedBy({ stream, facts, at }: Commit<BillingFact>): CaseDocument | null {
  const raised = facts.find((fact) => fact.type === 'ExceptionRaised');
  return raised ? { ...raised.data, _id: stream.slice(caseStream('').length), status: 'OPEN', openedAt: at } : null;
}

export const isVisibleCase = (raised: CaseDocument, compartment: Compartment): boolean =>
  allows(compartment, raised, CASE_PATHS);

const caseIdOf = (key: string, { kind }: RaisedException): string => idOf('case', kind, key);

function requestOf({ key, exception, at, trace }: CaseToRaise): AppendRequest<BillingFact> {
  const facts = [{ type: 'ExceptionRaised', data: exception }] as const;
  return { stream: caseStream(caseIdOf(key, exception)), expectedVersion: 0, factKey: 'raised', facts, at, trace };
}
