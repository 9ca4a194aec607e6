import { HubError, isHubError } from '../../platform/domain/errors';
import { newId } from '../../platform/domain/ids';
import type { Environment } from '../environment';
import { openEntrances, type Entrances } from '../import/entrances';
import { findFiles, type FoundFiles } from '../import/message-files';
import { progressBar, type ProgressBar } from '../import/progress-bar';
import { ImportReport } from '../import/report';
import { takeFile, type ImportRun } from '../import/take-file';
import { untilStopped } from '../until-stopped';

/**
 * Takes files in by their real entrances and says what became of each message. The exit code is 0 when everything was
 * taken in or set aside with its reason, 1 when a file was not, or the import itself failed.
 */
export async function importVerb(
  environment: Environment,
  paths: readonly string[],
  { data }: { readonly data?: string },
): Promise<void> {
  const found = await findFiles(paths);
  if (found.files.length + found.locked.length === 0) {
    throw new HubError('BAD_INPUT', `there is no file to take in below ${paths.join(', ')}; check the path`);
  }
  const stop = new AbortController();
  void untilStopped(stop.signal).then(() => stop.abort());
  const call = { signal: stop.signal, correlationId: newId() };
  const report = new ImportReport();
  for (const { path, reason } of found.locked) report.failed(path, reason);
  try {
    const entrances = await openEntrances({ ...environment, dataFolder: data ?? environment.dataFolder }, call);
    await takeAll(found, { entrances, report, signal: stop.signal }).finally(() => entrances.close());
  } catch (error) {
    throw stop.signal.aborted ? interrupted() : error;
  } finally {
    if (!report.isEmpty) process.stdout.write(`${closingOf(report, found)}\n`);
    stop.abort();
  }
  if (report.hasFailed) process.exitCode = 1;
}

const closingOf = (report: ImportReport, { leftOut }: FoundFiles): string =>
  leftOut.length === 0
    ? report.print()
    : `${report.print()}\nleft out, as they describe a folder: ${leftOut.join(', ')}`;

interface Taking {
  readonly entrances: Entrances;
  readonly report: ImportReport;
  readonly signal: AbortSignal;
}

async function takeAll({ files }: FoundFiles, { entrances, report, signal }: Taking): Promise<void> {
  // Before anything is taken in: bundles that may not go into this EHR are no reason to stop half-way.
  if (files.some(({ isFhir }) => isFhir)) await entrances.ehr();
  const bar = progressBar({ files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) });
  const run: ImportRun = { entrances, report, loaded: new Map(), onBytes: (bytes) => bar.advance(bytes) };
  try {
    for (const file of files) {
      if (signal.aborted) throw interrupted();
      await takeFile(file, run);
      bar.file();
    }
    await post(run, bar);
  } finally {
    bar.end();
  }
}

const interrupted = (): HubError =>
  new HubError('SOURCE_UNAVAILABLE', 'the import was interrupted; run it again: what was taken in counts as repeated');

/** Brings all of it into the ledger and the views, then looks at what the hub could not make use of. */
async function post({ entrances, report, loaded }: ImportRun, bar: ProgressBar): Promise<void> {
  bar.say('posting to the ledger …');
  try {
    await entrances.hub.drain();
  } catch (error) {
    if (!isHubError(error, 'SOURCE_UNAVAILABLE') || error.source === 'hub') throw error;
    bar.say(`everything is taken in and kept; posting goes on by itself once it can: ${error.message}`);
  }
  if (loaded.size === 0) return;
  const { setAside, waiting } = await entrances.hub.ehrRemainder();
  for (const { key, reason } of setAside) {
    const known = loaded.get(key);
    if (known) report.setAsideLater('FHIR R4', known.counted, reason, `${known.path}, ${key}`);
  }
  for (const { key } of waiting) {
    const known = loaded.get(key);
    if (known) report.waiting('FHIR R4', `${key.split('/')[0] ?? ''} refers to what has not come`, `${known.path}, ${key}`); // prettier-ignore
  }
}
