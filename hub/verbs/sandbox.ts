import { HubError } from '../../platform/domain/errors';
import { createLogger } from '../../platform/telemetry/logger';
import { launchSandbox } from '../sandbox-process';
import { untilStopped } from '../until-stopped';

export interface SandboxVerbOptions {
  readonly data?: string;
  readonly pace: number;
}

/** Runs the stand-ins alone and says where they are, until it is told to stop. Throws when they end by themselves. */
export async function sandboxVerb({ data, pace }: SandboxVerbOptions): Promise<void> {
  const log = createLogger({ name: 'sandbox' });
  const sandbox = launchSandbox({ dataFolder: data ?? null, pace, log });
  const stopped = untilStopped().then(() => 'STOPPED' as const);
  process.stdout.write(`${JSON.stringify({ ready: true, urls: await sandbox.urls })}\n`);
  const why = await Promise.race([stopped, sandbox.ended]);
  if (why !== 'STOPPED') throw new HubError('SOURCE_UNAVAILABLE', 'the sandbox has ended', { source: 'sandbox' });
  await sandbox.stop();
}
