import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '../../platform/access/roles';
import { lengthenMemos } from './stubs/long-memos';
import { PROTOCOLS } from './stubs/protocols';
import { PLACEMENTS, startGateway, type RunningGateway } from './stubs/running-gateway';

const BALANCE =
  'subscription ($id: ID!) { changed: balanceChanged(accountId: $id) { cursor ...On } } fragment On on BalanceChange { account { memo patient { name } } }';

describe.each(PLACEMENTS.flatMap((placement) => PROTOCOLS.map((protocol) => ({ placement, protocol }))))(
  'server-sent events by $protocol, the subgraphs $placement',
  ({ placement, protocol }) => {
    let running: RunningGateway;
    beforeAll(async () => {
      running = await startGateway({ placement, protocol });
    });
    afterAll(() => running.stop());
    const becomes = (count: number) => running.figure(new RegExp(`subscriptions_open ${count}\\n`));

    const events = async (query: string, variables: object, role: Role = 'billing') =>
      running.fetch(`${running.url}/graphql`, {
        method: 'POST',
        headers: {
          accept: 'text/event-stream',
          'content-type': 'application/json',
          authorization: `Bearer ${await running.tokenOf(role, `sse-${role}`)}`,
        },
        body: JSON.stringify({ query, variables }),
      });
    const reader = (response: Response) => {
      const chunks = response.body?.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
      let text = '';
      return async (pattern: RegExp): Promise<string> => {
        while (!pattern.test(text)) {
          const chunk = await chunks?.next();
          if (!chunk || chunk.done) break;
          text += chunk.value;
        }
        return text;
      };
    };

    it('pushes events, and completes with the reason when the right is revoked', async () => {
      const response = await events(BALANCE, { id: 'a1' });
      expect(response.headers.get('content-type')).toContain('text/event-stream');
      const read = reader(response);
      const timer = setInterval(() => running.stub.events.emit('balance', 'a1'), 20);
      expect(await read(/event: next/)).toContain('"memo":"first","patient":{"name":"Ada Quill"}');
      clearInterval(timer);
      running.revocations.revokeSubject('sse-billing');
      const all = await read(/event: complete/);
      expect(all).toContain('the token has been revoked');
      expect(all.trimEnd().endsWith('event: complete\ndata:')).toBe(true);
      await becomes(0);
    });

    it('lets go of its source when the client goes', async () => {
      const abort = new AbortController();
      const token = await running.tokenOf('billing', 'leaver');
      const response = await running.fetch(`${running.url}/graphql`, {
        method: 'POST',
        signal: abort.signal,
        headers: { accept: 'text/event-stream', 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: BALANCE, variables: { id: 'a1' } }),
      });
      expect(response.status).toBe(200);
      await becomes(1);
      abort.abort();
      await becomes(0);
      const listeners = () => running.stub.events.listenerCount('balance');
      for (let tries = 0; tries < 100 && listeners() > 0; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(listeners()).toBe(0);
    });

    it('answers a query once', async () => {
      const response = await events('{ accounts { id } }', {}, 'analyst');
      const text = await response.text();
      expect(text).toContain('event: next\ndata: {"data":{"accounts":[{"id":"a1"},{"id":"a2"}]}}\n\nevent: complete');
    });

    it('answers what cannot run with its status', async () => {
      const refused = await events(BALANCE, { id: 'a1' }, 'analyst');
      expect([refused.status, refused.headers.get('content-type')]).toEqual([403, 'application/json; charset=utf-8']);
      const wrong = await events('subscription { nothing }', {}, 'analyst');
      expect(wrong.status).toBe(400);
    });
  },
);

describe.each(PROTOCOLS)('a client that takes server-sent events slowly by %s', (protocol) => {
  let running: RunningGateway;
  beforeAll(async () => {
    running = await startGateway({ protocol, sendTimeoutMs: 500 });
    lengthenMemos(running.stub);
  });
  afterAll(() => running.stop());

  it('is told at the end what to resume from: behind the last event that it got, each of which has its cursor as its id', async () => {
    const response = await running.fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${await running.tokenOf('billing')}`,
      },
      body: JSON.stringify({
        query: 'subscription { balanceChanged(accountId: "a1", after: "40") { account { memo } } }',
      }),
    });
    const { events } = running.stub;
    await running.figure(/subscriptions_open 1\n/);
    while (events.listenerCount('balance') === 0) await pause(10);
    while (events.listenerCount('balance') > 0) {
      events.emit('balance', 'a1');
      await pause(10);
    }
    const text = await response.text();
    const ids = [...text.matchAll(/^id: (.*)\nevent: next\ndata: \{"data"/gm)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).toEqual(ids.map((_, index) => String(41 + index)));
    const told = {
      message: 'the client takes its answers too slowly: resume from your last cursor',
      extensions: { cursor: ids.at(-1), code: 'TIMED_OUT', retryable: true },
    };
    expect(text.slice(-1_000)).toContain(`event: next\ndata: ${JSON.stringify({ errors: [told] })}\n\n`);
    expect(text).not.toContain('event: complete');
    await running.figure(/subscriptions_open 0\n/);
  });
});
