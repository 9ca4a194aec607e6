import type { CalendarDate } from '../../../platform/domain/calendar-date';
import { newId } from '../../../platform/domain/ids';
import type { BillingDocuments } from '../documents';
import type { MetricAtom } from './atoms';
import { collectAtoms, type MetricClaim } from './records';

/** Which atoms hold: one document, `current`. */
export interface MetricSnapshotDocument {
  readonly _id: string;
  /** The day as a number, YYYYMMDD: a day has one snapshot, and only a later day replaces it. */
  readonly version: number;
  readonly asOf: CalendarDate;
  readonly parts: readonly string[];
}

/** Atoms of a snapshot, some hundred in one document. */
export interface MetricAtomsDocument {
  readonly _id: string;
  readonly asOf: CalendarDate;
  readonly atoms: readonly MetricAtom[];
}

/** All that metrics are answered from until the next day. */
export interface MetricSnapshot {
  readonly asOf: CalendarDate;
  readonly atoms: readonly MetricAtom[];
}

export interface MetricSnapshots {
  /** Null before the first day. Kept in memory and read again when a later one has been made. */
  current(): Promise<MetricSnapshot | null>;
  /** The day of the current one; null before the first. */
  asOf(): Promise<CalendarDate | null>;
  /** Makes the snapshot of a day unless there is one of that day or a later one; whether it did. */
  take(day: { readonly asOf: CalendarDate; readonly claims: () => AsyncIterable<MetricClaim> }): Promise<boolean>;
}

const ATOMS_OF_PART = 500;

const versionOf = (day: CalendarDate): number => Number(day.replaceAll('-', ''));

/** Keeps one snapshot a day, so that answers of one day are of one population whoever asks and however often. */
export function createMetricSnapshots(documents: BillingDocuments): MetricSnapshots {
  const { metricSnapshots, metricAtoms } = documents;
  let kept: (MetricSnapshot & { readonly first: string | undefined }) | null = null;

  async function read({ asOf, parts }: MetricSnapshotDocument): Promise<MetricSnapshot | null> {
    if (kept?.asOf === asOf && kept.first === parts[0]) return kept;
    const found = await metricAtoms.getMany(parts);
    if (found.includes(null)) return null;
    kept = { asOf, first: parts[0], atoms: found.flatMap((part) => part?.atoms ?? []) };
    return kept;
  }

  return {
    async current() {
      for (;;) {
        const pointer = await metricSnapshots.get('current');
        const snapshot = pointer && (await read(pointer));
        if (!pointer || snapshot) return snapshot;
        // Its parts are gone: a later snapshot stands by now.
      }
    },
    asOf: async () => (await metricSnapshots.get('current'))?.asOf ?? null,
    async take({ asOf, claims }) {
      const before = await metricSnapshots.get('current');
      if (before && before.asOf >= asOf) return false;
      const atoms = await collectAtoms(documents, { asOf, claims: claims() });
      const name = newId();
      const parts: MetricAtomsDocument[] = [];
      for (let start = 0; start < atoms.length; start += ATOMS_OF_PART) {
        parts.push({ _id: `${name}.${parts.length}`, asOf, atoms: atoms.slice(start, start + ATOMS_OF_PART) });
      }
      await metricAtoms.upsertMany(parts);
      await metricSnapshots.upsertNewer([{ _id: 'current', version: versionOf(asOf), asOf, parts: parts.map(({ _id }) => _id) }]); // prettier-ignore
      // The one before stays for who is reading it.
      if (before) await metricAtoms.remove({ asOf: { lt: before.asOf } });
      return true;
    },
  };
}
