import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HubError } from '../../platform/domain/errors';

/** What a file turns out to hold, by its first characters and never by its name. */
export type MessageFile =
  | { readonly kind: 'FHIR'; readonly path: string; readonly bundle: unknown }
  | { readonly kind: 'X12'; readonly path: string; readonly body: Buffer }
  /** Nothing that can be taken in, and why. */
  | { readonly kind: 'UNREADABLE'; readonly path: string; readonly body: Buffer; readonly reason: string };

/** Finds every file below the paths, in a steady order. Throws BAD_INPUT for a path that is not there. */
export async function findFiles(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(paths.map(filesAt));
  return found.flat();
}

async function filesAt(path: string): Promise<readonly string[]> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new HubError('BAD_INPUT', `there is no file or folder ${path}`, { cause });
  });
  if (info.isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !/^MANIFEST\b/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const BYTE_ORDER_MARK = /^\uFEFF/;

/** Reads one file and tells what it is. */
export async function readMessageFile(path: string): Promise<MessageFile> {
  const body = await readFile(path);
  const head = body.subarray(0, 200).toString('utf8').replace(BYTE_ORDER_MARK, '').trimStart();
  if (head.startsWith('{') || head.startsWith('[')) return readJson(path, body);
  if (head.startsWith('ISA')) return { kind: 'X12', path, body };
  const reason = head.startsWith('MSH')
    ? 'HL7 v2 messages are not taken yet'
    : 'neither a FHIR bundle (JSON) nor an X12 interchange (ISA)';
  return { kind: 'UNREADABLE', path, body, reason };
}

function readJson(path: string, body: Buffer): MessageFile {
  try {
    const bundle: unknown = JSON.parse(body.toString('utf8').replace(BYTE_ORDER_MARK, ''));
    return { kind: 'FHIR', path, bundle };
  } catch {
    return { kind: 'UNREADABLE', path, body, reason: 'broken JSON: the file ends early or is damaged' };
  }
}
