import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTokenVerifier } from '../../hub/token-verifier';
import { createDevelopmentIssuer } from '../../platform/access/development-issuer';
import { systemClock } from '../../platform/domain/instant';

describe('tokens', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'accord-verifier-'));
  const development = { oidcIssuer: null, oidcAudience: 'accord', dataFolder };
  afterAll(() => rmSync(dataFolder, { recursive: true }));

  it('are the development issuer’s on this machine alone', async () => {
    for (const host of ['0.0.0.0', '::', '10.0.0.7', 'billing.internal']) {
      await expect(openTokenVerifier(development, host)).rejects.toMatchObject({
        code: 'BAD_INPUT',
        message: `the development issuer serves this machine alone: set ACCORD_OIDC_ISSUER to listen at ${host}`,
      });
    }
    expect(readdirSync(dataFolder)).toEqual([]);
    const issuer = await createDevelopmentIssuer({ folder: dataFolder });
    const token = await issuer.issue({ role: 'analyst', now: systemClock() });
    for (const host of [undefined, '127.0.0.1', '::1', 'localhost']) {
      const verifier = await openTokenVerifier(development, host);
      expect(await verifier.verify(token, null, systemClock())).toMatchObject({ subject: 'analyst' });
    }
  });

  it('are the identity provider’s where one is named, at any address', async () => {
    const issuer = await createDevelopmentIssuer({ folder: dataFolder });
    const token = await issuer.issue({ role: 'analyst', now: systemClock() });
    const verifier = await openTokenVerifier({ ...development, oidcIssuer: 'https://id.invalid' }, '0.0.0.0');
    await expect(verifier.verify(token, null, systemClock())).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });
});
