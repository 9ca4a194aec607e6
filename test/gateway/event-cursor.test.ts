import { buildSchema } from 'graphql';
import { beginningOf, cursorOf, isTold } from '../../gateway/event-cursor';
import type { Prepared } from '../../gateway/preparation';
import type { Decision } from '../../platform/access/rights';
import { viewerOf } from '../platform/access/viewer-of';

/** A subscription asked of a schema in which the viewer may see cursors, or not. */
const asked = (sdl: string, decision: Decision = 'ALLOW'): Pick<Prepared, 'graph' | 'contract' | 'viewer'> =>
  ({
    graph: { access: { rulebookFor: () => ({ decide: () => decision }) } },
    contract: { schema: buildSchema(`type Query { a: Int } ${sdl}`) },
    viewer: viewerOf([]),
  }) as unknown as Prepared;

const TICKS = 'type Tick { cursor: String! } type Subscription { tick(after: String): Tick! }';

describe('the cursor of an event', () => {
  it('is its own, where the subscription can be resumed', () => {
    expect(cursorOf({ cursor: 'v7' }, 'tick', asked(TICKS))).toBe('v7');
    expect(cursorOf({ cursor: 'v7' }, 'tick', asked(TICKS.replace('(after: String)', '')))).toBeNull();
    expect(cursorOf({}, 'tick', asked(TICKS))).toBeNull();
    expect(cursorOf(null, 'tick', asked(TICKS))).toBeNull();
  });

  it('is for nobody who may not see it, or asks of a contract without it', () => {
    for (const decision of ['DENY', 'MASK'] as const) {
      expect(cursorOf({ cursor: 'v7' }, 'tick', asked(TICKS, decision))).toBeNull();
    }
    expect(cursorOf({ cursor: 'v7' }, 'tick', asked(TICKS.replace('cursor: String!', 'other: Int')))).toBeNull();
    expect(cursorOf({ cursor: 'v7' }, 'other', asked(TICKS))).toBeNull();
  });

  it('is passed by no answer that only says what went wrong', () => {
    const errors = [{ message: 'no' }];
    expect([{ data: { tick: {} } }, { data: { tick: {} }, errors }].map(isTold)).toEqual([true, true]);
    expect([{ errors }, { data: null, errors }, { data: { tick: null }, errors }].map(isTold)).toEqual([false, false, false]); // prettier-ignore
  });

  it('is that of the argument `after` at first', () => {
    expect([beginningOf({ after: 'v3' }), beginningOf({ after: null }), beginningOf({})]).toEqual(['v3', null, null]);
  });
});
