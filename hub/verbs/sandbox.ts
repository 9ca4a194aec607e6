import { createLogger } from '../../platform/telemetry/logger';
import { startSandbox } from '../sandbox-process';
import { untilStopped } from '../until-stopped';

export interface SandboxVerbOptions {
  readonly data?: string;
  readonly pace: number;
}

/** Runs the stand-ins alone and says where they are, until it is told to stop. */
export async function sandboxVerb({ data, pace }: SandboxVerbOptions): Promise<void> {
  const log = createLogger({ name: 'sandbox' });
  const sandbox = await startSandbox({ dataFolder: data ?? null, pace, webhookUrl: null, log });
  process.stdout.write(`${JSON.stringify({ ready: true, urls: sandbox.urls })}\n`);
  await untilStopped();
  await sandbox.stop();
}
