import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { NOTHING_GIVEN } from '../../hub/import/message-report';
import { createOperatorRoutes, type OperatorActions } from '../../hub/operator-routes';
import { createDevelopmentIssuer, type DevelopmentIssuer } from '../../platform/access/development-issuer';
import { createLocalRevocations } from '../../platform/access/revocations';
import type { Role } from '../../platform/access/roles';
import { HubError } from '../../platform/domain/errors';
import { instantOf, systemClock } from '../../platform/domain/instant';

let folder: string;
let issuer: DevelopmentIssuer;
let server: Server;
let url: string;
let actions: OperatorActions | null;
let given: unknown[];
const revocations = createLocalRevocations();
const lines: string[] = [];

const note =
  (name: string, answer: unknown = { ...NOTHING_GIVEN, messages: 1, accepted: 1 }) =>
  async (argument?: unknown): Promise<never> => {
    given.push([name, argument]);
    return answer as never;
  };

const working = (): OperatorActions => ({
  giveX12: note('giveX12'),
  giveStripeEvents: note('giveStripeEvents'),
  giveBankFile: note('giveBankFile'),
  setAside: note('setAside', { kind: 'k', reason: 'r', messageId: 'm' }),
  ehrRemainder: note('ehrRemainder', { setAside: [], waiting: [] }),
  drain: note('drain', undefined),
});

const tokenOf = ({
  role = 'operator',
  ttlSeconds = 600,
  at = Date.now(),
}: { role?: Role; ttlSeconds?: number; at?: number } = {}): Promise<string> =>
  issuer.issue({ role, patientIds: ['p'], facilityIds: ['*'], ttlSeconds, now: instantOf(at) });

const post = async (
  path: string,
  body: string | object,
  { token, type = 'application/json' }: { token?: string; type?: string } = {},
) => {
  // prettier-ignore
  const authorization = `Bearer ${token ?? (await tokenOf())}`;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${url}${path}`, { method: 'POST', headers: { authorization, 'content-type': type }, body: text }); // prettier-ignore
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accord-operator-'));
  issuer = await createDevelopmentIssuer({ folder });
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const app = express();
  const deps = { actions: () => actions, verifier: issuer.verifier(), revocations, clock: systemClock, log }; // prettier-ignore
  app.use('/operator', createOperatorRoutes(deps));
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/operator`;
});
beforeEach(() => {
  actions = working();
  given = [];
  lines.length = 0;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const X12 = `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*0930*^*00501*000000001*0*P*:~GS*HB*A*B*20260105*0930*1*X*005010X279A1~ST*271*0001~BHT*0022*11*X~SE*3*0001~GE*1*1~IEA*1*000000001~`;

describe('who may come in', () => {
  it.each([
    ['no token', { authorization: '' }, 401, 'a token that holds operator:write is needed'],
    ['a forged token', { authorization: 'Bearer a.b.c' }, 401, 'the token cannot be read'],
  ])('not with %s', async (_name, headers, status, message) => {
    const response = await fetch(`${url}/drain`, { method: 'POST', headers });
    expect([response.status, await response.json()]).toEqual([status, { code: 'UNAUTHENTICATED', message }]);
  });

  it('not with an expired token, and nothing of the body is read', async () => {
    const token = await tokenOf({ ttlSeconds: 60, at: Date.now() - 3_600_000 });
    const large = 'x'.repeat(5_000_000);
    for (const path of ['/x12', '/set-aside', '/bank-files']) {
      expect(await post(path, large, { token })).toEqual({
        status: 401,
        body: { code: 'UNAUTHENTICATED', message: 'the token has expired' },
      });
    }
    expect(given).toEqual([]);
  });

  it('not with a token that has been revoked', async () => {
    const now = instantOf(Date.now());
    const token = await issuer.issue({ role: 'operator', subject: 'gone', now });
    expect((await post('/drain', {}, { token })).status).toBe(200);
    revocations.revokeSubject('gone');
    const body = { code: 'UNAUTHENTICATED', message: 'the token has been revoked' };
    expect(await post('/drain', {}, { token })).toEqual({ status: 401, body });
  });

  it.each(['patient', 'billing', 'finance', 'auditor'] as const)('not as %s', async (role) => {
    const answer = await post('/drain', {}, { token: await tokenOf({ role }) });
    expect(answer).toEqual({ status: 403, body: { code: 'FORBIDDEN', message: 'the token does not hold operator:write' } }); // prettier-ignore
  });

  it('is told so while the hub starts', async () => {
    actions = null;
    expect(await post('/drain', {})).toMatchObject({ status: 503, body: { code: 'SOURCE_UNAVAILABLE' } });
    const response = await fetch(`${url}/status`, { headers: { authorization: `Bearer ${await tokenOf()}` } });
    expect(await response.json()).toEqual({ isReady: false });
  });
});

describe('what comes in', () => {
  it('X12 streams, in whatever content type', async () => {
    const answer = await post('/x12', X12, { type: 'application/json' });
    expect(answer).toEqual({ status: 200, body: { ...NOTHING_GIVEN, messages: 1, accepted: 1 } });
    expect(given).toEqual([['giveX12', expect.stringContaining('ST*271*0001')]]);
  });

  it('Stripe events, bank files and what nobody can read', async () => {
    const unreadable = { kind: 'file', reason: 'why', raw: 'José\u0000' };
    expect((await post('/stripe-events', { events: ['{}'] })).status).toBe(200);
    expect((await post('/bank-files', '01,A', { type: 'text/plain' })).status).toBe(200);
    expect((await post('/set-aside', unreadable)).body).toEqual({ kind: 'k', reason: 'r', messageId: 'm' });
    expect(given).toEqual([
      ['giveStripeEvents', ['{}']],
      ['giveBankFile', '01,A'],
      ['setAside', unreadable],
    ]);
  });

  it('is refused when it is not of the form that the route takes, without quoting it', async () => {
    const answers = [
      await post('/stripe-events', { events: 'Secret' }),
      await post('/set-aside', { kind: 'Secret' }),
      await post('/set-aside', '{"Secret'),
      await post('/bank-files', {}),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(answers[1]?.body['message']).toMatch(/^reason, raw is missing/);
    expect(JSON.stringify(answers)).not.toContain('Secret');
  });
});

describe('failures', () => {
  it('keep their code and words, but for our own, which are logged and not told', async () => {
    actions = {
      ...working(),
      drain: () => Promise.reject(new HubError('SOURCE_UNAVAILABLE', 'erp does not answer')),
      giveBankFile: () => Promise.reject(new Error('Secret')),
    };
    expect(await post('/drain', {})).toEqual({ status: 503, body: { code: 'SOURCE_UNAVAILABLE', message: 'erp does not answer' } }); // prettier-ignore
    const answer = await post('/bank-files', 'x', { type: 'text/plain' });
    expect(answer).toEqual({ status: 500, body: { code: 'INTERNAL', message: 'internal error' } });
    expect(lines.filter((line) => line.includes('internal error'))).toHaveLength(1);
    expect(lines.join()).not.toContain('Secret');
  });
});
