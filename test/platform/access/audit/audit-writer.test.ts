import { openAuditCollections } from '../../../../platform/access/audit/audit-store';
import { createAuditWriter } from '../../../../platform/access/audit/audit-writer';
import { verifyChains } from '../../../../platform/access/audit/verify-chains';
import { HubError } from '../../../../platform/domain/errors';
import type { Collection, Store } from '../../../../platform/store/port';
import { silentLogger } from '../../../../platform/telemetry/logger';
import { onEachStore } from '../../events/stores';
import { contentOf } from './contents';

const log = silentLogger;

/** A store whose audit records go through `insertMany`. */
function storeWith(
  store: Store,
  insertMany: (real: Collection<never>['insertMany']) => Collection<never>['insertMany'],
): Store {
  return {
    ...{ ping: () => store.ping(), close: () => store.close() },
    async collection(spec) {
      const real = await store.collection(spec);
      if (spec.name !== 'audit_records') return real as never;
      const over = insertMany(real.insertMany.bind(real));
      return new Proxy(real, {
        get: (target, name) => {
          if (name === 'insertMany') return over;
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      }) as never;
    },
  };
}

onEachStore('an audit writer', (open) => {
  const recordsOf = async (store: Store) =>
    (await (await openAuditCollections(store)).records.find({}, { sort: [['sequence', 'asc']] })).items;

  it('stores what concurrent requests append in one transaction, in one chain, before it resolves', async () => {
    const store = await open();
    const sizes: number[] = [];
    const counted = storeWith(store, (insertMany) => async (records, options) => {
      sizes.push(records.length);
      return insertMany(records, options);
    });
    const writer = await createAuditWriter({ store: counted, name: 'w', log });
    await Promise.all(['c1', 'c2', 'c3'].map((correlationId) => writer.append([contentOf({ correlationId })])));
    expect(sizes).toEqual([3]);
    const records = await recordsOf(store);
    expect(records.map(({ _id, correlationId }) => [_id, correlationId])).toEqual([
      ['w@1', 'c1'],
      ['w@2', 'c2'],
      ['w@3', 'c3'],
    ]);
    expect(records[2]?.previous).toBe(records[1]?.hash);
    await writer.append([]);
    await writer.close();
    expect(await verifyChains(store)).toMatchObject([{ writer: 'w', records: 3, end: { sequence: 3 }, faults: [] }]);
    await expect(writer.append([contentOf()])).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });

  it('goes on with its chain after a restart, also without a clean end', async () => {
    const store = await open();
    const first = await createAuditWriter({ store, name: 'w', log });
    await first.append([contentOf()]);
    const second = await createAuditWriter({ store, name: 'w', log });
    await second.append([contentOf()]);
    await second.close();
    expect(await verifyChains(store)).toMatchObject([{ records: 2, faults: [] }]);
  });

  it('keeps one whole chain when two writers have one name', async () => {
    const store = await open();
    const writers = [
      await createAuditWriter({ store, name: 'w', log }),
      await createAuditWriter({ store, name: 'w', log }),
    ];
    for (let round = 0; round < 4; round += 1) await writers[round % 2]?.append([contentOf(), contentOf()]);
    for (const writer of writers) await writer.close();
    expect(await verifyChains(store)).toMatchObject([{ records: 8, faults: [] }]);
  });

  it('refuses what it cannot store, and goes on when it can again', async () => {
    const store = await open();
    let isDown = true;
    const flaky = storeWith(store, (insertMany) => async (records, options) => {
      if (isDown) throw new HubError('SOURCE_UNAVAILABLE', 'the disk is full');
      return insertMany(records, options);
    });
    const writer = await createAuditWriter({ store: flaky, name: 'w', log });
    await expect(writer.append([contentOf()])).rejects.toMatchObject({ message: 'the disk is full' });
    isDown = false;
    await writer.append([contentOf()]);
    await writer.close();
    expect(await verifyChains(store)).toMatchObject([{ records: 1, faults: [] }]);
  });

  it('takes no more than its queue holds', async () => {
    const writer = await createAuditWriter({ store: await open(), name: 'w', log, queue: 2 });
    const taken = writer.append([contentOf(), contentOf()]);
    await expect(writer.append([contentOf()])).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    await taken;
    await writer.append([contentOf()]);
  });

  it('leaves a gap, not a new end, where its last records are gone', async () => {
    const store = await open();
    const writer = await createAuditWriter({ store, name: 'w', log });
    await writer.append([contentOf(), contentOf(), contentOf()]);
    await writer.close();
    await (await openAuditCollections(store)).records.remove({ sequence: { gte: 2 } });
    const next = await createAuditWriter({ store, name: 'w', log });
    await next.append([contentOf()]);
    await next.close();
    expect((await verifyChains(store))[0]?.faults).toEqual([{ kind: 'MISSING', writer: 'w', sequence: 2, until: 3 }]);
  });

  it('notes the end of its chain soon after it was written', async () => {
    const store = await open();
    const writer = await createAuditWriter({ store, name: 'w', log, noteHeadAfter: 5 });
    await writer.append([contentOf()]);
    const { heads } = await openAuditCollections(store);
    for (let tries = 0; tries < 100 && !(await heads.get('w')); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(await heads.get('w')).toMatchObject({ version: 1 });
  });
});
