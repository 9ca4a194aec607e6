import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { HubError, isHubError } from '../../platform/domain/errors';
import { FHIR_TYPES } from '../../subgraphs/ehr/mapping/fhir';
import type { Entrances } from './entrances';
import { readBundle, type Put } from './fhir-bundle';
import { fileFault, isFileError, readText, type FileKind, type MessageFile } from './message-files';
import type { ImportReport } from './report';
import type { PutOutcome } from './sandbox-ehr';

/** A FHIR resource that went into the EHR, as it was counted. */
export interface Loaded {
  readonly counted: 'accepted' | 'repeated';
  readonly path: string;
}

/** One run of the import. */
export interface ImportRun {
  readonly entrances: Entrances;
  readonly report: ImportReport;
  /** Resources that the hub reads from the EHR, by their key in its inbox: `Claim/ID@VERSION`. */
  readonly loaded: Map<string, Loaded>;
  /** Called as bytes of a file are done. */
  readonly onBytes: (bytes: number) => void;
}

const FHIR = 'FHIR R4';
const LARGEST_TEXT = 256 * 1024 * 1024; // 256 MiB, of a file that has to be read as a whole
const LARGEST_KEPT = 32 * 1024 * 1024; // 32 MiB, of a file that nobody can read

/** Failures after which going on makes no sense. */
const ENDS: ReadonlySet<string> = new Set(['SOURCE_UNAVAILABLE', 'UNAUTHENTICATED', 'FORBIDDEN', 'RULE_BROKEN']);

/**
 * Takes one file in by the entrance of its kind. What is wrong with the file alone stands in the report afterwards.
 * Throws what ends the whole import.
 */
export async function takeFile(file: MessageFile, run: ImportRun): Promise<void> {
  try {
    await take(file, run);
  } catch (error) {
    if (isFileError(error)) return run.report.failed(file.path, fileFault(error));
    if (!isHubError(error) || ENDS.has(error.code)) throw error;
    run.report.failed(file.path, error.message);
  }
}

async function take(file: MessageFile, run: ImportRun): Promise<void> {
  if (file.kind === 'X12') return takeX12(file, run);
  if (file.kind === 'JSON') await takeJson(file, run);
  else if (file.kind === 'BAI2') await takeBankFile(file, run);
  else await keepUnread(file, run, { kind: rowOf(file.kind), reason: REASONS[file.kind] });
  run.onBytes(file.size);
}

const rowOf = (kind: FileKind): string => (kind === 'HL7 v2' ? kind : 'not readable');

/** Why files of a kind are set aside. */
const REASONS: Readonly<Record<Exclude<FileKind, 'JSON' | 'X12' | 'BAI2'>, string>> = {
  'HL7 v2': 'HL7 v2 messages are not taken in from files; send the same facts as FHIR R4',
  XML: 'XML is not read; export the same as FHIR R4 JSON or X12',
  empty: 'the file is empty; ask the sender for it again',
  binary: 'a binary file; only FHIR R4 bundles (JSON), X12, BAI2 and Stripe events are read',
  text: 'neither a FHIR R4 bundle (JSON) nor X12 (ISA), BAI2 (01,) or a Stripe event; ask the sender what it is',
};

async function takeX12(file: MessageFile, { entrances, report, onBytes }: ImportRun): Promise<void> {
  const taken = await entrances.hub.giveX12(counted(file.path, onBytes));
  report.file('X12');
  report.take('X12', taken, file.path);
}

async function* counted(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    onBytes(chunk.length);
    yield chunk;
  }
}

async function takeBankFile(file: MessageFile, { entrances, report }: ImportRun): Promise<void> {
  const taken = await entrances.hub.giveBankFile(await readText(file, LARGEST_KEPT));
  report.file('BAI2');
  report.take('BAI2', taken, file.path);
}

