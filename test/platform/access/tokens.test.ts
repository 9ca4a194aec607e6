import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevelopmentIssuer, type DevelopmentIssuer } from '../../../platform/access/development-issuer';
import { instantOf, type Instant } from '../../../platform/domain/instant';

const now = '2026-01-05T10:00:00.000Z' as Instant;
const after = (seconds: number): Instant => instantOf(Date.parse(now) + seconds * 1_000);

describe('a token verifier', () => {
  let folder: string;
  let issuer: DevelopmentIssuer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-issuer-'));
    issuer = await createDevelopmentIssuer({ folder });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('takes a stated purpose and refuses one that it does not know', async () => {
    const token = await issuer.issue({ role: 'analyst', now });
    expect((await issuer.verifier().verify(token, 'HOPERAT', now)).purpose).toBe('HOPERAT');
    await expect(issuer.verifier().verify(token, 'FUN', now)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('refuses a token past its end, also one whose signature it remembers', async () => {
    const token = await issuer.issue({ role: 'analyst', ttlSeconds: 30, now });
    const verifier = issuer.verifier();
    await verifier.verify(token, null, after(30));
    const refused = { code: 'UNAUTHENTICATED', message: 'the token has expired' };
    await expect(verifier.verify(token, null, after(36))).rejects.toMatchObject(refused);
    await expect(issuer.verifier().verify(token, null, after(3_600))).rejects.toMatchObject(refused);
  });

  it('refuses a forged, a foreign and an unreadable token, each in its own words', async () => {
    const token = await issuer.issue({ role: 'analyst', now });
    const [head, body, signature] = token.split('.') as [string, string, string];
    const raised = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), scope: 'patient:read' }),
    ).toString('base64url');
    const { generateKeyPair, SignJWT } = await import('jose');
    const { privateKey } = await generateKeyPair('EdDSA');
    const sign = (audience: string, name: string) =>
      new SignJWT({}).setProtectedHeader({ alg: 'EdDSA' }).setSubject('s').setJti('j').setIssuer(name)
        .setAudience(audience).setIssuedAt(Date.parse(now) / 1_000).setExpirationTime(Date.parse(now) / 1_000 + 60).sign(privateKey); // prettier-ignore
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
    const cases: readonly [string, string][] = [
      [`${head}.${raised}.${signature}`, 'the token has a bad signature'],
      [await sign('accord', 'accord-development'), 'the token has a bad signature'],
      [unsigned, 'the token is signed in a way that is not accepted'],
      ['nonsense', 'the token cannot be read'],
    ];
    for (const [forged, message] of cases) {
      await expect(issuer.verifier().verify(forged, null, now)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
        message,
      });
    }
  });
});
