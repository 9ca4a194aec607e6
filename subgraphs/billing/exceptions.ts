import { idOf } from '../../platform/domain/ids';
import type { Instant } from '../../platform/domain/instant';
import type { Trace } from '../../platform/domain/origin';
import type { CommitLog } from '../../platform/events/port';
import type { BillingFact, RaisedException } from './domain';

/** Raises an exception case once for each `key`; returns its id. */
export type RaiseException = (
  key: string,
  exception: RaisedException,
  call: { readonly at: Instant; readonly trace: Trace },
) => Promise<string>;

/** Cases are streams of their own, so that people can work each through to its end. */
export const createRaiseException =
  ({ log }: { readonly log: CommitLog<BillingFact> }): RaiseException =>
  async (key, exception, { at, trace }) => {
    const id = idOf('case', exception.kind, key);
    const facts = [{ type: 'ExceptionRaised', data: exception }] as const;
    await log.append({ stream: `case/${id}`, expectedVersion: 0, factKey: 'raised', facts, at, trace });
    return id;
  };
