import type { CryptoKey, JWTVerifyGetKey } from 'jose' with { 'resolution-mode': 'import' };
import { z } from 'zod';
import { HubError } from '../../domain/errors';

/** How calls of the hub are signed: Ed25519 (RFC 8037), and in no other way. */
export const CALL_ALGORITHM = 'EdDSA';

/** A fresh pair, each half as JSON text of a JWK (RFC 7517). */
export interface HubKeyPair {
  /** Private: for gateways only. */
  readonly gateway: string;
  /** Public: for subgraphs. */
  readonly subgraph: string;
}

/** The gateway's half. */
export interface SigningKey {
  readonly key: CryptoKey;
  /** RFC 7638 thumbprint. */
  readonly kid: string;
}

/** The subgraphs' half; finds the public key that a signature names. */
export type VerifyingKeys = JWTVerifyGetKey;

/** Makes a key pair. */
export async function newHubKeyPair(): Promise<HubKeyPair> {
  const { calculateJwkThumbprint, exportJWK, generateKeyPair } = await import('jose');
  const { privateKey } = await generateKeyPair(CALL_ALGORITHM, { crv: 'Ed25519', extractable: true });
  const { kty, crv, x, d } = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint({ kty, crv, x } as { kty: string });
  const common = { kty, crv, kid, alg: CALL_ALGORITHM, use: 'sig', x };
  return { gateway: JSON.stringify({ ...common, d }), subgraph: JSON.stringify(common) };
}

const half = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const octetKeyPair = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: half, d: half.optional() });
type OctetKeyPair = z.infer<typeof octetKeyPair>;
const keySet = z.object({ keys: z.array(octetKeyPair).min(1) });

const MAKE_ONE = '`accord hub-key` makes a pair';

/** Reads the private key that a gateway signs by. Throws BAD_INPUT for anything else, and never repeats it. */
export async function readSigningKey(text: string): Promise<SigningKey> {
  const { calculateJwkThumbprint, importJWK } = await import('jose');
  const jwk = octetKeyPair.safeParse(parsed(text)).data;
  if (!jwk) throw new HubError('BAD_INPUT', `ACCORD_HUB_KEY is not an Ed25519 key as a JWK; ${MAKE_ONE}`);
  if (jwk.d === undefined) {
    throw new HubError('BAD_INPUT', `a gateway signs, and so needs the private hub key; ${MAKE_ONE}`);
  }
  const { kty, crv, x, d } = jwk;
  const key = await importJWK({ kty, crv, x, d }, CALL_ALGORITHM).catch((cause: unknown) => {
    throw new HubError('BAD_INPUT', `the halves of ACCORD_HUB_KEY do not belong together; ${MAKE_ONE}`, { cause });
  });
  return { key: key, kid: await calculateJwkThumbprint({ kty, crv, x }) };
}

/**
 * Reads the public key that a subgraph checks signatures by, or several as a JWK Set (RFC 7517, 5), so that a new pair
 * can be brought in while the old one still signs. Throws BAD_INPUT for anything else, a private key included.
 */
export async function readVerifyingKeys(text: string): Promise<VerifyingKeys> {
  const { calculateJwkThumbprint, createLocalJWKSet } = await import('jose');
  const value = parsed(text);
  const keys: readonly OctetKeyPair[] | undefined =
    keySet.safeParse(value).data?.keys ?? octetKeyPair.array().safeParse([value]).data;
  if (!keys) throw new HubError('BAD_INPUT', `ACCORD_HUB_KEY is not an Ed25519 key as a JWK; ${MAKE_ONE}`);
  if (keys.some(({ d }) => d !== undefined)) {
    throw new HubError('BAD_INPUT', `the private hub key belongs to gateways alone: give a subgraph the public one; ${MAKE_ONE}`); // prettier-ignore
  }
  const named = keys.map(async ({ kty, crv, x }) => ({
    ...{ kty, crv, x, alg: CALL_ALGORITHM },
    kid: await calculateJwkThumbprint({ kty, crv, x }),
  }));
  return createLocalJWKSet({ keys: await Promise.all(named) });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
