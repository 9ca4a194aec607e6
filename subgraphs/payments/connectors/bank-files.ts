import { HubError, toHubError } from '../../../platform/domain/errors';
import { digestOf } from '../../../platform/domain/ids';
import type { HttpClient } from '../../../platform/connect/http-client';
import type { Call, Pulled, Received, SourceCursor } from '../../../platform/connect/port';
import type { Bank, BankFile } from '../connector';
import { bankDepositMapping } from '../mapping/bai2';
import { readBai2, type Bai2Detail } from './bai2';

const PAGE = 50; // files of one batch

/** A bank's file service: `GET /files?after=&limit=` lists, `GET /files/ID` gives one. Files are BAI2 text. */
export function createBankFiles({ http }: { readonly http: HttpClient }): Bank {
  const { source } = http;
  return {
    source,
    read: (raw) => readBankFile(raw, source),
    pull: (cursor, call) => pullFiles(http, cursor, call),
  };
}

/** A bank whose files come by import alone. */
export function createOfflineBank(source: string): Pick<Bank, 'source' | 'read'> {
  return { source, read: (raw) => readBankFile(raw, source) };
}

/** Keyed by its content: a bank gives the same file under several names. */
export function receivedBankFile(raw: string, read: (raw: string) => BankFile): Received<BankFile> {
  const key = `bai2/${digestOf(raw)}`;
  return { key, kind: 'BAI2 file', raw, payload: payloadOf(raw, read) };
}

function payloadOf(raw: string, read: (raw: string) => BankFile): BankFile | HubError {
  try {
    return read(raw);
  } catch (error) {
    return toHubError(error);
  }
}

/** BAI2 type codes 100 to 399 are credits, 400 to 699 debits. */
const isCredit = ({ detail }: Bai2Detail): boolean => /^[123]\d\d$/.test(detail.typeCode);
const isDebit = ({ detail }: Bai2Detail): boolean => /^[456]\d\d$/.test(detail.typeCode);

/** BAI2 02 group status: 1 update, 3 correction. A deletion is for a person, a test for nobody. */
const counts = ({ group }: Bai2Detail): boolean => ['', '1', '3'].includes(group.status);

function readBankFile(raw: string, source: string): BankFile {
  const { details, findings } = readBai2(raw, source);
  const posting = details.filter(counts);
  const left = details.length - posting.length;
  return {
    deposits: posting.filter(isCredit).map((detail) => bankDepositMapping.map(detail)),
    debits: posting.filter(isDebit).length,
    findings: left === 0 ? findings : [...findings, `${left} transactions stand in groups marked deletion or test`],
  };
}

interface FileList {
  readonly files: readonly { readonly id: string }[];
  readonly next: string | null;
}

async function* pullFiles(http: HttpClient, cursor: SourceCursor | null, call: Call): AsyncGenerator<Pulled<BankFile>> {
  for (let after = cursor ?? ''; ;) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(after === '' ? {} : { after }) });
    const listed = await http.request({ method: 'GET', path: `/files?${query.toString()}`, call });
    const { files, next } = fileList(listed.json(), http.source);
    if (files.length === 0 || next === null) return;
    const raws = await Promise.all(files.map(({ id }) => download(http, id, call)));
    yield {
      messages: raws.map((raw) => receivedBankFile(raw, (text) => readBankFile(text, http.source))),
      next,
    };
    after = next;
  }
}

async function download(http: HttpClient, id: string, call: Call): Promise<string> {
  const answer = await http.request({ method: 'GET', path: `/files/${encodeURIComponent(id)}`, call });
  return answer.text();
}

function fileList(answer: unknown, source: string): FileList {
  const { files, next } = (answer ?? {}) as { files?: unknown; next?: unknown };
  const isList = Array.isArray(files) && files.every((file) => typeof (file as { id?: unknown }).id === 'string');
  if (!isList) throw new HubError('SOURCE_MALFORMED', 'the list of bank files cannot be read', { source });
  return { files: files as FileList['files'], next: typeof next === 'string' ? next : null };
}
