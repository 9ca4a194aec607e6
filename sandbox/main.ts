import { createBankSystem } from './bank/bank-system';
import { createClearinghouseSystem } from './clearinghouse/clearinghouse-system';
import { createEhrSystem } from './ehr/ehr-system';
import { readEnvironment } from './environment';
import { createErpSystem } from './erp/erp-system';
import { createPaymentsSystem } from './payments/payments-system';
import { startSandbox } from './sandbox';

const PATIENCE = 5_000; // 5 seconds for a graceful end
const ORPHAN_CHECK = 1_000; // 1 second

const report = (error: unknown): void => {
  process.stderr.write(`sandbox: ${error instanceof Error ? error.message : String(error)}\n`);
};

/** Runs the sandbox until SIGTERM, SIGINT, or the end of the process that started it. */
async function main(): Promise<void> {
  const parent = process.ppid;
  const isForked = process.send !== undefined;
  const sandbox = await startSandbox({
    ...readEnvironment(),
    starters: {
      ehr: createEhrSystem,
      clearinghouse: (dependencies) => createClearinghouseSystem(dependencies),
      erp: (dependencies) => createErpSystem(dependencies),
      payments: (dependencies) => createPaymentsSystem(dependencies),
      bank: (dependencies) => createBankSystem(dependencies),
    },
    onError: report,
  });
  let isEnding = false;
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(1), PATIENCE).unref();
    sandbox.close().then(
      () => process.exit(0),
      (error: unknown) => {
        report(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
  process.on('disconnect', end);
  // The one that started it may have died before this process could ask who it was: then only the channel tells.
  const isOrphan = (): boolean => process.ppid !== parent || (isForked && !process.connected);
  setInterval(() => isOrphan() && end(), ORPHAN_CHECK).unref();
  process.stdout.on('error', () => undefined); // the reader may have gone
  for (const name of sandbox.torn) report(`the last line of ${name}.jsonl was cut short and has been dropped`);
  const ready = { ready: true, urls: sandbox.urls };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  if (process.connected) process.send?.(ready);
}

main().catch((error: unknown) => {
  report(error);
  process.exit(1);
});
