import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimDataFolder, findRunningHub, prepareDataFolder, type RunningHub } from '../../hub/running-hub';
import { expectError } from '../expect-error';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (): string => join(folder, 'hub.json');
const write = (hub: object): void => writeFileSync(file(), JSON.stringify(hub));
const hub = { url: 'http://127.0.0.1:4000', sandbox: { control: 'http://127.0.0.1:4001' } };

/** The id of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('a data folder', () => {
  test('is made where it is missing, with those above it', () => {
    prepareDataFolder(join(folder, 'a', 'b'));
    expect(statSync(join(folder, 'a', 'b')).isDirectory()).toBe(true);
  });

  test('is refused where it cannot be, by name and with what to do', () => {
    write({});
    expect(expectError(() => prepareDataFolder(file()), 'BAD_INPUT').message).toBe(
      `the data folder ${file()} is not a folder (EEXIST); choose another with --data`,
    );
    const below = join(file(), 'data');
    expect(expectError(() => prepareDataFolder(below), 'BAD_INPUT').message).toContain(`${below} is not a folder (ENOTDIR)`); // prettier-ignore
    const nowhere = '/sys/accord-data';
    expect(expectError(() => prepareDataFolder(nowhere), 'BAD_INPUT').message).toMatch(
      /^the data folder \/sys\/accord-data cannot be written \(\w+\); choose another with --data or give yourself write permission$/,
    );
  });
});

describe('a hub on its data folder', () => {
  test('is found once it says where it is, and no longer when it has gone', async () => {
    expect(findRunningHub(folder)).toBeNull();
    const claim = await claimDataFolder(folder);
    expect(findRunningHub(folder)).toBeNull();
    claim.announce(hub);
    expect(findRunningHub(folder)).toEqual<RunningHub>({ pid: process.pid, ...hub });
    expect(statSync(file()).mode & 0o077).toBe(0);
    claim.release();
    expect(findRunningHub(folder)).toBeNull();
    claim.release();
  });

  test('takes the folder over from one that was killed, or whose file was cut short', async () => {
    write({ pid: await deadPid(), ...hub });
    expect(findRunningHub(folder)).toBeNull();
    (await claimDataFolder(folder)).release();
    writeFileSync(file(), '{"pid":');
    expect(findRunningHub(folder)).toBeNull();
    const claim = await claimDataFolder(folder);
    claim.announce(hub);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject(hub);
  });

  test('takes it over although another program has the old process id, as in a container started again', async () => {
    write({ pid: process.pid, url: null, sandbox: null });
    (await claimDataFolder(folder)).release();
    const server = await listening();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.close();
    await once(server, 'close');
    write({ pid: process.ppid, url, sandbox: null });
    (await claimDataFolder(folder)).release();
  });

  test('refuses another while one starts there, or answers there', async () => {
    write({ pid: process.ppid, url: null, sandbox: null });
    await expect(claimDataFolder(folder)).rejects.toMatchObject({ code: 'CONFLICT', message: `another hub (process ${process.ppid}) is starting on the data folder ${folder}; stop it, or choose another folder with --data` }); // prettier-ignore
    expect(findRunningHub(folder)).toBeNull();
    const server = await listening();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    write({ pid: process.ppid, url, sandbox: null });
    await expect(claimDataFolder(folder)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining(`answers at ${url}`) }); // prettier-ignore
    expect(findRunningHub(folder)).toEqual({ pid: process.ppid, url, sandbox: null });
    server.close();
  });

  test('that has lost the folder while it started says so, and leaves the other’s file alone', async () => {
    const claim = await claimDataFolder(folder);
    write({ pid: process.ppid, ...hub });
    expectError(() => claim.announce(hub), 'CONFLICT');
    claim.release();
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ pid: process.ppid });
  });
});

async function listening(): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}
