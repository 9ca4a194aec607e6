import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Soak, SYSTEMS } from './soak';

// The long form of this, with outages, slow systems and many more crashes: npx tsx test/hub/soak-command.ts

jest.setTimeout(240_000); // 4 minutes, for machines with other things to do

const dataFolder = mkdtempSync(join(tmpdir(), 'accord-soak-'));
const soak = new Soak({ dataFolder, seed: 5 });

beforeAll(() => soak.start());
afterAll(async () => {
  await soak.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

test('after ordinary days every cent agrees with the outside systems', async () => {
  await soak.days(2);
  await soak.rest();
  await soak.days(4);
  const { faults, figures } = await soak.compare();
  expect(faults).toEqual([]);
  expect(Number(figures['claims'])).toBeGreaterThan(150);
  expect(Number(figures['cardPayments'])).toBeGreaterThan(5);
});

test('nothing is lost, doubled or stuck when systems fail and the hub is killed in the middle of it', async () => {
  await soak.faults(SYSTEMS, { errorRate: 0.2, duplicate: 0.3, malformed: 0.2 });
  await soak.days(3);
  await wait(soak.draw(200, 1_500)); // milliseconds
  await soak.crash();
  const { faults, figures } = await soak.compare(['UNREADABLE_MESSAGE']);
  expect(faults).toEqual([]);
  expect(figures['cases']).toContain('UNREADABLE_MESSAGE');
});

test('nor when the outside systems are killed with it, in the middle of a day', async () => {
  const passing = soak.days(20).catch(() => undefined); // the sandbox goes down in the middle of it
  await wait(soak.draw(100, 400)); // milliseconds
  await soak.crash({ andSandbox: true });
  await passing;
  await soak.days(2);
  expect((await soak.compare(['UNREADABLE_MESSAGE'])).faults).toEqual([]);
});
