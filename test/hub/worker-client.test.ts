import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWorker, type WorkerClient, type WorkerClientOptions } from '../../hub/worker-client';
import type { WorkerStart } from '../../hub/worker-protocol';
import { silentLogger, type Logger } from '../../platform/telemetry/logger';

let folder: string;
let clients: WorkerClient[];
let deaths: string[];
let warnings: unknown[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-worker-'));
  clients = [];
  deaths = [];
  warnings = [];
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.stop()));
  rmSync(folder, { recursive: true });
});

const start: WorkerStart = {
  storeAddress: 'file:/no/such/folder/accord.db',
  outside: { ehr: null, clearinghouse: null, erp: null, bank: null, stripe: null, isSandbox: false },
  legalEntityId: 'le1',
  booksOpenFrom: '2026-01-01',
  logLevel: 'silent',
};

const log = { ...silentLogger, warn: (fields: unknown) => warnings.push(fields) } as unknown as Logger;

/** A worker thread that answers by `answer(action, settle)`; `settle(result)` or `settle(null, error)`. */
async function startStub(answer: string, options: Partial<WorkerClientOptions> = {}): Promise<WorkerClient> {
  const file = join(folder, 'stub.cjs');
  writeFileSync(
    file,
    `const { parentPort } = require('node:worker_threads');
    const answer = (action, settle) => { ${answer} };
    parentPort.on('message', ({ id, action }) => answer(action, (result, error) => parentPort.postMessage(error ? { id, error } : { id, result })));`,
  );
  const client = await startWorker(start, { log, onDeath: ({ message }) => deaths.push(message), file, ...options });
  clients.push(client);
  return client;
}

const GOOD = `if (action.type === 'DRAIN') setTimeout(settle, 5, null); else settle(null);`;

test('starts when the thread is ready, asks it, and ends it in order', async () => {
  const client = await startStub(GOOD);
  await expect(client.drain()).resolves.toBeUndefined();
  await Promise.all([client.drain(), client.drain()]);
  await client.stop();
  expect({ deaths, warnings }).toEqual({ deaths: [], warnings: [] });
});

test('an error of the thread comes back by its code and words; one that is not the hub’s own is INTERNAL', async () => {
  const client = await startStub(`
    if (action.type !== 'DRAIN') return settle(null);
    this.again ? settle(null, { code: 'E_ODD', message: 'internal error' }) : settle(null, { code: 'SOURCE_UNAVAILABLE', message: 'the bank rests' });
    this.again = true;`);
  await expect(client.drain()).rejects.toMatchObject({ name: 'HubError', code: 'SOURCE_UNAVAILABLE', message: 'the bank rests' }); // prettier-ignore
  await expect(client.drain()).rejects.toMatchObject({ code: 'INTERNAL' });
});

test('what keeps the thread from working is thrown at the start, and is no death', async () => {
  const answer = `settle(null, { code: 'BAD_INPUT', message: 'no such store' });`;
  await expect(startStub(answer)).rejects.toMatchObject({ code: 'BAD_INPUT', message: 'no such store' });
  await expect(startStub('process.exit(3)')).rejects.toThrow('the worker thread has ended (exit code 3)');
  expect(deaths).toEqual([]);
});

test('a thread that dies is told once, without the text of its error, and answers all that was asked and will be', async () => {
  const client = await startStub(`
    if (action.type === 'READY') settle(null);
    else setTimeout(() => { throw new RangeError('about Ada Quill'); });`);
  await expect(Promise.all([client.drain(), client.drain()])).rejects.toMatchObject({
    code: 'INTERNAL',
    message: 'the worker thread has ended (RangeError)',
  });
  await expect(client.drain()).rejects.toThrow('the worker thread has ended');
  expect(deaths).toEqual(['the worker thread has ended (RangeError)']);
  await client.stop();
  expect(deaths).toHaveLength(1);
});

test('one that does not end is ended by force; who still waits is told that the hub stops', async () => {
  const client = await startStub(`if (action.type === 'READY') settle(null);`, { grace: 50 });
  const waiting = client.drain();
  const stopping = client.stop();
  await expect(client.drain()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', message: 'the hub is stopping' });
  await expect(waiting).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', message: 'the hub is stopping' });
  await stopping;
  expect(warnings).toEqual([{ reason: 'it was not done within 50 ms' }]);
  expect(deaths).toEqual([]);
});

test('the real thread says why it cannot open its store', async () => {
  const started = startWorker(start, { log, onDeath: ({ message }) => deaths.push(message) });
  await expect(started).rejects.toMatchObject({
    name: 'HubError',
    message: expect.stringContaining('/no/such/folder'),
  });
  expect(deaths).toEqual([]);
});
