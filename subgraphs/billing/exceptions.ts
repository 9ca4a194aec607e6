import { idOf } from '../../platform/domain/ids';
import type { Instant } from '../../platform/domain/instant';
import type { Trace } from '../../platform/domain/origin';
import type { AppendRequest, CommitLog } from '../../platform/events/port';
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

const caseIdOf = (key: string, { kind }: RaisedException): string => idOf('case', kind, key);

function requestOf({ key, exception, at, trace }: CaseToRaise): AppendRequest<BillingFact> {
  const facts = [{ type: 'ExceptionRaised', data: exception }] as const;
  return { stream: `case/${caseIdOf(key, exception)}`, expectedVersion: 0, factKey: 'raised', facts, at, trace };
}
