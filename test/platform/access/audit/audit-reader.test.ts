import { openAuditReader, type PatientAudit } from '../../../../platform/access/audit/audit-reader';
import { createAuditWriter, type AuditWriter } from '../../../../platform/access/audit/audit-writer';
import { instant } from '../../../../platform/domain/instant';
import type { Store } from '../../../../platform/store/port';
import { silentLogger } from '../../../../platform/telemetry/logger';
import { onEachStore } from '../../events/stores';
import { contentOf } from './contents';

const at = (minute: number) => instant(`2026-02-03T04:${String(minute).padStart(2, '0')}:00.000Z`);
const ofPatient = (patientId: string) => ({ entities: [`Patient/${patientId}`], patients: [patientId] });

onEachStore('the audit reader', (open) => {
  let store: Store;
  let writer: AuditWriter;
  beforeEach(async () => {
    store = await open();
    writer = await createAuditWriter({ store, name: 'w', log: silentLogger });
  });
  const all = { limit: 10, after: null };
  const namesOf = (items: readonly PatientAudit[]) => items.map(({ record }) => record.correlationId);

  it('finds the newest first, of one patient and one time, page after page', async () => {
    for (let minute = 0; minute < 5; minute += 1) {
      await writer.append([
        contentOf({ at: at(minute), correlationId: `p1 ${minute}` }),
        contentOf({ at: at(minute), correlationId: `p2 ${minute}`, ...ofPatient('p2') }),
      ]);
    }
    const reader = await openAuditReader(store);
    const first = await reader.find({ patientId: 'p1' }, { limit: 2, after: null });
    expect(namesOf(first.items)).toEqual(['p1 4', 'p1 3']);
    expect(first.hasMore).toBe(true);
    const second = await reader.find({ patientId: 'p1' }, { limit: 9, after: first.cursorAt(1) });
    expect(namesOf(second.items)).toEqual(['p1 2', 'p1 1', 'p1 0']);
    const some = { patientId: 'p1', from: at(1), to: at(3) };
    expect(namesOf((await reader.find(some, all)).items)).toEqual(['p1 2', 'p1 1']);
    expect(await reader.count(some)).toBe(2);
    expect(await reader.count({ patientId: 'nobody' })).toBe(0);
    const oldestFirst: PatientAudit[] = [];
    for await (const audit of reader.iterate({ patientId: 'p2' })) oldestFirst.push(audit);
    expect(namesOf(oldestFirst)).toEqual(['p2 0', 'p2 1', 'p2 2', 'p2 3', 'p2 4']);
  });

  it('knows what was recorded a moment ago, by any writer, and shows of a record only the patient asked for', async () => {
    const reader = await openAuditReader(store);
    await writer.append([contentOf({ correlationId: 'c1' })]);
    expect(namesOf((await reader.find({ patientId: 'p1' }, all)).items)).toEqual(['c1']);
    const other = await createAuditWriter({ store, name: 'other', log: silentLogger });
    const both = { entities: ['p1', 'p2'], entityTypes: [0, 2, 0], patients: ['p1', 'p2'], owners: [0, 2, 1] };
    const accesses = [{ decision: 'ALLOW' as const, fields: ['Patient.name'], entities: [0, 2, 1] }];
    await other.append([contentOf({ correlationId: 'c2', at: at(59), ...both, accesses })]);
    const { items } = await reader.find({ patientId: 'p1' }, all);
    expect(namesOf(items)).toEqual(['c2', 'c1']);
    expect(items[0]?.fields).toEqual([{ coordinate: 'Patient.name', decision: 'ALLOW', entities: ['Patient/p1'] }]);
  });

  it('expands more records than one step takes, once', async () => {
    await writer.append(Array.from({ length: 1_100 }, () => contentOf()));
    const readers = [await openAuditReader(store), await openAuditReader(store)];
    expect(await Promise.all(readers.map((reader) => reader.count({ patientId: 'p1' })))).toEqual([1_100, 1_100]);
  });

  it('finds disclosures alone', async () => {
    await writer.append([contentOf(), contentOf({ purpose: 'BTG', reason: 'unconscious', correlationId: 'c2' })]);
    const reader = await openAuditReader(store);
    const { items } = await reader.find({ patientId: 'p1', disclosuresOnly: true }, all);
    expect(namesOf(items)).toEqual(['c2']);
  });
});
