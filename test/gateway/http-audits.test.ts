import { serverAudits } from 'graphql-http';
import { PROTOCOLS } from './stubs/protocols';
import { startGateway, type RunningGateway } from './stubs/running-gateway';

/** What the audits would like and this gateway does not do, with the reason. All of them are a MAY. */
const DECLINED: Readonly<Record<string, string>> = {
  D6D5: 'a GET carries no variables: they hold ids and names, and URLs end in logs of others',
  '6A70': 'the same, for application/json',
};

describe.each(PROTOCOLS)('GraphQL over %s, as the audits of graphql-http ask it', (protocol) => {
  let running: RunningGateway;
  let authorization: string;
  beforeAll(async () => {
    running = await startGateway({ protocol });
    authorization = `Bearer ${await running.tokenOf('analyst')}`;
  });
  afterAll(() => running.stop());

  const fetchFn = (url: string, { headers, ...init }: RequestInit = {}) =>
    running.fetch(url, { ...init, headers: { ...(headers as Record<string, string>), authorization } });
  const audits = serverAudits({ url: () => `${running.url}/graphql`, fetchFn });

  it.each(audits.filter(({ id }) => !(id in DECLINED)).map(({ id, name, fn }) => [id, name, fn] as const))(
    '%s %s',
    async (_id, _name, fn) => {
      const result = await fn();
      expect(result.status === 'ok' ? 'ok' : [result.status, result.reason]).toBe('ok');
    },
  );

  it.each(Object.entries(DECLINED))('%s is declined: %s', async (id) => {
    const audit = audits.find((one) => one.id === id);
    expect(audit?.name).toMatch(/^MAY /);
    const result = await audit?.fn();
    expect(result).toMatchObject({ status: 'notice', reason: 'Response status code is not 200' });
  });

  it('are all there', () => {
    expect(audits.length).toBeGreaterThan(60);
  });
});

describe('GraphQL over HTTP of a gateway that guards nothing', () => {
  let running: RunningGateway;
  beforeAll(async () => {
    running = await startGateway({ unguarded: true });
  });
  afterAll(() => running.stop());

  it('passes the same audits, but for a GET that any page could have sent', async () => {
    const results = [];
    for (const { id, fn } of serverAudits({ url: `${running.url}/graphql` }))
      results.push({ id, status: (await fn()).status });
    const fell = results.filter(({ status }) => status !== 'ok').map(({ id }) => id);
    expect(fell.sort()).toEqual(['5A70', ...Object.keys(DECLINED)].sort());
  });
});
