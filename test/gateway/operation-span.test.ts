import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Role } from '../../platform/access/roles';
import { silentLogger } from '../../platform/telemetry/logger';
import { createTracing } from '../../platform/telemetry/tracing';
import { receiveOtlp, type OtlpReceiver, type ReceivedSpan } from '../platform/telemetry/otlp-receiver';
import { PLACEMENTS, startGateway, type RunningGateway } from './stubs/running-gateway';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = `00-${TRACE}-00f067aa0ba902b7-01`;
const UNSAMPLED = '00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-00f067aa0ba902b7-00';
const BALANCE =
  'subscription Watch($id: ID!) { balanceChanged(accountId: $id) { cursor account { patient { name } } } }';
const PAGE = 'query AdaQuillsPage($who: ID = "p1") { patient(id: $who) { name birthDate accounts { id memo } } }'; // prettier-ignore

interface Asking {
  readonly role?: Role;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
}

describe.each(PLACEMENTS)('traces, the subgraphs %s', (placement) => {
  const isElsewhere = placement === 'elsewhere';
  let receiver: OtlpReceiver;
  let running: RunningGateway;
  const answered: Record<string, Response> = {};

  const post = async (id: string, body: object, { role = 'billing', headers = {}, path = '' }: Asking = {}) => {
    answered[id] = await fetch(`${running.url}/graphql${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await running.tokenOf(role, 'ada-quill-mrn-77')}`,
        'x-correlation-id': id,
        ...headers,
      },
      body: JSON.stringify(body),
    });
    return answered[id].text();
  };
  const onEvent = async (count: number) => {
    for (let tries = 0; tries < 400 && running.stub.events.listenerCount('balance') < count; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    running.stub.events.emit('balance', 'a1');
  };
  const watchBySocket = async () => {
    const authorization = `Bearer ${await running.tokenOf('billing')}`;
    const client = createClient({
      url: `${running.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization, correlationId: 'socket', traceparent: PARENT },
    });
    const events = client.iterate({ query: BALANCE, variables: { id: 'a1' } });
    const first = events.next();
    await onEvent(1);
    expect((await first).value).toMatchObject({ data: { balanceChanged: { cursor: '1' } } });
    await events.return?.();
    await client.dispose();
  };
  const watchByEvents = async () => {
    const abort = new AbortController();
    const response = await fetch(`${running.url}/graphql`, {
      ...{ method: 'POST', signal: abort.signal },
      headers: {
        ...{ 'content-type': 'application/json', accept: 'text/event-stream', 'x-correlation-id': 'stream' },
        ...{ traceparent: PARENT, authorization: `Bearer ${await running.tokenOf('billing')}` },
      },
      body: JSON.stringify({ query: BALANCE, variables: { id: 'a1' } }),
    });
    const emitting = onEvent(1);
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      if (part.includes('event: next')) break;
    }
    await emitting;
    abort.abort();
  };

  beforeAll(async () => {
    receiver = await receiveOtlp();
    const tracing = createTracing({ url: `${receiver.url}/v1/traces`, service: 'tests', log: silentLogger });
    running = await startGateway({ placement, tracing });
    await post('page', { query: PAGE }, { headers: { traceparent: PARENT } });
    await post('again', { query: PAGE });
    await post('unsampled', { query: PAGE }, { headers: { traceparent: UNSAMPLED } });
    await post('portal', { query: '{ accounts { id } }' }, { path: '/portal' });
    await post('denied', { query: '{ patient(id: "p1") { name } account(id: "a9") { id } }' }, { role: 'analyst' });
    await post('broken', { query: '{ account(id: "a1") { id broken } }' });
    await post('invalid', { query: '{ patient(id: "p1") { nom } }' });
    await post('nobody', { query: PAGE }, { headers: { authorization: 'Bearer none' } });
    await post('mutation', { query: 'mutation { writeMemo(accountId: "a1", text: "Ada owes") { id } }' }, { role: 'billing-lead' }); // prettier-ignore
    await post('one-event', { query: '{ accounts { id } }' }, { headers: { accept: 'text/event-stream' } });
    await watchBySocket();
    await running.figure(/subscriptions_open 0\n/);
    await watchByEvents();
    await running.stop();
    await tracing.stop();
  });
  afterAll(() => receiver.close());

  const isRequest = ({ name }: ReceivedSpan) => !/^(fetch|answer|plan)/.test(name);
  const requestsOf = (id: string) =>
    receiver.spans.filter((span) => isRequest(span) && span.attributes['accord.correlation_id'] === id);
  const requestOf = (id: string): ReceivedSpan => {
    const [span, ...others] = requestsOf(id);
    if (!span || others.length > 0) throw new Error(`${others.length} more than one span of ${id}`);
    return span;
  };
  const below = ({ spanId, traceId }: ReceivedSpan, name = /^/) =>
    receiver.spans.filter((span) => span.traceId === traceId && span.parentSpanId === spanId && name.test(span.name));

  it("continue the client's, and tell it where", () => {
    const page = requestOf('page');
    expect(page).toMatchObject({ name: 'query', kind: 2, traceId: TRACE, parentSpanId: '00f067aa0ba902b7' });
    expect(answered['page']?.headers.get('traceparent')).toBe(`00-${TRACE}-${page.spanId}-01`);
    const again = requestOf('again');
    expect(again.parentSpanId).toBeUndefined();
    expect(answered['again']?.headers.get('traceparent')).toBe(`00-${again.traceId}-${again.spanId}-01`);
  });

  it('tell what was asked by its shape, where, and what became of it', () => {
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
    const told = { 'graphql.operation.type': 'query', 'accord.operation.hash': hash, 'accord.transport': 'http' };
    expect(requestOf('page').attributes).toEqual({
      ...told,
      ...{ 'accord.correlation_id': 'page', 'accord.contract': 'graph', 'accord.codes': ['OK'] },
      ...{ 'accord.refused_fields': 0, 'http.response.status_code': 200 },
    });
    expect(requestOf('again').attributes['accord.operation.hash']).toBe(requestOf('page').attributes['accord.operation.hash']); // prettier-ignore
    expect(requestOf('portal').attributes).toMatchObject({ ...told, 'accord.contract': 'portal' });
    expect(requestOf('mutation')).toMatchObject({ name: 'mutation' });
    expect(requestOf('denied')).toMatchObject({
      status: { code: 0 },
      attributes: { ...told, 'accord.codes': ['NOT_FOUND', 'FORBIDDEN'], 'accord.refused_fields': 1 },
    });
    expect(requestOf('broken')).toMatchObject({ status: { code: 2 }, attributes: { 'accord.codes': ['INTERNAL'] } });
    expect(requestOf('one-event').attributes).toMatchObject({ ...told, 'accord.transport': 'sse' });
  });

  it('hold requests that were refused before they ran', () => {
    const refusals = [
      ['invalid', 'BAD_INPUT', 400],
      ['nobody', 'UNAUTHENTICATED', 401],
    ] as const;
    for (const [id, code, status] of refusals) {
      const refused = requestOf(id);
      expect(refused).toMatchObject({ name: 'unknown', status: { code: 0 } });
      expect(refused.attributes).toMatchObject({ 'accord.codes': [code], 'http.response.status_code': status });
      expect(below(refused)).toEqual([]);
    }
  });

  it('hold a plan once, where it was made', () => {
    const [plan, ...others] = below(requestOf('page'), /^plan$/);
    expect([plan?.kind, others]).toEqual([1, []]);
    expect(plan?.attributes['accord.plan.weight']).toBeGreaterThan(0);
    expect(below(requestOf('again'), /^plan$/)).toEqual([]);
  });

  it('hold each fetch, by root or by how many entities, and what it met', () => {
    const fetches = below(requestOf('page'), /^fetch/);
    expect(
      fetches.map(({ name, attributes }) => [
        name,
        attributes['accord.fetch.kind'],
        attributes['accord.fetch.representations'],
      ]),
    ).toEqual([
      // prettier-ignore
      ['fetch people', 'root', 0],
      ['fetch accounts', 'entities', 1],
    ]);
    for (const span of fetches) {
      expect(span).toMatchObject({ kind: 3, status: { code: 0 }, attributes: { 'accord.fetch.outcome': 'answered' } });
    }
    expect(below(requestOf('broken'), /^fetch/)).toMatchObject([{ attributes: { 'accord.fetch.errors': 1 } }]);
  });

  it('go on in the subgraph elsewhere, under its fetch', () => {
    const fetches = below(requestOf('page'), /^fetch/);
    const answers = fetches.flatMap((span) => below(span));
    const told = (name: string) => ({
      ...{ name: `answer ${name}`, kind: 2, traceId: TRACE },
      attributes: { 'accord.subgraph': name, 'accord.correlation_id': 'page', 'accord.fetch.errors': 0 },
    });
    expect(answers).toMatchObject(isElsewhere ? [told('people'), told('accounts')] : []);
  });

  it('answer each pushed event in a trace of its own, linked to that of the subscription', () => {
    for (const [id, transport] of [
      ['socket', 'websocket'],
      ['stream', 'sse'],
    ] as const) {
      // prettier-ignore
      const [opened, ...events] = requestsOf(id);
      expect(opened).toMatchObject({ name: 'subscription', kind: 2, traceId: TRACE, parentSpanId: '00f067aa0ba902b7' });
      expect(opened?.attributes).toMatchObject({ 'accord.transport': transport, 'accord.codes': ['OK'] });
      expect(events).toMatchObject([{ name: 'subscription', kind: 1, links: [{ spanId: opened?.spanId }] }]);
      const [event] = events as [ReceivedSpan];
      expect([event.parentSpanId, event.traceId === TRACE]).toEqual([undefined, false]);
      expect(event.attributes['accord.operation.hash']).toBe(opened?.attributes['accord.operation.hash']);
      expect(below(event, /^fetch/).map(({ name }) => name)).toEqual(['fetch accounts', 'fetch people']);
    }
  });

  it('are not recorded where the client says so, in the subgraphs neither, and it hears the same', () => {
    expect(requestsOf('unsampled')).toEqual([]);
    expect(receiver.spans.filter(({ traceId }) => traceId.startsWith('aaaa'))).toEqual([]);
    expect(answered['unsampled']?.headers.get('traceparent')).toMatch(/^00-a{32}-[0-9a-f]{16}-00$/);
  });

  it('say nothing of anybody: no name, no id, no value, no word of a document', () => {
    const bytes = receiver.bytes();
    const people = ['Ada', 'Quill', '1980-02-03', '"p1"', '"a1"', '"a9"', '"n1"', 'owes', 'mrn-77', 'first', 'Bearer'];
    const words = ['AdaQuillsPage', 'Watch', 'birthDate', 'writeMemo', 'balanceChanged', 'nom', 'Cannot query'];
    for (const word of [...people, ...words]) expect(bytes.includes(word) ? word : null).toBeNull();
    expect(receiver.spans.length).toBeGreaterThan(20);
  });
});
