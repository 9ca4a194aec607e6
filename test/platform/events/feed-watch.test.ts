import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../platform/domain/instant';
import { createCommitLog } from '../../../platform/events/commit-log';
import { watchFeed } from '../../../platform/events/feed-watch';
import type { Notice } from '../../../platform/events/port';
import { createSequencer } from '../../../platform/events/sequencer';
import { openSqliteStore } from '../../../platform/store/sqlite';
import { silentLogger } from '../../../platform/telemetry/logger';

test('a process hears of what another puts into a feed, from now on, and in order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-watch-'));
  const path = join(folder, 'accord.db');
  const [here, there] = [await openSqliteStore({ path }), await openSqliteStore({ path })];
  const commits = await createCommitLog({ store: there, name: 'billing' });
  const sequencer = await createSequencer({
    ...{ store: there, name: 'billing', clock: systemClock, log: silentLogger, holder: 'there' },
    bus: { publish: async () => undefined },
  });
  const commit = async (version: number): Promise<void> => {
    await commits.append({
      ...{ stream: 'account/a1', expectedVersion: version - 1, factKey: `k${version}`, at: systemClock() },
      facts: [{ type: 'BalanceChanged', data: {} }],
      trace: { correlationId: 'c1', causationId: null },
    });
    await sequencer.runOnce();
  };
  await commit(1);
  const heard: Notice[] = [];
  const bus = { publish: async (notices: readonly Notice[]) => void heard.push(...notices) };
  const watch = await watchFeed({ store: here, name: 'billing', bus, log: silentLogger, interval: 10 });
  await commit(2);
  await commit(3);
  for (let tries = 0; tries < 200 && heard.length < 2; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(heard).toMatchObject([
    { topic: 'billing/account', stream: 'account/a1', version: 2, position: 2, type: 'BalanceChanged' },
    { version: 3, position: 3 },
  ]);
  await watch.stop();
  await commit(4);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(heard).toHaveLength(2);
  await here.close();
  await there.close();
  rmSync(folder, { recursive: true });
});
