import { createComposer, type Composer } from '../../catalog/compose';
import { silentLogger as log } from '../../platform/telemetry/logger';
import { billing, payer, payments } from './stub-subgraphs';

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

  it('ends what takes too long', async () => {
    composer = createComposer({ log, timeoutMs: 1 });
    await expect(composer.compose([])).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: 'composition took longer than 1 ms',
    });
  });

  it('refuses everything after it was closed', async () => {
    composer = createComposer({ log });
    await composer.close();
    await expect(composer.compose([])).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });
});
