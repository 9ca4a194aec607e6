import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { HubError } from '../platform/domain/errors';
import { digestOf } from '../platform/domain/ids';
import { MalformedRequest } from './malformed-request';

/** Documents that were known before they were asked, by SHA-256 of their text. */
export interface TrustedDocuments {
  /** The text of an id: lower-case hex. */
  textOf(id: string): string | undefined;
  readonly count: number;
}

export const noTrustedDocuments: TrustedDocuments = { textOf: () => undefined, count: 0 };

/** Apollo's persisted query manifest, version 1. */
const MANIFEST = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

/** What Relay and graphql-codegen's client preset write: text by id. */
const TEXTS_BY_ID = z.record(z.string(), z.string());

/**
 * Reads the trusted documents of a folder: each `.graphql` file is one, and each `.json` file a manifest, of Apollo's
 * form or text by id. Throws BAD_INPUT for a file that cannot be read, and for an id that is not its text's SHA-256:
 * an id must never come to mean another text.
 */
export async function readTrustedDocuments(folder: string): Promise<TrustedDocuments> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new HubError('BAD_INPUT', `the folder of trusted documents ${folder} cannot be read`, { cause });
  });
  const texts = new Map<string, string>();
  for (const name of names.filter((one) => /\.(graphql|json)$/.test(one)).sort()) {
    const content = await readFile(join(folder, name), 'utf8');
    for (const text of name.endsWith('.json') ? textsOf(content, name) : [content]) texts.set(digestOf(text), text);
  }
  return { textOf: (id) => texts.get(id), count: texts.size };
}

function textsOf(content: string, name: string): readonly string[] {
  const entries = entriesOf(content);
  if (!entries) throw new HubError('BAD_INPUT', `${name} is no manifest of trusted documents`);
  for (const [id, text] of entries) {
    if (hexOf(id) !== digestOf(text)) {
      throw new HubError('BAD_INPUT', `${name}: the id ${id.slice(0, 80)} is not the SHA-256 of its text`);
    }
  }
  return entries.map(([, text]) => text);
}

function entriesOf(content: string): readonly (readonly [id: string, text: string])[] | undefined {
  try {
    const json: unknown = JSON.parse(content);
    const manifest = MANIFEST.safeParse(json);
    if (manifest.success) return manifest.data.operations.map(({ id, body }) => [id, body] as const);
    const plain = TEXTS_BY_ID.safeParse(json);
    return plain.success ? Object.entries(plain.data) : undefined;
  } catch {
    return undefined;
  }
}

const hexOf = (id: string): string => id.replace(/^sha256:/, '').toLowerCase();

/** A document that a request names instead of sending it, or beside it. */
export interface NamedDocument {
  /** SHA-256 of its text, lower-case hex. */
  readonly hash: string;
  /** By the hash of Apollo's `persistedQuery` extension, under which a text may be sent and kept; else by `documentId`. */
  readonly isPersisted: boolean;
}

/**
 * What document a request names: `documentId` (GraphQL over HTTP, appendix A: persisted documents) or the hash of
 * Apollo's `persistedQuery` extension, version 1. Undefined without one. Throws MalformedRequest for another form.
 */
export function namedDocument({ documentId, extensions }: DocumentNaming): NamedDocument | undefined {
  const { persistedQuery } = (extensions ?? {}) as { readonly persistedQuery?: PersistedQuery | null };
  const given = documentId ?? persistedQuery?.sha256Hash;
  if (given == null && persistedQuery == null) return undefined;
  const hash = typeof given === 'string' ? hexOf(given) : '';
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new MalformedRequest('a document id is sha256: and 64 hex digits');
  const isPersisted = documentId == null;
  if (isPersisted && persistedQuery?.version !== 1) {
    throw new MalformedRequest('persisted queries are taken in version 1: their hash is SHA-256');
  }
  return { hash, isPersisted };
}

interface PersistedQuery {
  readonly version?: unknown;
  readonly sha256Hash?: unknown;
}

/** The parts of a request that may name a document. */
export interface DocumentNaming {
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}
