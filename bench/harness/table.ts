import { cpus, loadavg } from 'node:os';
import Table from 'cli-table3';
import { isMet, type Row, type Target } from './bench';

/** What became of one bench. */
export interface Outcome {
  readonly name: string;
  readonly rows: readonly Row[];
  /** Seconds that the bench ran. */
  readonly seconds: number;
  readonly skipped: string | null;
  readonly failed: string | null;
}

/** The machine that the figures were taken on. A high load before the run makes them worse than they are. */
export const machine = () => ({
  node: process.versions.node,
  processors: cpus().length,
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  loadBefore: loadavg()[0] ?? 0,
});

/** One table of all outcomes. */
export function printTable(outcomes: readonly Outcome[]): string {
  const table = new Table({
    head: ['bench', 'what', 'figure', 'target', 'met?'],
    colAligns: ['left', 'left', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const { name, rows, skipped, failed } of outcomes) {
    const why = skipped !== null ? `skipped: ${skipped}` : failed !== null ? `failed: ${failed}` : null;
    if (why !== null) table.push([name, { content: why.slice(0, 150), colSpan: 4 }]);
    rows.forEach((row, index) => table.push([index === 0 ? name : '', ...cellsOf(row)]));
  }
  return table.toString();
}

function cellsOf(row: Row): readonly string[] {
  const met = isMet(row);
  return [
    row.what,
    `${figure(row.value)} ${row.unit}`,
    row.target ? targetText(row.target) : '',
    met === null ? '' : met ? 'yes' : 'NO',
  ];
}

const targetText = (target: Target): string =>
  'under' in target ? `under ${figure(target.under)}` : `${figure(target.atLeast)} or more`;

/** Three figures that count, and no more than two decimals. */
function figure(value: number): string {
  const decimals = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
