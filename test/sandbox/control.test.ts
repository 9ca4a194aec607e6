import { calendarDate } from '../../platform/domain/calendar-date';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox';
import { createIdleSystems } from './idle-systems';

describe('the control API', () => {
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
  let sandbox: Sandbox;
  const call = async (
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await fetch(`${sandbox.urls.control}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  beforeEach(async () => {
    idle.lived.length = 0;
    idle.broken = null;
    sandbox = await startSandbox(options);
  });
  afterEach(() => sandbox.close());

  test('lets whole days pass over every system in order', async () => {
    expect((await call('GET', '/state')).body).toMatchObject({ day: 0, date: '2026-02-27', daysPerMinute: 0 });
    const [one, two] = await Promise.all([
      call('POST', '/advance', { days: 1 }),
      call('POST', '/advance', { days: 2 }),
    ]);
    expect(one.status).toBe(200);
    expect(two.body).toMatchObject({ day: 3, date: '2026-03-02', counts: { ehr: { lived: 15 } } });
    expect(idle.lived.slice(0, 6)).toEqual(['ehr 2026-02-28', 'clearinghouse 2026-02-28', 'erp 2026-02-28', 'payments 2026-02-28', 'bank 2026-02-28', 'ehr 2026-03-01']); // prettier-ignore
  });

  test('repeats a day that failed', async () => {
    idle.broken = 'erp';
    expect(await call('POST', '/advance', {})).toEqual({ status: 500, body: { error: 'erp broke' } });
    expect((await call('GET', '/state')).body).toMatchObject({ day: 0, date: '2026-02-27' });
    idle.broken = null;
    expect((await call('POST', '/advance')).body).toMatchObject({ day: 1, date: '2026-02-28' });
    expect(idle.lived.filter((line) => line.startsWith('ehr'))).toEqual(['ehr 2026-02-28', 'ehr 2026-02-28']);
  });

  test('lets days pass by themselves at the pace it is told, and stops', async () => {
    await call('POST', '/pace', { daysPerMinute: 6_000 });
    while (sandbox.days.day < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await call('POST', '/pace', { daysPerMinute: 0 })).body).toMatchObject({ daysPerMinute: 0 });
    await sandbox.days.advance(1); // after the day that was running
    const { day } = sandbox.days;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(sandbox.days.day).toBe(day);
  });

  test('sets faults and the webhook address, and refuses nonsense with a reason', async () => {
    expect((await call('PUT', '/faults/erp', { latencyMs: 5, duplicate: true })).body).toEqual({ latencyMs: 5, errorRate: 0, outage: false, duplicate: 1, malformed: 0 }); // prettier-ignore
    expect((await call('PUT', '/faults/erp', { outage: true })).body).toMatchObject({ latencyMs: 5, outage: true });
    expect((await call('GET', '/faults')).body).toMatchObject({ erp: { outage: true }, bank: { outage: false } });
    expect((await call('DELETE', '/faults')).body).toMatchObject({ erp: { outage: false, latencyMs: 0 } });
    await call('PUT', '/webhook', { url: 'http://127.0.0.1:9/hooks' });
    expect(await (await fetch(sandbox.urls.payments)).text()).toBe('http://127.0.0.1:9/hooks');
    const refusals: [string, string, unknown, number, RegExp][] = [
      ['PUT', '/faults/moon', {}, 404, /ehr, clearinghouse/],
      ['PUT', '/faults/ehr', { errorRate: 2 }, 400, /errorRate/],
      ['PUT', '/faults/ehr', { speed: 2 }, 400, /speed/],
      ['POST', '/advance', { days: 0 }, 400, /days/],
      ['POST', '/pace', {}, 400, /daysPerMinute/],
      ['PUT', '/webhook', { url: 'file:///etc/passwd' }, 400, /url/],
      ['POST', '/advance', '{"days":', 400, /JSON/],
      ['GET', '/nowhere', undefined, 404, /GET \/nowhere/],
    ];
    for (const [method, path, body, status, reason] of refusals) {
      const answer = await call(method, path, body);
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.body.error).toMatch(reason);
    }
    expect((await call('GET', '/state')).body).toMatchObject({ day: 0 });
  });
});
