import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevelopmentIssuer, type DevelopmentIssuer } from '../../../platform/access/development-issuer';
import { instantOf, type Instant } from '../../../platform/domain/instant';

const now = '2026-01-05T10:00:00.000Z' as Instant;
const after = (seconds: number): Instant => instantOf(Date.parse(now) + seconds * 1_000);

describe('the development issuer', () => {
  let folder: string;
  let issuer: DevelopmentIssuer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-issuer-'));
    issuer = await createDevelopmentIssuer({ folder });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('keeps its key readable by its owner only, and opens the same one again', async () => {
    const path = join(folder, 'development-issuer.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const token = await issuer.issue({ role: 'analyst', now });
    const again = await createDevelopmentIssuer({ folder });
    await expect(again.verifier().verify(token, null, now)).resolves.toMatchObject({ subject: 'analyst' });
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ crv: 'Ed25519' });
  });

  it('makes one key when two processes start at once', async () => {
    const shared = await mkdtemp(join(tmpdir(), 'accord-issuer-'));
    const [one, other] = await Promise.all([
      createDevelopmentIssuer({ folder: shared }),
      createDevelopmentIssuer({ folder: shared }),
    ]);
    const token = await one.issue({ role: 'analyst', now });
    await expect(other.verifier().verify(token, null, now)).resolves.toBeDefined();
    await rm(shared, { recursive: true });
  });

  it('names the folder that it cannot use', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(createDevelopmentIssuer({ folder: join(folder, 'file', 'below') })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(join(folder, 'file', 'below')),
    });
  });

  it('gives a patient the own compartment and the purpose PATRQT', async () => {
    const token = await issuer.issue({
      role: 'patient',
      subject: 'p1',
      patientIds: ['p1', 'p2'],
      clientId: 'portal',
      now,
    });
    expect(await issuer.verifier().verify(token, null, now)).toMatchObject({
      subject: 'p1',
      clientId: 'portal',
      compartment: { kind: 'PATIENT', patientIds: ['p1', 'p2'] },
      purpose: 'PATRQT',
      expiresAt: after(3_600),
    });
  });

  it.each([
    ['billing', ['f1'], { kind: 'FACILITY', facilityIds: ['f1'] }],
    ['billing', ['*'], { kind: 'NETWORK' }],
    ['analyst', [], { kind: 'NETWORK' }],
    ['steward', [], { kind: 'NONE' }],
  ] as const)('gives %s with facilities %j the compartment %j', async (role, facilityIds, compartment) => {
    const token = await issuer.issue({ role, facilityIds, now });
    const viewer = await issuer.verifier().verify(token, undefined, now);
    expect(viewer.compartment).toEqual(compartment);
    expect(viewer.purpose).toBe('HPAYMT');
  });

  it.each(['patient', 'billing'] as const)('refuses a %s token that names no one', async (role) => {
    await expect(issuer.issue({ role, now })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
