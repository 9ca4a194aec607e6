import { CONTRACTS } from '../../platform/access/contracts';
import { HubError } from '../../platform/domain/errors';
import { logInternal } from '../../platform/telemetry/log-internal';
import { createLogger } from '../../platform/telemetry/logger';
import { startHub, type Hub } from '../embedded';
import type { Environment } from '../environment';
import { untilStopped } from '../until-stopped';

export interface StartOptions {
  readonly port?: number;
  readonly data?: string;
  readonly sandbox: boolean;
  readonly pace: number;
}

/** Starts the whole hub, says where everything is, and runs until it is told to stop or cannot go on. */
export async function startVerb(environment: Environment, options: StartOptions): Promise<void> {
  const { port = environment.port, data = environment.dataFolder, sandbox, pace } = options;
  if (environment.tls) {
    const why = 'the whole hub answers this machine alone, without TLS: give the certificate to `accord gateway`';
    throw new HubError('BAD_INPUT', `${why}, or unset ACCORD_TLS_CERT and ACCORD_TLS_KEY`);
  }
  const log = createLogger({ name: 'hub', level: environment.logLevel });
  const end = new AbortController();
  const onDeath = (error: Error): void => {
    logInternal(log, [error], 'hub');
    process.stderr.write(`accord: ${error.message}; the hub stops. Start it again: it goes on where it stood.\n`);
    process.exitCode = 1;
    end.abort();
  };
  const hub = await startHub({ ...environment, port, dataFolder: data }, { sandbox, pace, log, onDeath });
  process.stdout.write(`${welcome(hub, { data, pace })}\n`);
  await untilStopped(end.signal);
  process.stdout.write('Stopping …\n');
  await hub.stop();
}

function welcome(
  { url, sandbox, systems }: Hub,
  { data, pace }: { readonly data: string; readonly pace: number },
): string {
  const days = pace > 0 ? `${pace} sandbox days pass each minute` : 'no sandbox days pass (--pace 0)';
  return [
    'Accord is running.',
    `  graph         ${url}/graphql   (WebSocket and SSE on the same path)`,
    `  contracts     ${url}/graphql/${CONTRACTS.join(' | ')}`,
    `  health        ${url}/health/ready`,
    `  metrics       ${url}/metrics`,
    `  data          ${data}`,
    ...(sandbox ? [`  sandbox       ${sandbox.control ?? ''}/state   (${days})`] : ['  sandbox       off']),
    ...(sandbox ? [] : [`  systems       ${systems.join(', ') || 'none: name them by ACCORD_EHR_URL and the like'}`]),
    '',
    'Next, in another terminal:  npm run --silent accord -- token --role billing --facility "*"',
    'Stop with Ctrl-C.',
  ].join('\n');
}
