import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate } from '../../platform/domain/calendar-date';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox';
import { createIdleSystems } from './idle-systems';

describe('the sandbox as a whole', () => {
  const idle = createIdleSystems();
  const options: SandboxOptions = {
    seed: 1,
    patients: 200,
    dataFolder: null,
    daysPerMinute: 0,
    webhookUrl: null,
    startDate: calendarDate('2026-02-27'),
    starters: idle.starters,
    onError: () => undefined,
  };
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-sandbox-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const state = async (sandbox: Sandbox): Promise<unknown> => (await fetch(`${sandbox.urls.control}/state`)).json();

  test('serves every system and the control API, each at a port of its own', async () => {
    const sandbox = await startSandbox({ ...options, webhookUrl: 'http://127.0.0.1:9/hooks' });
    expect(new Set(Object.values(sandbox.urls)).size).toBe(6);
    expect(await (await fetch(sandbox.urls.bank)).text()).toBe('http://127.0.0.1:9/hooks');
    await sandbox.close();
    await expect(fetch(sandbox.urls.ehr)).rejects.toThrow();
  });

  test('resumes at its day, tells of a torn journal, and refuses the data folder of another world', async () => {
    const first = await startSandbox({ ...options, dataFolder: folder });
    await first.days.advance(4);
    await first.close();
    await writeFile(join(folder, 'days.jsonl'), '{"kind":"day","da', { flag: 'a' });
    await expect(startSandbox({ ...options, dataFolder: folder, seed: 2 })).rejects.toThrow(/seed 1/);
    await expect(startSandbox({ ...options, dataFolder: folder, patients: 9 })).rejects.toThrow(/200 patients/);
    await writeFile(join(folder, 'days.jsonl'), '{"kind":"day","da', { flag: 'a' });
    const second = await startSandbox({ ...options, dataFolder: folder, startDate: calendarDate('2030-01-01') });
    expect(second.torn).toEqual(['days']);
    expect(await state(second)).toMatchObject({ day: 4, date: '2026-03-03' });
    await second.close();
  });

  test('closes what already runs when one system cannot start', async () => {
    let bank = '';
    const ehr: SandboxOptions['starters']['ehr'] = async (dependencies) => {
      const system = await idle.starters.ehr(dependencies);
      bank = system.url;
      return system;
    };
    const broken = (): never => {
      throw new Error('no paper');
    };
    await expect(startSandbox({ ...options, starters: { ...idle.starters, ehr, erp: broken } })).rejects.toThrow(
      'no paper',
    );
    await expect(fetch(bank)).rejects.toThrow();
  });
});
