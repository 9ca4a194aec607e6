import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../platform/domain/instant';
import { openFeed } from '../../../platform/events/feed';
import { createSequencer } from '../../../platform/events/sequencer';
import { openSqliteStore } from '../../../platform/store/sqlite';
import { silentLogger } from '../../../platform/telemetry/logger';
import { deafBus } from './commits';

/** A process that commits and sequences as fast as it can, until it is killed. */
const SCRIPT = `
  const { openSqliteStore } = require(process.cwd() + '/platform/store/sqlite');
  const { createCommitLog } = require(process.cwd() + '/platform/events/commit-log');
  const { createSequencer } = require(process.cwd() + '/platform/events/sequencer');
  const { systemClock } = require(process.cwd() + '/platform/domain/instant');
  const { silentLogger } = require(process.cwd() + '/platform/telemetry/logger');
  async function main(path, round) {
    const store = await openSqliteStore({ path });
    const log = await createCommitLog({ store, name: 'billing' });
    const bus = { publish: async () => undefined };
    const parts = { store, name: 'billing', bus, clock: systemClock, log: silentLogger, holder: 'worker' };
    const sequencer = await createSequencer(parts);
    const trace = { correlationId: 'c', causationId: null };
    process.stdout.write('working');
    for (let version = 0; ; version += 1) {
      const requests = Array.from({ length: 20 }, (_, n) => ({
        stream: 'account/' + round + '.' + n, expectedVersion: version, factKey: 'k' + version,
        facts: [{ type: 'ChargePosted', data: { text: 'x'.repeat(500) } }], at: systemClock(), trace,
      }));
      await log.appendMany(requests);
      await sequencer.runOnce();
    }
  }
  void main(process.argv[2], process.argv[3]);`;

describe('a sequencer whose process is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-kill-'));
  const script = join(folder, 'killed.cjs');
  beforeAll(() => writeFileSync(script, SCRIPT));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const killAfter = (milliseconds: number, args: readonly string[]): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), milliseconds));
      child.once('exit', (code, signal) => (signal === 'SIGKILL' ? resolve() : reject(new Error(`ended by ${code}`))));
    });

  it('leaves every commit in the feed once, in order and without a gap, after the next start', async () => {
    const path = join(folder, 'store.db');
    for (const [round, wait] of [60, 133, 217].entries()) await killAfter(wait, [path, String(round)]);
    const store = await openSqliteStore({ path });
    const parts = { store, name: 'billing', bus: deafBus(), clock: systemClock, log: silentLogger, holder: 'worker' };
    await (await createSequencer(parts)).runOnce();
    const entries = await (await openFeed({ store, name: 'billing' })).read(0, 1_000_000);
    const commits = await store.collection({ name: 'billing_commits' });
    expect(entries.length).toBeGreaterThan(60);
    expect(entries).toHaveLength(await commits.count({}));
    expect(entries.every(({ position }, index) => position === index + 1)).toBe(true);
    const last = new Map<string, number>();
    for (const { commit } of entries) {
      expect(commit.version).toBe((last.get(commit.stream) ?? 0) + 1);
      last.set(commit.stream, commit.version);
    }
    // A batch is one transaction: all twenty streams are at the same version in each round.
    expect(new Set([...last].map(([stream, version]) => `${stream.split('.')[0] ?? ''}@${version}`)).size).toBe(3);
    await store.close();
  }, 60_000);
});
