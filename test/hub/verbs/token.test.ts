import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '../../../hub/environment';
import { tokenVerb, type TokenOptions } from '../../../hub/verbs/token';
import { createDevelopmentIssuer } from '../../../platform/access/development-issuer';
import { ROLE_GRANTS, ROLES } from '../../../platform/access/roles';
import { instantOf, systemClock } from '../../../platform/domain/instant';
import { run } from '../accord-process';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-token-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What `accord token` prints with these options. */
async function printed(options: Partial<TokenOptions>, variables: Record<string, string> = {}): Promise<string> {
  const write = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
  try {
    const given = { role: 'analyst', patient: [], facility: [], client: 'tests', ttl: '1h', ...options };
    await tokenVerb(readEnvironment({ ACCORD_DATA: folder, ...variables }), given);
    return write.mock.calls.map(([text]) => text).join('');
  } finally {
    write.mockRestore();
  }
}

const viewerOf = async (token: string, now = systemClock()) =>
  (await createDevelopmentIssuer({ folder })).verifier().verify(token.trim(), null, now);

describe('accord token', () => {
  test.each(ROLES)('prints one line with the rights of the role %s', async (role) => {
    const line = await printed({
      role,
      patient: ['p1', 'p2'],
      facility: ['f1'],
      payer: ['y1'],
      system: ['s1'],
      subject: 's-1',
    });
    expect(line).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const viewer = await viewerOf(line);
    expect(viewer).toMatchObject({ subject: 's-1', clientId: 'tests' });
    expect([...viewer.scopes].sort()).toEqual([...ROLE_GRANTS[role].scopes].sort());
    expect(viewer.compartment.kind).toBe(ROLE_GRANTS[role].compartment);
    if (viewer.compartment.kind === 'PATIENT') expect(viewer.compartment.patientIds).toEqual(['p1', 'p2']);
    if (viewer.compartment.kind === 'PAYER') expect(viewer.compartment.payerIds).toEqual(['y1']);
    if (viewer.compartment.kind === 'VENDOR') expect(viewer.compartment.systems).toEqual(['s1']);
    if (viewer.compartment.kind === 'FACILITY') expect(viewer.compartment.facilityIds).toEqual(['f1']);
  });

  test('names the guarantor that somebody is', async () => {
    const { compartment } = await viewerOf(await printed({ role: 'patient', guarantor: ['g1'] }));
    expect(compartment).toEqual({ kind: 'PATIENT', patientIds: [], guarantorIds: ['g1'] });
  });

  test('holds as long as was asked for', async () => {
    const token = await printed({ ttl: '2m' });
    const after = (seconds: number) => instantOf(Date.now() + seconds * 1_000);
    await expect(viewerOf(token, after(60))).resolves.toBeDefined();
    await expect(viewerOf(token, after(300))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test.each([
    [{ role: 'nobody' }, /"nobody" is not a role; use one of patient, billing/],
    [{ role: 'patient' }, /must name a patient/],
    [{ role: 'billing' }, /must name a facility, or \* for all/],
    [{ role: 'payer' }, /must name a payer/],
    [{ role: 'vendor' }, /must name an outside system/],
    [{ ttl: '5y' }, /"5y" is not a duration; write one such as 30m, 1h or 7d/],
    [{ ttl: '0m' }, /"0m" is not a duration/],
  ])('refuses %j', async (options, reason) => {
    await expect(printed(options)).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringMatching(reason) });
  });

  test('gives none where an identity provider is configured', async () => {
    await expect(printed({}, { ACCORD_OIDC_ISSUER: 'https://id.example' })).rejects.toThrow(/tokens come from ACCORD_OIDC_ISSUER/); // prettier-ignore
    expect(readdirSync(folder)).toEqual([]);
  });

  test('works from a shell, in any folder, and keeps its key from others', async () => {
    const { code, out, err } = await run(['token', '--role', 'billing', '--facility', 'f1', '--facility', 'f2', '--data', folder]); // prettier-ignore
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect((await viewerOf(out)).compartment).toEqual({ kind: 'FACILITY', facilityIds: ['f1', 'f2'] });
    expect(readdirSync(folder)).toEqual(['development-issuer.json']);
    expect(statSync(join(folder, 'development-issuer.json')).mode & 0o077).toBe(0);
    const refused = await run(['token', '--role', 'patient', '--data', folder]);
    expect(refused).toEqual({ code: 1, out: '', err: 'accord: a token of the role patient must name a patient\n' });
  });
});
