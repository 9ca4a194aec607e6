import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { createDevelopmentIssuer } from '../../../platform/access/development-issuer';
import { systemClock } from '../../../platform/domain/instant';
import { accord, endAll, freePort, isAlive, run, type AccordProcess } from '../accord-process';

const LONGEST_STOP = 10_000; // 10 seconds

let folder: string;
const at = (name: string): string => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-start-'));
});
afterAll(async () => {
  await endAll();
  rmSync(folder, { recursive: true });
});

/** Its URL, once it says that it runs. */
async function urlOf(hub: AccordProcess): Promise<string> {
  await hub.until(/Stop with Ctrl-C/);
  return /graph +(\S+)\/graphql/.exec(hub.out())?.[1] ?? '';
}

async function patientsOf(url: string, data: string): Promise<number> {
  const token = await (await createDevelopmentIssuer({ folder: data })).issue({ role: 'billing', facilityIds: ['*'], now: systemClock() }); // prettier-ignore
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = JSON.stringify({ query: '{ patients(first: 1) { totalCount } }' });
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return ((await response.json()) as { data: { patients: { totalCount: number } } }).data.patients.totalCount;
}

const linesOf = (hub: AccordProcess, pattern: RegExp): number =>
  hub
    .err()
    .split('\n')
    .filter((line) => pattern.test(line)).length;

/** Passes connections on to wherever the EHR is. */
function relayTo(target: URL): Server {
  return createServer((client: Socket) => {
    const server = connect({ host: target.hostname, port: Number(target.port) });
    for (const [from, to] of [[client, server], [server, client]] as const) from.on('error', () => to.destroy()).pipe(to); // prettier-ignore
  });
}

/** Throws in the hub's worker thread, and in no other, once a file is there. */
function fuse(file: string): string {
  const script = at('fuse.cjs');
  writeFileSync(
    script,
    `const { isMainThread, workerData } = require('node:worker_threads');
    if (!isMainThread && workerData?.storeAddress) {
      setInterval(() => { if (require('node:fs').existsSync(${JSON.stringify(file)})) throw new TypeError('of Ada Quill'); }, 50);
    }`,
  );
  return script;
}

let hub: AccordProcess;
let url: string;
/** A hub without a sandbox whose EHR is not there yet, and stand-ins that another process runs. */
let alone: { readonly hub: AccordProcess; readonly sandbox: AccordProcess; readonly ehrPort: number };
beforeAll(async () => {
  hub = accord(['start', '--port', '0', '--pace', '0', '--data', at('data')]);
  url = await urlOf(hub);
  // Started now, so that it is there by the time that its test comes.
  const ehrPort = await freePort();
  const env = {
    ACCORD_EHR_URL: `http://127.0.0.1:${ehrPort}/fhir/R4`,
    ACCORD_EHR_TOKEN: 'sandbox',
    NODE_OPTIONS: `--require ${fuse(at('die'))}`,
  };
  const other = accord(['start', '--no-sandbox', '--port', '0', '--data', at('alone')], env);
  alone = { hub: other, sandbox: accord(['sandbox']), ehrPort };
}, 60_000);

describe('accord start', () => {
  test('says where everything is', async () => {
    expect(hub.out()).toContain(`health        ${url}/health/ready`);
    expect(hub.out()).toContain(`data          ${at('data')}`);
    const [, control = ''] = /sandbox +(\S+)\/state +\(no sandbox days pass/.exec(hub.out()) ?? [];
    expect(await (await fetch(`${control}/state`)).json()).toMatchObject({ day: 0, daysPerMinute: 0 });
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  });

  test('refuses a port in use, and a folder that another hub runs on', async () => {
    const { port } = new URL(url);
    const [busy, second] = await Promise.all([
      run(['start', '--port', port, '--data', at('other')]),
      run(['start', '--port', '0', '--data', at('data')]),
    ]);
    expect(busy).toEqual({ code: 1, out: '', err: `accord: port ${port} is in use; choose another with --port\n` });
    expect(existsSync(at('other/hub.json'))).toBe(false);
    const reason = `accord: another hub \\(process \\d+\\) answers at ${url} on the data folder ${at('data')}; stop it, or choose another folder with --data\n`; // prettier-ignore
    expect(second).toEqual({ code: 1, out: '', err: expect.stringMatching(new RegExp(`^${reason}$`)) });
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  });

  test('ends everything soon after SIGTERM, in the middle of work and with a client connected', async () => {
    const json = { 'content-type': 'application/json' };
    const advance = (days: number) =>
      fetch(`${url}/sandbox/advance`, { method: 'POST', headers: json, body: JSON.stringify({ days }) });
    expect((await advance(1)).status).toBe(200);
    const cutOff = advance(50).catch(() => undefined);
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('open', resolve));
    const children = hub.descendants();
    expect(children.length).toBeGreaterThanOrEqual(1); // its sandbox
    const started = performance.now();
    expect(await hub.stop('SIGTERM')).toBe(0);
    expect(performance.now() - started).toBeLessThan(LONGEST_STOP);
    expect(children.filter(isAlive)).toEqual([]);
    expect(await closed).toBe(1001);
    await cutOff;
    expect(hub.out()).toMatch(/Stopping …\n$/);
    expect(existsSync(at('data/hub.json'))).toBe(false);
    // Neither Node's warnings nor failures of our own: only what is said at the start.
    expect(hub.err()).not.toMatch(/Warning:|"level":(50|60)|did not stop cleanly|has ended/);
  }, 30_000);
});

describe('accord start --no-sandbox, and accord sandbox', () => {
  test('starts without its EHR, says so once, takes facts in when it is there, and ends when its worker dies', async () => {
    const { hub, sandbox, ehrPort } = alone;
    const url = await urlOf(hub);
    expect(hub.out()).toMatch(/sandbox +off\n +systems +ehr\n/);
    const [, urls = '{}'] = await sandbox.until(/"ready":true,"urls":(\{[^}]*\})/);
    await hub.until(/facts cannot be brought in; trying on/);
    expect(linesOf(hub, /"source":"ehr".*"ehr cannot be reached".*facts cannot be brought in/)).toBe(1);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(await patientsOf(url, at('alone'))).toBe(0);

    const relay = relayTo(new URL((JSON.parse(urls) as { ehr: string }).ehr));
    await new Promise<void>((resolve) => relay.listen(ehrPort, '127.0.0.1', resolve));
    await hub.until(/facts come in again/);
    for (let tries = 0; tries < 200 && (await patientsOf(url, at('alone'))) < 200; tries += 1) await new Promise((resolve) => setTimeout(resolve, 50)); // prettier-ignore
    expect(await patientsOf(url, at('alone'))).toBe(200);
    expect(linesOf(hub, /"source":"ehr".*(cannot be brought in|leaving it alone)/)).toBe(2);

    const pids = hub.descendants();
    writeFileSync(at('die'), '');
    expect(await hub.ended).toBe(1);
    expect(hub.err()).toMatch(/\naccord: the worker thread has ended \(TypeError\); the hub stops\. Start it again: it goes on where it stood\.\n/); // prettier-ignore
    expect(hub.err()).not.toContain('Ada Quill');
    expect(pids.filter(isAlive)).toEqual([]);
    expect(existsSync(at('alone/hub.json'))).toBe(false);

    relay.close();
    const started = performance.now();
    expect(await sandbox.stop('SIGINT')).toBe(0);
    expect(performance.now() - started).toBeLessThan(LONGEST_STOP);
    await expect(fetch((JSON.parse(urls) as { control: string }).control)).rejects.toThrow();
  }, 90_000);
});
