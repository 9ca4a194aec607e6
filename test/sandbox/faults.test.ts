import express from 'express';
import { createFaults, NO_FAULTS } from '../../sandbox/faults';
import { serve } from '../../sandbox/http';
import { createRandom } from '../../sandbox/random';

const board = (): ReturnType<typeof createFaults> => createFaults((stream) => createRandom(1, stream));

describe('fault knobs', () => {
  test('are off at first, are set one system at a time, and keep what is not named', () => {
    const faults = board();
    expect(faults.all().payments).toEqual(NO_FAULTS);
    faults.set('payments', { latencyMs: 10 });
    expect(faults.set('payments', { duplicate: 1 })).toEqual({ ...NO_FAULTS, latencyMs: 10, duplicate: 1 });
    expect(faults.for('payments').shouldDuplicate()).toBe(true);
    expect(faults.for('payments').shouldMalform()).toBe(false);
    expect(faults.all().ehr).toEqual(NO_FAULTS);
    faults.reset();
    expect(faults.for('payments').knobs).toEqual(NO_FAULTS);
  });

  test('strike the same messages for the same seed', () => {
    const strikes = (): boolean[] => {
      const faults = board();
      faults.set('bank', { malformed: 0.3 });
      return Array.from({ length: 40 }, () => faults.for('bank').shouldMalform());
    };
    const first = strikes();
    expect(strikes()).toEqual(first);
    expect(new Set(first).size).toBe(2);
  });

  test('refuse in the words of the system', async () => {
    const faults = board();
    const app = express();
    app.use(
      faults.for('erp').middleware((response, status, message) => void response.status(status).send(`ERP: ${message}`)),
    );
    app.use((_request, response) => void response.send('fine'));
    const { url, close } = await serve(app);
    expect(await (await fetch(url)).text()).toBe('fine');
    faults.set('erp', { outage: true });
    const refused = await fetch(url);
    expect([refused.status, refused.headers.get('retry-after'), await refused.text()]).toEqual([
      503,
      '1',
      'ERP: out of service',
    ]);
    await close();
  });
});
