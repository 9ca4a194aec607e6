import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createComposer, type Composer } from '../../catalog/compose';
import { silentLogger as log } from '../../platform/telemetry/logger';
import { billing, payer, payments } from './stub-subgraphs';

const worker = (name: string) => join(__dirname, 'workers', `${name}.cjs`);
const part = (name: string, url = 'local://x') => [{ name, url, sdl: '' }];

describe('the composer', () => {
  let composer: Composer | undefined;
  afterEach(() => composer?.close());

  it('composes real subgraphs in a worker thread, and leaves this one free', async () => {
    composer = createComposer({ log });
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 5);
    const parts = [payer, billing, payments].map(({ name, sdl }) => ({ name, url: `local://${name}`, sdl }));
    const [first, second] = await Promise.all([composer.compose(parts), composer.compose(parts.slice(0, 1))]);
    clearInterval(timer);
    expect(first).toMatchObject({ errors: [], supergraphSdl: expect.stringContaining('type PatientAccount') });
    expect(second.supergraphSdl).not.toContain('type PatientAccount');
    expect(turns).toBeGreaterThan(10);
  });

  it('gives faults as an answer, not as a throw', async () => {
    composer = createComposer({ log });
    const { supergraphSdl, errors } = await composer.compose([{ name: 'payer', url: 'x', sdl: 'type {' }]);
    expect(supergraphSdl).toBeNull();
    expect(errors).toMatchObject([{ rule: 'INVALID_GRAPHQL' }]);
  });

  it('starts a new worker when one crashes, and tries again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'compose-'));
    composer = createComposer({ log, workerFile: worker('crash-once') });
    await expect(composer.compose(part('a', join(folder, 'marker')))).resolves.toMatchObject({ supergraphSdl: 'ok' });
    rmSync(folder, { recursive: true });
  });

  it('gives up on schemas that crash it twice, and goes on with the next', async () => {
    composer = createComposer({ log, workerFile: worker('hang') });
    const crashed = composer.compose(part('crash'));
    const next = composer.compose(part('quick'));
    await expect(crashed).rejects.toMatchObject({ code: 'INTERNAL' });
    await expect(next).resolves.toMatchObject({ supergraphSdl: 'quick' });
  });

  it('ends what takes too long, and goes on with the next', async () => {
    composer = createComposer({ log, workerFile: worker('hang'), timeoutMs: 300 });
    const slow = composer.compose(part('slow'));
    const next = composer.compose(part('quick'));
    await expect(slow).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: expect.stringContaining('300 ms'),
    });
    await expect(next).resolves.toMatchObject({ supergraphSdl: 'quick' });
  });

  it('refuses more than may wait', async () => {
    composer = createComposer({ log, workerFile: worker('hang'), queueLimit: 1, timeoutMs: 300 });
    const [running, waiting] = [composer.compose(part('slow')), composer.compose(part('quick'))];
    await expect(composer.compose(part('quick'))).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    await expect(running).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    await expect(waiting).resolves.toBeDefined();
  });

  it('tells a throw of the library from a fault', async () => {
    composer = createComposer({ log, workerFile: worker('hang') });
    await expect(composer.compose(part('fail'))).rejects.toMatchObject({
      code: 'INTERNAL',
      message: 'composition failed',
    });
  });

  it('works again after its worker rested', async () => {
    composer = createComposer({ log, workerFile: worker('hang'), idleMs: 20 });
    await composer.compose(part('quick'));
    await new Promise((resolve) => setTimeout(resolve, 120));
    await expect(composer.compose(part('quick'))).resolves.toMatchObject({ supergraphSdl: 'quick' });
  });

  it('refuses what waits when closed, and everything after', async () => {
    composer = createComposer({ log, workerFile: worker('hang') });
    const asked = [composer.compose(part('slow')), composer.compose(part('quick'))].map((asking) => asking.catch((error: unknown) => error)); // prettier-ignore
    await composer.close();
    expect(await Promise.all(asked)).toMatchObject([{ code: 'SOURCE_UNAVAILABLE' }, { code: 'SOURCE_UNAVAILABLE' }]);
    await expect(composer.compose(part('quick'))).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });
});
