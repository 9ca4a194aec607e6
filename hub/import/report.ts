import Table from 'cli-table3';

/** What an import did with the messages of one kind. */
export interface ImportCounts {
  files: number;
  messages: number;
  accepted: number;
  repeated: number;
  /** Why, and how often. */
  readonly setAside: Map<string, number>;
}

export type ImportReport = Map<string, ImportCounts>;

/** The counts of a kind, begun at zero. */
export function countsOf(report: ImportReport, kind: string): ImportCounts {
  const known = report.get(kind);
  if (known) return known;
  const counts: ImportCounts = { files: 0, messages: 0, accepted: 0, repeated: 0, setAside: new Map() };
  report.set(kind, counts);
  return counts;
}

export function addSetAside({ setAside }: ImportCounts, reason: string, count = 1): void {
  setAside.set(reason, (setAside.get(reason) ?? 0) + count);
}

const setAsideOf = ({ setAside }: ImportCounts): number => [...setAside.values()].reduce((a, b) => a + b, 0);

/** The closing table, and below it each reason for which something was set aside. */
export function printReport(report: ImportReport): string {
  const head = ['what', 'files', 'messages', 'accepted', 'repeated', 'set aside'];
  const table = new Table({
    head,
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
  });
  const rows = [...report].map(([kind, counts]) => [
    kind,
    counts.files,
    counts.messages,
    counts.accepted,
    counts.repeated,
    setAsideOf(counts),
  ]);
  const sum = (column: number): number => rows.reduce((total, row) => total + Number(row[column]), 0);
  table.push(...rows.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)), ['all', ...[1, 2, 3, 4, 5].map(sum)]);
  const reasons = [...report].flatMap(([kind, { setAside }]) =>
    [...setAside].map(([reason, count]) => `  ${count} × ${kind}: ${reason}`),
  );
  return [
    table.toString(),
    ...(reasons.length === 0 ? [] : ['set aside, kept raw and raised as exception cases:', ...reasons]),
  ].join('\n');
}
