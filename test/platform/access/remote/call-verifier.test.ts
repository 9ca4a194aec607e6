import fc from 'fast-check';
import type { JWTPayload } from 'jose' with { 'resolution-mode': 'import' };
import type { AuditedCall } from '../../../../platform/access/audit/audited-call';
import { CALL_ISSUER, CALL_TYPE, claimsOf } from '../../../../platform/access/remote/call-claims';
import { createCallSigner } from '../../../../platform/access/remote/call-signer';
import { createCallVerifier } from '../../../../platform/access/remote/call-verifier';
import { newHubKeyPair, readSigningKey, readVerifyingKeys } from '../../../../platform/access/remote/hub-key';
import { PURPOSES_OF_USE } from '../../../../platform/access/viewer';
import { instantOf, type Instant } from '../../../../platform/domain/instant';
import { aCall, signerAndVerifier } from './calls';

const BODY = '{"query":"{ account { balance } }"}';
const read = (body: string) => async () => Buffer.from(body);
const unauthenticated = (message: RegExp) =>
  expect.objectContaining({ code: 'UNAUTHENTICATED', message: expect.stringMatching(message) });

const ids = fc.array(fc.string({ maxLength: 20 }), { maxLength: 4 });
const at = fc.integer({ min: 0, max: 4e12 }).map(instantOf);
const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const calls: fc.Arbitrary<AuditedCall> = fc.record({
  viewer: fc.record(
    {
      subject: fc.string(),
      scopes: ids.map((scopes) => new Set(scopes)),
      compartment: fc.oneof(
        ids.map((patientIds) => ({ kind: 'PATIENT' as const, patientIds })),
        fc.record({
          kind: fc.constant('PATIENT' as const),
          ...{ patientIds: ids, guarantorIds: ids, guaranteed: fc.record({ accountIds: ids, patientIds: ids }) },
        }),
        ids.map((facilityIds) => ({ kind: 'FACILITY' as const, facilityIds })),
        ids.map((payerIds) => ({ kind: 'PAYER' as const, payerIds })),
        ids.map((systems) => ({ kind: 'VENDOR' as const, systems })),
        fc.constantFrom({ kind: 'NETWORK' as const }, { kind: 'NONE' as const }),
      ),
      clientId: fc.string({ unit: 'binary' }),
      tokenId: fc.option(fc.string()),
      purpose: fc.constantFrom(...PURPOSES_OF_USE),
      glass: fc.record({ grantId: fc.string(), reason: fc.string({ unit: 'grapheme' }), until: at }),
      expiresAt: at,
    },
    { requiredKeys: ['subject', 'scopes', 'compartment', 'clientId', 'tokenId', 'purpose'] },
  ),
  correlationId: fc.string(),
  operation: fc.record({
    kind: fc.constantFrom('QUERY', 'MUTATION', 'SUBSCRIPTION'),
    nameHash: fc.option(hash),
    documentHash: hash,
  }),
  policyVersion: hash,
});

