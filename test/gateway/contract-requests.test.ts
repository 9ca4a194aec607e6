import type { FormattedExecutionResult } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import type { Role } from '../../platform/access/roles';
import { digestOf } from '../../platform/domain/ids';
import { PROTOCOLS } from './stubs/protocols';
import { startGateway, type RunningGateway } from './stubs/running-gateway';
import { composed } from './stubs/stub-graph';

interface Answer extends FormattedExecutionResult {
  readonly status: number;
  readonly text: string;
}

const TRUSTED = '{ accounts { memo } }';

describe.each(PROTOCOLS)('a request to a contract by %s', (protocol) => {
  let running: RunningGateway;
  const clients: Client[] = [];
  const endings: (() => void)[] = [];
  beforeAll(async () => {
    const trusted = { textOf: (id: string) => (id === digestOf(TRUSTED) ? TRUSTED : undefined), count: 1 };
    running = await startGateway({ protocol, trusted, trustedOnly: ['finance'] });
  });
  afterAll(async () => {
    for (const end of endings) end();
    await Promise.all(clients.map(async (client) => client.dispose()));
    await running.stop();
  });

  const ask = async (door: string, query: string, role: Role = 'billing', more: object = {}): Promise<Answer> => {
    const response = await running.fetch(`${running.url}/graphql${door === '' ? '' : `/${door}`}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await running.tokenOf(role)}` },
      body: JSON.stringify({ query, ...more }),
    });
    const text = await response.text();
    return { status: response.status, text, ...(JSON.parse(text) as FormattedExecutionResult) };
  };
  const socket = async (door: string, role: Role = 'billing'): Promise<Client> => {
    const client = createClient({
      url: `${running.url.replace('http', 'ws')}/graphql/${door}`,
      webSocketImpl: running.WebSocket,
      connectionParams: { authorization: `Bearer ${await running.tokenOf(role)}` },
      retryAttempts: 0,
    });
    clients.push(client);
    return client;
  };
  const messagesOf = ({ errors = [] }: FormattedExecutionResult) => errors.map(({ message }) => message);
  const codesOf = ({ errors = [] }: FormattedExecutionResult) => errors.map(({ extensions }) => extensions?.['code']);

  it('is answered in terms of the contract', async () => {
    expect((await ask('portal', '{ account(id: "a1") { id balance { minorUnits } patient { name } } }')).data).toEqual({
      account: { id: 'a1', balance: { minorUnits: 1_234_567 }, patient: { name: 'Ada Quill' } },
    });
    expect((await ask('portal', '{ __typename account(id: "a1") { __typename } }')).data).toEqual({
      __typename: 'Query',
      account: { __typename: 'Account' },
    });
  });

  it.each([
    ['a field', '{ account(id: "a1") { memo } }', '{ account(id: "a1") { nemo } }', ['memo', 'nemo']],
    ['a root field', '{ secretCount }', '{ hiddenCount }', ['secretCount', 'hiddenCount']],
    [
      'a type',
      '{ parties { ... on Company { seat } } }',
      '{ parties { ... on Concern { seat } } }',
      ['Company', 'Concern'],
    ],
    ['a mutation', 'mutation { writeMemo(accountId: "a1", text: "x") { id } }', 'mutation { writeNote(accountId: "a1", text: "x") { id } }', ['writeMemo', 'writeNote']], // prettier-ignore
  ])('knows %s outside no more than one that never was', async (_what, outside, absent, [name = '', other = '']) => {
    const one = await ask('portal', outside, 'patient');
    const two = await ask('portal', absent, 'patient');
    expect([one.status, codesOf(one)]).toEqual([400, ['BAD_INPUT']]);
    expect(one.text.replaceAll(name, other)).toBe(two.text);
  });

  it('runs no mutation that only the whole graph has', async () => {
    const query = 'mutation { writeMemo(accountId: "a1", text: "x") { id } }';
    const before = running.stub.reads.length;
    const { data, errors } = await ask('portal', query, 'billing-lead');
    expect([data, errors?.[0]?.message]).toEqual([
      undefined,
      'Schema is not configured to execute mutation operation.',
    ]);
    expect(running.stub.reads.slice(before)).toEqual([]);
    expect((await ask('', query, 'billing-lead')).data).toEqual({ writeMemo: { id: 'a1' } });
  });

  it('is refused an argument and an enum value outside in the words for one that never was', async () => {
    const argument = await ask('analytics', '{ accounts(first: 1) { balance { currency } } }', 'analyst');
    expect(messagesOf(argument)).toEqual(['Unknown argument "first" on field "Query.accounts".']);
    expect(messagesOf(await ask('analytics', '{ accounts(firsd: 1) { balance { currency } } }', 'analyst'))).toEqual([
      'Unknown argument "firsd" on field "Query.accounts".',
    ]);
  });

  it('gets suggestions of what the contract has alone', async () => {
    const whole = await ask('', '{ account(id: "a1") { mem balanc } }', 'analyst');
    expect(messagesOf(whole)[0]).toContain('Did you mean "memo"');
    const portal = await ask('portal', '{ account(id: "a1") { mem balanc } }', 'analyst');
    expect(portal.text).not.toContain('memo');
    expect(messagesOf(portal)[1]).toContain('Did you mean "balance"');
  });

  it('reads the schema of the contract alone, by the same right as the whole', async () => {
    const query = '{ __schema { types { name fields { name } } mutationType { name } } company: __type(name: "Company") { name } standing: __type(name: "Standing") { enumValues { name } } }'; // prettier-ignore
    const { text, data } = await ask('portal', query, 'analyst');
    for (const outside of ['memo', 'Company', 'writeMemo', 'secretCount', '_onBalanceChanged', 'SUED', 'nickname']) {
      expect(text.includes(`"${outside}"`)).toBe(false);
    }
    expect(text).toContain('"balanceChanged"');
    expect(data).toMatchObject({ company: null, standing: { enumValues: [{ name: 'GOOD' }] } });
    expect((await ask('portal', query, 'patient')).status).toBe(403);
    const beside = '{ parties { __typename } company: __type(name: "Company") { name } standing: __type(name: "Standing") { enumValues { name } } }'; // prettier-ignore
    expect((await ask('portal', beside, 'analyst')).data).toEqual({
      parties: [{ __typename: 'Patient' }, null, null],
      company: null,
      standing: { enumValues: [{ name: 'GOOD' }] },
    });
    expect((await ask('portal', beside, 'patient')).status).toBe(403);
  });

  it('gets null for a runtime type and for an enum value outside, and no error', async () => {
    const parties =
      '{ parties { __typename ... on Patient { name standing } } patient(id: "p2") { standing guarantor { id } } }';
    const { data, errors } = await ask('portal', parties);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      parties: [{ __typename: 'Patient', name: 'Ada Quill', standing: 'GOOD' }, null, null],
      patient: { standing: null, guarantor: { id: 'p1' } },
    });
    expect((await ask('', parties)).data).toMatchObject({
      parties: [{}, { __typename: 'Company' }, null],
      patient: { standing: 'SUED' },
    });
  });

  it('is decided for its viewer as everywhere: refused, with its path, beside what is outside', async () => {
    const { data, errors } = await ask('portal', '{ patients { id name standing guarantor { id } } }', 'steward');
    expect(data).toEqual({
      patients: [
        { id: 'p1', name: null, standing: 'GOOD', guarantor: null },
        { id: 'p2', name: null, standing: null, guarantor: null },
      ],
    });
    expect(errors?.map(({ path }) => path)).toEqual([
      ['patients', 0, 'name'],
      ['patients', 0, 'guarantor'],
    ]);
  });

  it('shares plans and documents with other contracts and viewers, and answers of none of them', async () => {
    const query = '{ accounts { balance { minorUnits } } patients { birthDate } }';
    const asked = [
      ['analytics', 'billing'], ['', 'billing'], ['portal', 'billing'], ['analytics', 'analyst'], ['', 'analyst'], ['analytics', 'billing'], ['', 'billing'],
    ] as const; // prettier-ignore
    const answers = [];
    for (const [door, role] of asked) answers.push((await ask(door, query, role)).data);
    const whole = {
      accounts: [{ balance: { minorUnits: 1_234_567 } }, { balance: { minorUnits: 500 } }],
      patients: [{ birthDate: '1980-02-03' }, { birthDate: '1991-07-09' }],
    };
    const masked = {
      accounts: [{ balance: { minorUnits: 1_230_000 } }, { balance: { minorUnits: 0 } }],
      patients: [{ birthDate: '1980-01-01' }, { birthDate: '1991-01-01' }],
    };
    expect(answers).toEqual([masked, whole, whole, masked, masked, masked, whole]);
  });

  it('to one that nothing belongs to finds nothing there, and to an unknown one no page', async () => {
    const { status, errors } = await ask('governance', '{ accounts { id } }');
    expect([status, errors]).toMatchObject([
      404,
      [{ message: 'nothing in this graph belongs to the contract governance' }],
    ]);
    const unknown = await running.fetch(`${running.url}/graphql/other`, { method: 'POST' });
    expect(unknown.status).toBe(404);
    const closed = new running.WebSocket(`${running.url.replace('http', 'ws')}/graphql/other`, 'graphql-transport-ws');
    const error = await new Promise<Error>((resolve) => closed.once('error', resolve));
    expect(error.message).toContain('404');
  });

  it('names its contract by the path alone, however that is written', async () => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await running.tokenOf('billing')}` };
    const body = JSON.stringify({ query: '{ account(id: "a1") { memo } }' });
    for (const path of [
      '/graphql/portal/',
      '/GraphQL/Portal',
      '/graphql/portal?contract=finance',
      '/graphql//portal',
    ]) {
      expect((await running.fetch(`${running.url}${path}`, { method: 'POST', headers, body })).status).not.toBe(200);
    }
  });

  it('may have to be a trusted document where the contract takes no other', async () => {
    const own = await ask('finance', '{ accounts { id } }');
    expect([own.status, codesOf(own)]).toEqual([403, ['FORBIDDEN']]);
    expect((await ask('finance', TRUSTED)).data).toEqual({ accounts: [{ memo: 'first' }, { memo: 'second' }] });
    expect((await ask('', '{ accounts { id } }')).status).toBe(200);
    const named = await ask('portal', TRUSTED, 'billing', { query: undefined, documentId: digestOf(TRUSTED) });
    expect(messagesOf(named)).toEqual(['Cannot query field "memo" on type "Account".']);
    const stream = (await socket('finance')).iterate({ query: '{ accounts { id } }' });
    await expect(stream.next()).rejects.toMatchObject([{ message: 'only trusted documents are taken here: send the id of one' }]); // prettier-ignore
  });

  it('is the same over a WebSocket: validity, answers and pushed payloads', async () => {
    const client = await socket('portal');
    const once = client.iterate({ query: '{ parties { __typename } }' });
    expect((await once.next()).value).toEqual({ data: { parties: [{ __typename: 'Patient' }, null, null] } });
    const outside = client.iterate({ query: 'subscription { balanceChanged(accountId: "a1") { account { memo } } }' });
    await expect(outside.next()).rejects.toMatchObject([{ message: 'Cannot query field "memo" on type "Account".' }]);
    const query = 'subscription { changed: balanceChanged(accountId: "a2") { __typename account { patient { standing guarantor { __typename name } } } } }'; // prettier-ignore
    const stream = client.iterate({ query });
    const next = stream.next();
    const timer = setInterval(() => running.stub.events.emit('balance', 'a2'), 20);
    const pushed = await next.finally(() => clearInterval(timer));
    expect(pushed.value).toEqual({
      data: {
        changed: {
          __typename: 'BalanceChange',
          account: { patient: { standing: null, guarantor: { __typename: 'Patient', name: 'Ada Quill' } } },
        },
      },
    });
    await stream.return?.();
  });

  it('is the same by server-sent events', async () => {
    const events = async (door: string, query: string) => {
      const response = await running.fetch(`${running.url}/graphql/${door}`, {
        method: 'POST',
        headers: {
          accept: 'text/event-stream',
          'content-type': 'application/json',
          authorization: `Bearer ${await running.tokenOf('billing')}`,
        },
        body: JSON.stringify({ query }),
      });
      return response.text();
    };
    expect(await events('portal', '{ parties { __typename } }')).toContain('data: {"data":{"parties":[{"__typename":"Patient"},null,null]}}'); // prettier-ignore
    expect(await events('portal', '{ account(id: "a1") { memo } }')).toContain('Cannot query field \\"memo\\"');
    expect(await events('analytics', 'subscription { balanceChanged(accountId: "a1") { cursor } }')).toContain('Schema is not configured to execute subscription operation'); // prettier-ignore
  });

  it('keeps its contract when a new supergraph is served, open subscriptions too', async () => {
    const client = await socket('portal');
    const query = 'subscription { balanceChanged(accountId: "a1") { account { patient { name } } } }';
    const stream = client.iterate({ query }) as AsyncIterableIterator<FormattedExecutionResult>;
    const emitting = setInterval(() => running.stub.events.emit('balance', 'a1'), 20);
    endings.push(() => clearInterval(emitting));
    expect((await stream.next()).value).toMatchObject({ data: {} });
    const [people, accounts] = [...running.stub.subgraphs.values()];
    if (!people || !accounts) throw new Error('the stub has two subgraphs');
    running.publish(composed([people, accounts], 2));
    await running.figure(/swaps_total\{outcome="taken"\} 1/);
    expect((await ask('portal', '{ account(id: "a1") { memo } }')).status).toBe(400);
    expect((await stream.next()).value).toMatchObject({ data: {} });
    const untagged = people.sdl.replaceAll('name: String @access(class: PHI, scopes: [["patient:read"]]) @tag(name: "portal")', 'name: String @access(class: PHI, scopes: [["patient:read"]])'); // prettier-ignore
    expect(untagged).not.toBe(people.sdl);
    running.publish(composed([{ name: 'people', sdl: untagged }, accounts], 3));
    await running.figure(/swaps_total\{outcome="taken"\} 2/);
    const last = await (async () => {
      for (let tries = 0; tries < 10_000; tries += 1) {
        const { value } = await stream.next();
        if (value.errors) return value;
      }
      throw new Error('the stream went on');
    })();
    expect(last.errors?.[0]?.message).toBe('the graph has changed and no longer answers this subscription');
  });
});
