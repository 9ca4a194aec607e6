import { execute, parse } from 'graphql';
import { hubViewer } from '../../../platform/access/roles';
import type { Viewer } from '../../../platform/access/viewer';
import type { ExceptionKind } from '../../../subgraphs/billing/domain';
import type { RaisedCase } from '../../../subgraphs/billing/raised-exceptions';
import { at, openBooks, trace, type Books } from './books';

let books: Books;
beforeEach(async () => {
  books = await openBooks();
});
afterEach(() => books.close());

const at1: Viewer = { ...hubViewer, compartment: { kind: 'FACILITY', facilityIds: ['f1'] } };
const at2: Viewer = { ...hubViewer, compartment: { kind: 'FACILITY', facilityIds: ['f2'] } };

async function raise(key: string, facilityId: string | null, kind: ExceptionKind = 'BREAK_GLASS'): Promise<string> {
  const exception = { kind, reason: key, system: null, messageId: null, accountId: null, facilityId };
  const id = await books.billing.raiseException(key, exception, { at, trace });
  await books.settle();
  return id;
}

const listen = (viewer: Viewer, args: Readonly<Record<string, unknown>> = {}) =>
  books.billing.subgraph.subscriptions['exceptionRaised']?.subscribe(args, viewer) as AsyncIterableIterator<RaisedCase>;

async function reasonsOf(events: AsyncIterator<RaisedCase>, count: number): Promise<string[]> {
  const reasons: string[] = [];
  while (reasons.length < count) reasons.push(((await events.next()).value as RaisedCase).raised.reason);
  return reasons;
}

/** What a client would be sent of an event. */
async function pushed(event: RaisedCase, viewer: Viewer) {
  const { subgraph } = books.billing;
  const document = parse('{ _onExceptionRaised { cursor raisedAt correlationId exceptionCase { id kind status reason account { id } } } }'); // prettier-ignore
  const contextValue = subgraph.contextFor({ viewer, correlationId: 'test', event });
  return JSON.parse(JSON.stringify(await execute({ schema: subgraph.schema, document, contextValue })));
}

describe('exceptionRaised', () => {
  test('tells of each case at once, in order, and goes on behind a cursor without gap or repeat', async () => {
    await raise('one', 'f1');
    const events = listen(hubViewer);
    const next = events.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await raise('two', null);
    const { cursor } = (await next).value as RaisedCase;
    await raise('three', 'f2');
    await raise('three', 'f2');
    await raise('four', 'f1', 'CLAIM_DENIED');
    expect(await reasonsOf(events, 2)).toEqual(['three', 'four']);
    await events.return?.();
    expect(await reasonsOf(listen(hubViewer, { after: cursor }), 2)).toEqual(['three', 'four']);
  });

  test('tells staff of their own facilities’ cases alone', async () => {
    const first = await raise('one', 'f1');
    for (const [key, facilityId] of [['two', 'f2'], ['three', null], ['four', 'f1'], ['five', 'f2']] as const) await raise(key, facilityId); // prettier-ignore
    const events = listen(at1, { after: first });
    expect(await reasonsOf(events, 1)).toEqual(['four']);
    const next = events.next();
    await raise('six', 'f2');
    await raise('seven', 'f1');
    expect(((await next).value as RaisedCase).raised.reason).toBe('seven');
    await events.return?.();
  });

  test('tells of one kind where one is asked for', async () => {
    const first = await raise('one', 'f1');
    await raise('two', 'f1', 'CLAIM_DENIED');
    await raise('three', 'f1');
    expect(await reasonsOf(listen(at1, { after: first, kind: 'BREAK_GLASS' }), 1)).toEqual(['three']);
  });

  test('takes the cursor of somebody else’s case for none, as one that never was', async () => {
    const hidden = await raise('one', 'f1');
    for (const after of [hidden, 'nothing', 'v1', 'a b@1']) {
      const refused = { code: 'BAD_INPUT', message: 'this is not a cursor of exceptionRaised' };
      await expect(listen(at2, { after }).next()).rejects.toMatchObject(refused);
    }
  });

  test('carries the case as the list has it, before and after the list has it', async () => {
    const first = await raise('one', 'f1');
    const exception = { kind: 'CLAIM_DENIED', reason: 'two', system: null, messageId: null, accountId: null, facilityId: 'f1' } as const; // prettier-ignore
    const events = listen(at1, { after: first });
    const next = events.next();
    const id = await books.billing.raiseException('two', exception, { at, trace });
    await books.settle();
    const event = (await next).value as RaisedCase;
    const exceptionCase = { id, kind: 'CLAIM_DENIED', status: 'OPEN', reason: 'two', account: null };
    const told = { data: { _onExceptionRaised: { cursor: id, raisedAt: at, correlationId: 'test', exceptionCase } } };
    expect(await pushed(event, at1)).toEqual(told);
    await books.billing.documents.cases.remove({});
    expect(await pushed(event, at1)).toEqual(told);
    await events.return?.();
  });

  test('shows nothing of an event to who may no longer see its case, and nothing without an event', async () => {
    const first = await raise('one', 'f1');
    await raise('two', 'f1');
    const event = (await listen(at1, { after: first }).next()).value as RaisedCase;
    const { data, errors } = await pushed(event, at2);
    expect([data, errors[0].message]).toEqual([{ _onExceptionRaised: null }, 'there is no such exception case']);
    const without = await pushed(undefined as never, at1);
    expect(without.errors[0].message).toMatch(/only inside a running subscription/);
  });
});