describe('a signed call', () => {
  it('arrives as it was stated, whatever the viewer and the body are', async () => {
    const { signer, verifier } = await signerAndVerifier();
    await fc.assert(
      fc.asyncProperty(calls, fc.string({ unit: 'grapheme' }), async (call, body) => {
        const statement = await signer.sign(call, { audience: 'billing', body });
        expect(statement).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
        const verified = await verifier.verify([statement], read(body));
        expect(verified.call).toEqual(call);
        expect(verified.body.toString()).toBe(body);
      }),
      { numRuns: 100 },
    );
  });

  it('does not hold once any character of it is another', async () => {
    const { signer, verifier } = await signerAndVerifier();
    const statement = await signer.sign(aCall, { audience: 'billing', body: BODY });
    // The last character of a part may carry bits that are no part of its bytes.
    const ends = new Set([...statement.matchAll(/\.|$/g)].flatMap(({ index }) => [index - 1, index]));
    const places = fc.nat(statement.length - 1).filter((place) => !ends.has(place));
    const characters = fc.constantFrom(...'ABCXYZabcxyz0189-_.,= \n');
    await fc.assert(
      fc.asyncProperty(places, characters, async (place, character) => {
        fc.pre(statement[place] !== character);
        const altered = statement.slice(0, place) + character + statement.slice(place + 1);
        await expect(verifier.verify([altered], read(BODY))).rejects.toEqual(
          unauthenticated(/^the gateway's signature/),
        );
      }),
      { numRuns: 300 },
    );
    await verifier.verify([statement], read(BODY));
  });

  it('holds for its own body alone, and for the subgraph it names', async () => {
    const { signer, verifier } = await signerAndVerifier();
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (signed, sent) => {
        fc.pre(signed !== sent);
        const statement = await signer.sign(aCall, { audience: 'billing', body: signed });
        await expect(verifier.verify([statement], read(sent))).rejects.toEqual(unauthenticated(/another body/));
      }),
      { numRuns: 50 },
    );
    await fc.assert(
      fc.asyncProperty(fc.string(), async (audience) => {
        fc.pre(audience !== 'billing');
        const statement = await signer.sign(aCall, { audience, body: BODY });
        await expect(verifier.verify([statement], read(BODY))).rejects.toEqual(unauthenticated(/another subgraph/));
      }),
      { numRuns: 50 },
    );
  });

  it('is taken once, and its body is not even read when it does not hold', async () => {
    const { signer, verifier } = await signerAndVerifier();
    const statement = await signer.sign(aCall, { audience: 'billing', body: BODY });
    await verifier.verify([statement], read(BODY));
    await expect(verifier.verify([statement], read(BODY))).rejects.toEqual(unauthenticated(/used before/));
    const body = jest.fn(read(BODY));
    await expect(verifier.verify([`${statement.slice(0, -9)}AAAAAAAAA`], body)).rejects.toEqual(
      unauthenticated(/does not hold/),
    );
    expect(body).not.toHaveBeenCalled();
  });

  it('must be there, and once', async () => {
    const { signer, verifier } = await signerAndVerifier();
    const statement = await signer.sign(aCall, { audience: 'billing', body: BODY });
    for (const none of [undefined, [], ['']]) {
      await expect(verifier.verify(none, read(BODY))).rejects.toEqual(unauthenticated(/not signed/));
    }
    await expect(verifier.verify([statement, statement], read(BODY))).rejects.toEqual(
      unauthenticated(/more than once/),
    );
    // Proxies join what comes twice by commas.
    await expect(verifier.verify([`${statement}, ${statement}`], read(BODY))).rejects.toEqual(
      unauthenticated(/^the gateway's signature/),
    );
  });

  it('holds for 30 seconds, and not before it was made, but for 5 that clocks may differ', async () => {
    let now = '2026-01-05T10:00:00.000Z' as Instant;
    const { signer, verifier } = await signerAndVerifier({ clock: () => now });
    const tryAt = async (later: string): Promise<unknown> => {
      now = '2026-01-05T10:00:00.000Z' as Instant;
      const statement = await signer.sign(aCall, { audience: 'billing', body: BODY });
      now = later as Instant;
      return verifier.verify([statement], read(BODY)).catch((error: unknown) => error);
    };
    for (const good of ['2026-01-05T09:59:55.000Z', '2026-01-05T10:00:34.999Z']) {
      expect(await tryAt(good)).toMatchObject({ call: { correlationId: 'c1' } });
    }
    expect(await tryAt('2026-01-05T10:00:35.000Z')).toEqual(unauthenticated(/has expired/));
    expect(await tryAt('2026-01-05T09:59:54.000Z')).toEqual(unauthenticated(/of the future/));
  });

  it('is by the key that the subgraph knows, also while a new one is brought in', async () => {
    const [old, fresh] = [await newHubKeyPair(), await newHubKeyPair()];
    const clock = () => instantOf(Date.now());
    const signed = async ({ gateway }: { gateway: string }) =>
      createCallSigner({ key: await readSigningKey(gateway), clock }).sign(aCall, { audience: 'billing', body: BODY });
    const keys = async (text: string) => createCallVerifier({ keys: await readVerifyingKeys(text), audience: 'billing', clock }); // prettier-ignore
    const both = await keys(JSON.stringify({ keys: [JSON.parse(old.subgraph), JSON.parse(fresh.subgraph)] }));
    await both.verify([await signed(old)], read(BODY));
    await both.verify([await signed(fresh)], read(BODY));
    const one = await keys(fresh.subgraph);
    await expect(one.verify([await signed(old)], read(BODY))).rejects.toEqual(unauthenticated(/key that this subgraph does not know/)); // prettier-ignore
  });
});

