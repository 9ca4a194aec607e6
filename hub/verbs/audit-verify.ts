import { existsSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import Table from 'cli-table3';
import { anchorOf, anchorText, verifyChains, type ChainFault, type ChainReport } from '../../platform/access/audit/verify-chains'; // prettier-ignore
import { HubError } from '../../platform/domain/errors';
import { openStore } from '../../platform/store/open';
import type { Environment } from '../environment';

export interface AuditVerifyOptions {
  /** Ends of chains kept elsewhere: `writer@sequence:hash`. */
  readonly anchor: readonly string[];
  readonly data?: string;
}

/**
 * Walks every chain of audit records in the store itself, whether the hub runs or not: who checks the trail need not
 * trust the process that writes it. Prints each chain's end, to be kept elsewhere, and each fault; the exit code is 1
 * when there is one. Throws BAD_INPUT where there is no store.
 */
export async function auditVerifyVerb(
  environment: Environment,
  { anchor, data = environment.dataFolder }: AuditVerifyOptions,
): Promise<void> {
  const anchors = anchor.map(anchorOf);
  const address = environment.store ?? `file:${data}/accord.db`;
  const file = address.startsWith('file:') ? address.slice('file:'.length) : null;
  if (file !== null && !existsSync(file)) {
    throw new HubError('BAD_INPUT', `there is no store at ${file}; name the hub's data folder with --data`);
  }
  const store = await openStore(address);
  const progress = progressOf(process.stderr);
  try {
    const reports = await verifyChains(store, { anchors, onProgress: (walked, of) => progress.advance(walked, of) });
    progress.end();
    process.stdout.write(`${printed(reports)}\n`);
    if (reports.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
  } finally {
    progress.end();
    await store.close();
  }
}

/** A bar while a person watches, once there is more than a moment's work. */
function progressOf(stream: NodeJS.WriteStream) {
  const bar = new SingleBar({ format: '{bar} {percentage}% · {value}/{total} records', stream });
  let isShown = false;
  return {
    advance(walked: number, of: number): void {
      if (!stream.isTTY) return;
      if (!isShown) bar.start(of, 0);
      isShown = true;
      bar.update(walked);
    },
    end(): void {
      if (isShown) bar.stop();
      isShown = false;
    },
  };
}

function printed(reports: readonly ChainReport[]): string {
  if (reports.length === 0) return 'the store holds no audit records';
  const table = new Table({ head: ['records', 'faults', 'end of the chain; keep it elsewhere, for --anchor'], style: { head: [], border: [] } }); // prettier-ignore
  for (const { records, faults, end } of reports) table.push([records, faults.length, anchorText(end)]);
  const faults = reports.flatMap((report) => report.faults);
  const closing = faults.length === 0 ? ['every chain is whole'] : faults.map(sentence);
  return [table.toString(), ...closing].join('\n');
}

function sentence(fault: ChainFault): string {
  const at = `${fault.writer}@${fault.sequence}`;
  switch (fault.kind) {
    case 'ALTERED':
      return `ALTERED ${at}: the record does not say what it said when it was written`;
    case 'REORDERED':
      return `REORDERED ${at}: the record does not follow the one before it; it, or that one, was moved, replaced or put in`;
    case 'MISSING':
      return `MISSING ${at}${fault.until === fault.sequence ? '' : ` to ${fault.until}`}: written once, and gone`;
    case 'MISLISTED':
      return `MISLISTED ${at}: who looks for the record by its id, or by a patient of it, does not find it`;
  }
}
