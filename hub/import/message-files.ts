import { isUtf8 } from 'node:buffer';
import { open, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HubError } from '../../platform/domain/errors';

/** What files turn out to be by their first characters, never by their names. */
export type FileKind = 'JSON' | 'X12' | 'BAI2' | 'HL7 v2' | 'XML' | 'empty' | 'binary' | 'text';

/** A file that stands to be taken in. */
export interface MessageFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly kind: FileKind;
  /** Its first characters tell of a FHIR resource. */
  readonly isFhir: boolean;
}

/** A file that cannot even be looked at. */
export interface LockedFile {
  readonly path: string;
  readonly reason: string;
}

export interface FoundFiles {
  readonly files: readonly MessageFile[];
  readonly locked: readonly LockedFile[];
  /** Files in folders that only describe them: hidden ones, `MANIFEST`, `README`, `LICENSE`. */
  readonly leftOut: readonly string[];
}

/** Finds every file below the paths, each once, in a steady order. Throws BAD_INPUT for a path that is not there. */
export async function findFiles(paths: readonly string[]): Promise<FoundFiles> {
  const seen = new Set<string>();
  const files: MessageFile[] = [];
  const locked: LockedFile[] = [];
  const leftOut: string[] = [];
  for (const path of paths) {
    for (const found of await pathsAt(path)) {
      const identity = await realpath(found).catch(() => found);
      if (seen.has(identity)) continue;
      seen.add(identity);
      if (found !== path && DESCRIPTIVE.test(found)) leftOut.push(found);
      else await look(found).then((file) => files.push(file), (error: unknown) => locked.push({ path: found, reason: fileFault(error) })); // prettier-ignore
    }
  }
  return { files, locked, leftOut };
}

const DESCRIPTIVE = /(^|[\\/])(\.[^\\/]*|(MANIFEST|README|LICENSE)(\.[^\\/]*)?)$/i;

async function pathsAt(path: string): Promise<readonly string[]> {
  const info = await stat(path).catch((cause: unknown) => {
    const isAbsent = codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR';
    throw new HubError('BAD_INPUT', isAbsent ? `there is no file or folder ${path}; check the path` : `${path}: ${fileFault(cause)}`, { cause }); // prettier-ignore
  });
  if (info.isFile()) return [path];
  if (!info.isDirectory()) throw new HubError('BAD_INPUT', `${path} is neither a file nor a folder; check the path`);
  return filesBelow(path);
}

/** Links to files are followed, links to folders are not: they may lead in circles. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new HubError('BAD_INPUT', `the folder ${folder} cannot be read: ${fileFault(cause)}`, { cause });
  });
  const found = entries.map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }));
  const isFile = await Promise.all(
    found.map(async ({ entry, path }) => entry.isFile() || (entry.isSymbolicLink() && (await isFileBehind(path)))),
  );
  return found.flatMap(({ path }, index) => (isFile[index] ? [path] : [])).sort();
}

const isFileBehind = (link: string): Promise<boolean> =>
  stat(link).then(
    (info) => info.isFile(),
    () => false,
  );

const HEAD = 4_096; // bytes

async function look(path: string): Promise<MessageFile> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const head = buffer.subarray(0, bytesRead);
    const text = head.toString('latin1').replace(/^ï»¿/, '').trimStart(); // the UTF-8 byte order mark
    const kind = kindOf(head, text);
    return { path, size, kind, isFhir: kind === 'JSON' && text.includes('"resourceType"') };
  } finally {
    await file.close();
  }
}

function kindOf(head: Buffer, text: string): FileKind {
  if (text === '') return 'empty';
  if (/^ISA[^A-Za-z0-9\s]/.test(text)) return 'X12';
  if (/^(\x0b?MSH|FHS|BHS)\|/.test(text)) return 'HL7 v2';
  if (head.includes(0)) return 'binary';
  if (text.startsWith('{') || text.startsWith('[')) return 'JSON';
  if (text.startsWith('<')) return 'XML';
  if (/^01,[^,\n]*,[^,\n]*,\d{6},\d{4},/.test(text)) return 'BAI2';
  return /[\x01-\x08\x0e-\x1a]/.test(text) ? 'binary' : 'text';
}

/** The whole text of a file; bytes that are no UTF-8 as ISO 8859-1. Throws BAD_INPUT above `most` bytes. */
export async function readText({ path, size }: Pick<MessageFile, 'path' | 'size'>, most: number): Promise<string> {
  if (size > most) throw new HubError('BAD_INPUT', `it has ${size} bytes, and at most ${most} can be taken in at one time; split it`); // prettier-ignore
  const body = await readFile(path);
  const text = body.toString(isUtf8(body) ? 'utf8' : 'latin1');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** What keeps a file from being read, and what to do. */
export function fileFault(error: unknown): string {
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM') return `you may not read it (${code}); give yourself read permission and import it again`; // prettier-ignore
  if (code === 'ENOENT') return 'it has gone; import it again when it is back';
  if (error instanceof HubError) return error.message;
  return `it cannot be read (${code ?? 'unknown fault'}); see to the disk and import it again`;
}

/** Whether an error comes from the file system. */
export const isFileError = (error: unknown): boolean =>
  codeOf(error) !== undefined && typeof (error as { readonly syscall?: unknown }).syscall === 'string' && !('address' in (error as object)); // prettier-ignore

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | null)?.code;
