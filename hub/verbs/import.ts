import { createDevelopmentIssuer } from '../../platform/access/development-issuer';
import { createHttpClient, type HttpClient } from '../../platform/connect/http-client';
import { createClientPolicy } from '../../platform/connect/policy';
import type { Call } from '../../platform/connect/port';
import { HubError, isHubError } from '../../platform/domain/errors';
import { newId } from '../../platform/domain/ids';
import { systemClock } from '../../platform/domain/instant';
import { createLogger, silentLogger } from '../../platform/telemetry/logger';
import { startHub } from '../embedded';
import type { Environment } from '../environment';
import { readBundle } from '../import/fhir-bundle';
import { findFiles, readMessageFile, type MessageFile } from '../import/message-files';
import { progressBar } from '../import/progress-bar';
import { addSetAside, countsOf, printReport, type ImportReport } from '../import/report';
import { putResources, refuseUnlessSandbox } from '../import/sandbox-ehr';
import { createOperatorClient, type OperatorClient } from '../operator-client';
import { findRunningHub } from '../running-hub';
import { SANDBOX_TOKEN } from '../sandbox-process';

/** Where messages go: the hub, and the EHR that FHIR bundles are loaded into. */
interface Entrances {
  readonly hub: OperatorClient;
  readonly ehr: HttpClient;
  readonly call: Call;
  close(): Promise<void>;
}

/** Takes files in by their real entrances and says what became of each message. */
export async function importVerb(
  environment: Environment,
  paths: readonly string[],
  { data }: { readonly data?: string },
) {
  const files = await findFiles(paths);
  if (files.length === 0) throw new HubError('BAD_INPUT', `there is no file in ${paths.join(', ')}`);
  const entrances = await openEntrances({ ...environment, dataFolder: data ?? environment.dataFolder });
  const report: ImportReport = new Map();
  const bar = progressBar(files.length);
  try {
    for (const path of files) {
      await takeFile(await readMessageFile(path), entrances, report);
      bar.advance();
    }
    bar.say('posting to the ledger …');
    await entrances.hub.drain();
  } finally {
    bar.end();
    await entrances.close();
  }
  process.stdout.write(`${printReport(report)}\n`);
}

async function takeFile(file: MessageFile, entrances: Entrances, report: ImportReport): Promise<void> {
  if (file.kind === 'FHIR') return takeBundle(file.bundle, entrances, report);
  if (file.kind === 'X12') return takeX12(file.body, entrances, report);
  const counts = countsOf(report, 'unreadable');
  counts.files += 1;
  counts.messages += 1;
  addSetAside(counts, file.reason);
  await entrances.hub.setAside({ kind: 'file', reason: file.reason, raw: file.body.toString('latin1') });
}

async function takeBundle(bundle: unknown, { ehr, hub, call }: Entrances, report: ImportReport): Promise<void> {
  const counts = countsOf(report, 'FHIR R4');
  counts.files += 1;
  try {
    const { puts, setAside } = readBundle(bundle);
    counts.messages += puts.length + setAside.length;
    await refuseUnlessSandbox(ehr, call);
    const put = await putResources(ehr, puts, call, systemClock);
    counts.accepted += put.accepted;
    counts.repeated += put.repeated;
    for (const reason of put.setAside) addSetAside(counts, reason);
    for (const { reason, raw } of setAside) {
      addSetAside(counts, reason);
      await hub.setAside({ kind: 'FHIR R4', reason, raw });
    }
  } catch (error) {
    if (!isHubError(error, 'SOURCE_MALFORMED')) throw error;
    counts.messages += 1;
    addSetAside(counts, error.message);
    await hub.setAside({ kind: 'FHIR R4', reason: error.message, raw: JSON.stringify(bundle) });
  }
}

async function takeX12(body: Buffer, { hub }: Entrances, report: ImportReport): Promise<void> {
  const taken = await hub.giveX12(body);
  const counts = countsOf(report, 'X12');
  counts.files += 1;
  counts.messages += taken.messages;
  counts.accepted += taken.accepted;
  counts.repeated += taken.repeated;
  for (const { reason } of taken.setAside) addSetAside(counts, reason);
}

/** The running hub of the data folder, or one of our own for as long as the import takes. */
async function openEntrances(environment: Environment): Promise<Entrances> {
  const running = findRunningHub(environment.dataFolder);
  const log = createLogger({ name: 'import', level: 'warn' });
  const own = running ? null : await startHub({ ...environment, port: 0 }, { sandbox: true, pace: 0, log });
  const { url, sandbox } = running ?? (own as NonNullable<typeof own>);
  const ehrUrl = sandbox?.ehr ? `${sandbox.ehr}/fhir/R4` : environment.ehr?.url;
  if (!ehrUrl)
    throw new HubError('BAD_INPUT', 'the hub has no EHR to load FHIR bundles into; start it with its sandbox');
  const ehr = createHttpClient({
    source: 'ehr',
    baseUrl: ehrUrl,
    headers: { authorization: `Bearer ${sandbox ? SANDBOX_TOKEN : (environment.ehr?.token ?? '')}` },
    policy: createClientPolicy('ehr', silentLogger, { timeoutMs: 60_000 }),
    log: silentLogger,
  });
  return {
    hub: createOperatorClient({ url, token: await operatorToken(environment) }),
    ehr,
    call: { signal: AbortSignal.timeout(600_000), correlationId: newId() },
    close: async () => {
      await ehr.close();
      await own?.stop();
    },
  };
}

async function operatorToken({ token, oidcIssuer, dataFolder }: Environment): Promise<string> {
  if (token !== null) return token;
  if (oidcIssuer !== null)
    throw new HubError('BAD_INPUT', 'set ACCORD_TOKEN to a token of ACCORD_OIDC_ISSUER that holds operator:write');
  const issuer = await createDevelopmentIssuer({ folder: dataFolder });
  return issuer.issue({ role: 'operator', clientId: 'accord-import', now: systemClock() });
}
