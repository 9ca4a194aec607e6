import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../platform/domain/instant';
import { createInbox } from '../../../platform/events/inbox';
import type { Commit, CommitLog } from '../../../platform/events/port';
import { openSqliteStore } from '../../../platform/store/sqlite';
import type { Store } from '../../../platform/store/port';
import { silentLogger } from '../../../platform/telemetry/logger';
import type { PayerFact } from '../../../subgraphs/payer/facts';
import { createPayerSubgraph } from '../../../subgraphs/payer/index';
import { takeFile } from '../../../subgraphs/payer/take-file';
import { large835 } from './large-835';

jest.mock('../../../platform/access/build-subgraph', () => ({ buildSubgraph: () => ({}) }));

const CLAIMS = 200;
const TEXT = large835(CLAIMS);

async function openPayer(store: Store) {
  const clock = systemClock;
  const payer = await createPayerSubgraph({ store, clock, log: silentLogger });
  const inbox = await createInbox({ store, name: 'payer', clock });
  const take = (log: CommitLog<PayerFact> = payer.log, body = TEXT) =>
    takeFile({ log, documents: payer.documents, clock }, { body, system: 'test', correlationId: 'c', inbox });
  const commits = async (): Promise<readonly Commit<PayerFact>[]> => {
    const collection = await store.collection<{ _id: string; stream: string }>({ name: 'payer_commits' });
    const [first] = (await collection.find({})).items;
    const all: Commit<PayerFact>[] = [];
    for (let after = 0; first;) {
      const some = await payer.log.read(first.stream, after);
      if (some.length === 0) break;
      all.push(...some);
      after = all.length;
    }
    return all;
  };
  return { log: payer.log, inbox, take, commits };
}

const ordinalsOf = (commits: readonly Commit<PayerFact>[]): readonly number[] =>
  commits.flatMap(({ facts }) =>
    facts.flatMap((fact) => (fact.type === 'ClaimPaymentsReceived' ? fact.data.claims.map((one) => one.ordinal) : [])),
  );
const ALL = Array.from({ length: CLAIMS }, (_, index) => index + 1);

/** A log that is gone after so many commits, as when the process is killed between two. */
function dyingAfter(log: CommitLog<PayerFact>, commits: number): CommitLog<PayerFact> {
  let left = commits;
  return new Proxy(log, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name === 'append') {
        return (request: Parameters<typeof log.append>[0]) => {
          if ((left -= 1) < 0) return Promise.reject(new Error('killed'));
          return target.append(request);
        };
      }
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

describe('a remittance of many claims', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-remittance-'));
  const opened: Store[] = [];
  let number = 0;
  beforeEach(() => void (number += 1));
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  /** The same store within one case. */
  const open = async (): Promise<Store> => {
    const store = await openSqliteStore({ path: join(folder, `${number}.db`) });
    opened.push(store);
    return store;
  };

  it('is recorded in commits of bounded size: itself with the first claims, then each claim once', async () => {
    const { take, commits } = await openPayer(await open());
    expect(await take()).toMatchObject({ messages: 1, accepted: 1, repeated: 0, setAside: [] });
    const all = await commits();
    expect(all.length).toBeGreaterThan(3);
    expect(all[0]?.facts).toMatchObject([
      { type: 'RemittanceReceived', version: 3, data: { remittance: { status: 'BALANCED', claimCount: CLAIMS } } },
      { type: 'ClaimPaymentsReceived' },
    ]);
    for (const commit of all) expect(JSON.stringify(commit).length).toBeLessThan(600_000);
    expect(ordinalsOf(all)).toEqual(ALL);
    expect(await take()).toMatchObject({ messages: 1, accepted: 0, repeated: 1, setAside: [] });
    expect(await commits()).toEqual(all);
  }, 120_000);

  it('is completed where it was broken off, losing and doubling no claim', async () => {
    const { log, inbox, take, commits } = await openPayer(await open());
    for (const survived of [1, 1, 2]) {
      await expect(take(dyingAfter(log, survived))).rejects.toThrow('killed');
      expect(await inbox.pending()).toHaveLength(1);
      const ordinals = ordinalsOf(await commits());
      expect(ordinals).toEqual(ALL.slice(0, ordinals.length));
    }
    expect(ordinalsOf(await commits()).length).toBeLessThan(CLAIMS);
    expect(await take()).toMatchObject({ accepted: 1, repeated: 0 });
    expect(ordinalsOf(await commits())).toEqual(ALL);
    expect(await inbox.pending()).toEqual([]);
    expect(await take()).toMatchObject({ accepted: 0, repeated: 1 });
  }, 120_000);

  it('that is broken off is not gone on with by another of the same key', async () => {
    const { log, take, commits } = await openPayer(await open());
    await expect(take(dyingAfter(log, 2))).rejects.toThrow('killed');
    const before = await commits();
    const other = TEXT.replaceAll('PERSON', 'NOBODY');
    expect(await take(log, other)).toMatchObject({ accepted: 0, setAside: [{ reason: expect.stringContaining('other content') }] }); // prettier-ignore
    expect(await commits()).toEqual(before);
  }, 120_000);

  it('is recorded once by two that take it at the same time', async () => {
    const one = await openPayer(await open());
    const other = await openPayer(await open());
    await Promise.all([one.take(), other.take()]);
    expect(ordinalsOf(await one.commits())).toEqual(ALL);
  }, 120_000);
});

/** A process that takes the same remittance in, until it is killed. */
const SCRIPT = `
  const at = (path) => require(process.cwd() + '/' + path);
  const { openSqliteStore } = at('platform/store/sqlite');
  const { createInbox } = at('platform/events/inbox');
  const { systemClock: clock } = at('platform/domain/instant');
  const { silentLogger: log } = at('platform/telemetry/logger');
  const { createPayerSubgraph } = at('subgraphs/payer/index');
  const { large835 } = at('test/subgraphs/payer/large-835');
  async function main(path) {
    const store = await openSqliteStore({ path });
    const payer = await createPayerSubgraph({ store, clock, log });
    const inbox = await createInbox({ store, name: 'payer', clock });
    payer.log.onCommit(() => process.stdout.write('committed'));
    await payer.takeFile({ body: large835(${CLAIMS}), system: 'test', correlationId: 'c', inbox });
  }
  void main(process.argv[2]);`;

describe('a process that is killed while it records a remittance', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-kill-'));
  const script = join(folder, 'killed.cjs');
  beforeAll(() => writeFileSync(script, SCRIPT));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Killed at its first commit; whether it was, and not done before. */
  const killAtFirstCommit = (path: string): Promise<boolean> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, ['--import', 'tsx', script, path], { stdio: ['ignore', 'pipe', 'ignore'] });
      child.stdout.once('data', () => child.kill('SIGKILL'));
      child.once('exit', (_, signal) => resolve(signal === 'SIGKILL'));
    });

  it('leaves what the next one completes', async () => {
    const path = join(folder, 'store.db');
    expect(await killAtFirstCommit(path)).toBe(true);
    const store = await openSqliteStore({ path });
    const { take, commits } = await openPayer(store);
    const before = ordinalsOf(await commits());
    expect(before).toEqual(ALL.slice(0, before.length));
    expect(before.length).toBeGreaterThan(0);
    await take();
    expect(ordinalsOf(await commits())).toEqual(ALL);
    await store.close();
  }, 120_000);
});
