import { recordAfter, type AuditRecord } from '../../../../platform/access/audit/audit-record';
import { openAuditCollections, type AuditCollections } from '../../../../platform/access/audit/audit-store';
import { createAuditWriter } from '../../../../platform/access/audit/audit-writer';
import { openPatientAccesses } from '../../../../platform/access/audit/patient-accesses';
import { anchorOf, anchorText, verifyChains } from '../../../../platform/access/audit/verify-chains';
import type { Store } from '../../../../platform/store/port';
import { silentLogger } from '../../../../platform/telemetry/logger';
import { onEachStore } from '../../events/stores';
import { contentOf } from './contents';

onEachStore('walking the chains', (open) => {
  let store: Store;
  let collections: AuditCollections;
  beforeEach(async () => {
    store = await open();
    collections = await openAuditCollections(store);
    for (const name of ['a', 'b']) {
      const writer = await createAuditWriter({ store, name, log: silentLogger });
      await writer.append(Array.from({ length: 5 }, (_, index) => contentOf({ correlationId: `c${index + 1}` })));
      await writer.close();
    }
  });
  const faults = async () => (await verifyChains(store)).flatMap((report) => report.faults);
  const get = async (id: string): Promise<AuditRecord> => {
    const record = await collections.records.get(id);
    if (!record) throw new Error(`there is no ${id}`);
    return record;
  };
  const swap = async (...records: AuditRecord[]) => {
    await collections.records.remove({ _id: { in: records.map(({ _id }) => _id) } });
    await collections.records.insertMany(records);
  };

  it('finds nothing wrong where nothing is', async () => {
    expect(await verifyChains(store)).toMatchObject([
      { writer: 'a', records: 5, end: { sequence: 5 }, faults: [] },
      { writer: 'b', records: 5, end: { sequence: 5 }, faults: [] },
    ]);
  });

  it('finds an altered record, wherever it was altered', async () => {
    const record = await get('a@3');
    for (const altered of [
      { ...record, viewer: { ...record.viewer, subject: 'somebody else' } },
      { ...record, patients: ['p2'] },
      { ...record, hash: 'f'.repeat(64) },
    ]) {
      await collections.records.upsert(altered);
      expect((await faults())[0]).toEqual({ kind: 'ALTERED', writer: 'a', sequence: 3 });
    }
  });

  it('finds a record that was altered together with its hash, by the one that follows it or the noted end', async () => {
    for (const [sequence, kind, found] of [
      [3, 'REORDERED', 4],
      [5, 'ALTERED', 5],
    ] as const) {
      const before = await get(`a@${sequence}`);
      const forged = recordAfter(await get(`a@${sequence - 1}`), contentOf({ correlationId: 'forged' }));
      await collections.records.upsert(forged);
      expect(await faults()).toEqual([{ kind, writer: 'a', sequence: found }]);
      await collections.records.upsert(before);
    }
  });

  it.each([
    ['first', [1], { sequence: 1, until: 1 }],
    ['middle', [2, 3], { sequence: 2, until: 3 }],
    ['last', [5], { sequence: 5, until: 5 }],
    ['all', [1, 2, 3, 4, 5], { sequence: 1, until: 5 }],
  ])('finds that the %s is missing', async (_, sequences, gap) => {
    await collections.records.remove({ _id: { in: sequences.map((sequence) => `b@${sequence}`) } });
    expect(await faults()).toEqual([{ kind: 'MISSING', writer: 'b', ...gap }]);
  });

  it('finds records in another order', async () => {
    const [second, third] = [await get('a@2'), await get('a@3')];
    await swap({ ...third, _id: 'a@2', sequence: 2 }, { ...second, _id: 'a@3', sequence: 3 });
    expect((await faults()).map(({ sequence }) => sequence)).toEqual(expect.arrayContaining([2, 3]));
  });

  it('finds records that changed places and were hashed again', async () => {
    const [first, second, third] = [await get('a@1'), await get('a@2'), await get('a@3')];
    const { _id: _1, writer: _2, sequence: _3, previous: _4, hash: _5, ...later } = third;
    const { _id: _6, writer: _7, sequence: _8, previous: _9, hash: _10, ...earlier } = second;
    const moved = recordAfter(first, later);
    await swap(moved, recordAfter(moved, earlier));
    expect(await faults()).toEqual([{ kind: 'REORDERED', writer: 'a', sequence: 4 }]);
  });

  it('finds a record that is not listed for its patient as it says, once it is listed at all', async () => {
    const accesses = await openPatientAccesses(store, collections);
    await accesses.catchUp();
    expect(await faults()).toEqual([]);
    const { items } = await accesses.collection.find({ recordId: 'a@2' });
    await accesses.collection.remove({ recordId: 'a@2' });
    const mislisted = { kind: 'MISLISTED', writer: 'a', sequence: 2 };
    expect(await faults()).toEqual([mislisted]);
    await accesses.collection.insertMany(items.map((access) => ({ ...access, isDisclosure: !access.isDisclosure })));
    expect(await faults()).toEqual([mislisted]);
  });

  it('tells how far it is, every thousand records', async () => {
    const writer = await createAuditWriter({ store, name: 'long', log: silentLogger });
    await writer.append(Array.from({ length: 2_100 }, (_, index) => contentOf({ correlationId: `l${index}` })));
    await writer.close();
    const told: unknown[] = [];
    await verifyChains(store, { onProgress: (walked, of) => told.push([walked, of]) });
    expect(told).toEqual([[1_000, 2_110], [2_000, 2_110]]); // prettier-ignore
  });

  it('reads the end of a chain as it was printed, and nothing else', () => {
    const end = { writer: 'gateway/host:4000', sequence: 7, hash: 'a'.repeat(64) };
    expect(anchorOf(anchorText(end))).toEqual(end);
    for (const text of ['hub@7', 'hub@0:' + 'a'.repeat(64), 'hub@7:short', '']) {
      expect(() => anchorOf(text)).toThrow(
        /is not the end of a chain; write it as it was printed, writer@sequence:hash/,
      );
    }
  });

  it('holds a chain against an end that was written down elsewhere', async () => {
    const hash = (await get('a@4')).hash;
    expect((await verifyChains(store, { anchors: [{ writer: 'a', sequence: 4, hash }] }))[0]?.faults).toEqual([]);
    const other = { writer: 'a', sequence: 4, hash: 'e'.repeat(64) };
    expect((await verifyChains(store, { anchors: [other] }))[0]?.faults).toEqual([
      { kind: 'ALTERED', writer: 'a', sequence: 4 },
    ]);
    const gone = { writer: 'c', sequence: 2, hash };
    expect((await verifyChains(store, { anchors: [gone] }))[2]).toMatchObject({
      writer: 'c',
      records: 0,
      faults: [{ kind: 'MISSING' }],
    });
  });
});
