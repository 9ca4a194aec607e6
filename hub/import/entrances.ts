import { createHttpClient } from '../../platform/connect/http-client';
import { createClientPolicy } from '../../platform/connect/policy';
import type { Call } from '../../platform/connect/port';
import { HubError } from '../../platform/domain/errors';
import { createLogger, silentLogger } from '../../platform/telemetry/logger';
import { startHub } from '../embedded';
import type { Environment } from '../environment';
import { OPERATING } from '../hub-request';
import { createOperatorClient, type OperatorClient } from '../operator-client';
import { findRunningHub } from '../running-hub';
import { SANDBOX_TOKEN } from '../sandbox-process';
import { verbToken } from '../verb-access';
import { openSandboxEhr, type SandboxEhr } from './sandbox-ehr';

/** Where messages go in: the hub, and the EHR that FHIR bundles are loaded into. */
export interface Entrances {
  readonly hub: OperatorClient;
  /** Throws RULE_BROKEN unless the EHR is the sandbox's, BAD_INPUT when there is none. */
  ehr(): Promise<SandboxEhr>;
  close(): Promise<void>;
}

/** The running hub of the data folder, or one of our own, on a free port, for as long as the import takes. */
export async function openEntrances(environment: Environment, call: Call): Promise<Entrances> {
  const token = await verbToken(environment, OPERATING, 'accord-import');
  const running = findRunningHub(environment.dataFolder);
  const own = running ? null : await startOwnHub(environment);
  const { url, sandbox } = running ?? (own as NonNullable<typeof own>);
  const ehr = ehrOf(environment, sandbox);
  const hub = createOperatorClient({ url, token });
  let opened: Promise<SandboxEhr> | null = null;
  const close = async (): Promise<void> => {
    await ehr?.close();
    await own?.stop();
  };
  try {
    await hub.check();
  } catch (error) {
    await close();
    throw error;
  }
  return { hub, ehr: () => (opened ??= openEhr(ehr, call)), close };
}

/** With its sandbox, unless the environment names other systems: what the two bring must not meet in one ledger. */
function startOwnHub(environment: Environment) {
  const { ehr, clearinghouse, erp, bank, stripe, logLevel } = environment;
  const sandbox = [ehr, clearinghouse, erp, bank, stripe].every((system) => system === null);
  const level = logLevel === 'info' ? 'warn' : logLevel; // the table is what the command has to say
  const log = createLogger({ name: 'hub', level });
  return startHub({ ...environment, port: 0, logLevel: level }, { sandbox, pace: 0, log });
}

type Address = { readonly url: string; readonly token: string };

function ehrOf({ ehr }: Environment, sandbox: Readonly<Record<string, string>> | null) {
  const address: Address | null = sandbox?.ehr ? { url: `${sandbox.ehr}/fhir/R4`, token: SANDBOX_TOKEN } : ehr;
  return (
    address &&
    createHttpClient({
      source: 'ehr',
      baseUrl: address.url,
      headers: { authorization: `Bearer ${address.token}` },
      policy: createClientPolicy('ehr', silentLogger, { timeoutMs: 60_000 }),
      log: silentLogger,
    })
  );
}

async function openEhr(http: ReturnType<typeof ehrOf>, call: Call): Promise<SandboxEhr> {
  if (!http) throw new HubError('BAD_INPUT', 'the hub has no EHR to load FHIR bundles into; start it with its sandbox');
  return openSandboxEhr(http, call);
}