async function takeJson(file: MessageFile, run: ImportRun): Promise<void> {
  const text = await readText(file, LARGEST_TEXT);
  const value = parsed(text);
  if (value === undefined) {
    const reason = 'broken JSON, the file ends early or is damaged; ask the sender for it again';
    return keepText({ text, path: file.path }, run, { kind: file.isFhir ? FHIR : 'not readable', reason });
  }
  const events = stripeEventsIn(value);
  return events ? takeEvents(events, file, run) : takeBundle(value, { text, path: file.path }, run);
}

/** Undefined for text that is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isEvent = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (value as { readonly object?: unknown }).object === 'event';

/** One event, a list of them, or a page of Stripe's event list; null for anything else. */
function stripeEventsIn(value: unknown): readonly unknown[] | null {
  if (isEvent(value)) return [value];
  const { object, data } = (value ?? {}) as { readonly object?: unknown; readonly data?: unknown };
  const list = object === 'list' ? data : value;
  return Array.isArray(list) && list.length > 0 && list.every(isEvent) ? (list as readonly unknown[]) : null;
}

const EVENTS = 500; // given at one time

async function takeEvents(events: readonly unknown[], { path }: MessageFile, run: ImportRun): Promise<void> {
  run.report.file('Stripe event');
  for (let start = 0; start < events.length; start += EVENTS) {
    const texts = events.slice(start, start + EVENTS).map((event) => JSON.stringify(event));
    run.report.take('Stripe event', await run.entrances.hub.giveStripeEvents(texts), path);
  }
}

interface Text {
  readonly text: string;
  readonly path: string;
}

async function takeBundle(value: unknown, { text, path }: Text, run: ImportRun): Promise<void> {
  const contents = contentsOf(value);
  if (contents instanceof HubError) return keepText({ text, path }, run, { kind: FHIR, reason: contents.message });
  const ehr = await run.entrances.ehr();
  run.report.file(FHIR);
  const outcomes = await ehr.put(contents.puts);
  for (const [index, put] of contents.puts.entries()) {
    const outcome = outcomes[index] ?? { outcome: 'REFUSED', reason: 'the EHR did not answer; import it again' };
    await settle(put, outcome, { run, path });
  }
  for (const { entry, reason, raw } of contents.setAside) await keepEntry({ entry, reason, raw }, { run, path });
}

function contentsOf(value: unknown) {
  try {
    return readBundle(value);
  } catch (error) {
    if (isHubError(error, 'SOURCE_MALFORMED')) return error;
    throw error;
  }
}

interface At {
  readonly run: ImportRun;
  readonly path: string;
}

const isReadByTheHub = (type: string): boolean => (FHIR_TYPES as readonly string[]).includes(type);

async function settle(put: Put, outcome: PutOutcome, at: At): Promise<void> {
  if (outcome.outcome === 'REFUSED') {
    return keepEntry({ entry: put.entry, reason: outcome.reason, raw: JSON.stringify(put.resource) }, at);
  }
  const counted = outcome.outcome === 'ACCEPTED' ? 'accepted' : 'repeated';
  at.run.report.count(FHIR, { [counted]: 1 });
  if (isReadByTheHub(put.resourceType)) at.run.loaded.set(outcome.key, { counted, path: at.path });
}

async function keepEntry(
  { entry, reason, raw }: { readonly entry: number; readonly reason: string; readonly raw: string },
  { run, path }: At,
): Promise<void> {
  await run.entrances.hub.setAside({ kind: FHIR, reason, raw });
  run.report.setAside(FHIR, reason, `${path}, entry ${entry + 1}`);
}

interface Why {
  readonly kind: string;
  readonly reason: string;
}

async function keepUnread(file: MessageFile, run: ImportRun, why: Why): Promise<void> {
  return keepText({ text: await readText(file, LARGEST_KEPT), path: file.path }, run, why);
}

/** Keeps a whole file raw, as an exception case. Its name stays here: it may be a patient's. */
async function keepText({ text, path }: Text, { entrances, report }: ImportRun, { kind, reason }: Why): Promise<void> {
  await entrances.hub.setAside({ kind, reason, raw: text });
  report.file(kind);
  report.setAside(kind, reason, basename(path) === path ? `./${path}` : path);
}