describe('a forged call', () => {
  const forge = async (
    { header = {}, payload = {} }: { header?: Record<string, unknown>; payload?: JWTPayload },
    secret?: Uint8Array,
  ) => {
    const { SignJWT } = await import('jose');
    const pair = await newHubKeyPair();
    const { key, kid } = await readSigningKey(pair.gateway);
    const verifier = createCallVerifier({
      keys: await readVerifyingKeys(pair.subgraph),
      audience: 'billing',
      clock: () => instantOf(Date.now()),
    });
    const now = Math.floor(Date.now() / 1_000);
    const registered = { iss: CALL_ISSUER, aud: 'billing', jti: '0123456789abcdef', iat: now, exp: now + 30 };
    const claims = { ...claimsOf(aCall, BODY), ...registered, ...payload };
    const statement = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', typ: CALL_TYPE, kid, ...header })
      .sign(secret ?? key);
    return verifier.verify([statement], read(BODY)).catch((error: unknown) => error);
  };

  it('is refused without a signature, or with one by a shared secret', async () => {
    const { verifier } = await signerAndVerifier();
    const { UnsecuredJWT } = await import('jose');
    const now = Math.floor(Date.now() / 1_000);
    const none = new UnsecuredJWT({ ...claimsOf(aCall, BODY), aud: 'billing', iss: CALL_ISSUER, jti: '0123456789abcdef', iat: now, exp: now + 30 }).encode(); // prettier-ignore
    await expect(verifier.verify([none], read(BODY))).rejects.toEqual(unauthenticated(/^the gateway's signature/));
    const pair = await newHubKeyPair();
    expect(await forge({ header: { alg: 'HS256' } }, Buffer.from(pair.subgraph))).toEqual(
      unauthenticated(/not accepted/),
    );
  });

  it('is refused as a token of another kind, from another issuer, for several or for too long', async () => {
    expect(await forge({})).toMatchObject({ call: { correlationId: 'c1' } });
    expect(await forge({ header: { typ: 'JWT' } })).toEqual(unauthenticated(/^the gateway's signature/));
    expect(await forge({ payload: { iss: 'accord-development' } })).toEqual(unauthenticated(/wrong iss/));
    expect(await forge({ payload: { aud: ['billing', 'ehr'] } })).toEqual(unauthenticated(/several subgraphs/));
    const old = Math.floor(Date.now() / 1_000) - 60;
    expect(await forge({ payload: { iat: old } })).toEqual(unauthenticated(/has expired/));
  });

  it('is refused where a claim is missing, more than it should be, or of another form', async () => {
    const { viewer } = claimsOf(aCall, BODY);
    const wrong: JWTPayload[] = [
      { viewer: undefined },
      { viewer: { ...viewer, scopes: 'claim:read' } },
      { viewer: { ...viewer, purpose: 'CURIOSITY' } },
      { viewer: { ...viewer, compartment: { kind: 'NETWORK', facilityIds: ['f1'] } } },
      { viewer: { ...viewer, isAdmin: true } },
      { operation: { kind: 'QUERY', nameHash: 'Ada Quill', documentHash: 'x' } },
      { policy_version: 'v1' },
      { body_hash: undefined },
      { jti: 'short' },
    ];
    for (const payload of wrong) {
      expect(await forge({ payload })).toEqual(unauthenticated(/^the gateway's signature/));
    }
  });
});
