import type { PullConnector, Pulled } from '../../platform/connect/port';
import { createReadToEnd } from '../../hub/read-to-end';

const call = { signal: new AbortController().signal, correlationId: 'c' };
const batch: Pulled = { messages: [], next: '1' };

function connectorOf(...batches: (Pulled | Error)[]): PullConnector {
  return {
    source: 'ehr',
    async *pull() {
      for (const each of batches) {
        if (each instanceof Error) throw each;
        yield await Promise.resolve(each);
      }
    },
  };
}

async function readAll({ connector }: { readonly connector: PullConnector }): Promise<number> {
  let read = 0;
  for await (const _ of connector.pull(null, call)) read += 1;
  return read;
}

test('nothing is done before the system was read to its end, nor after a pull that was broken off', async () => {
  const never = createReadToEnd(connectorOf(batch));
  expect(await never.betweenPulls(() => Promise.resolve('done'))).toBeNull();
  expect(await readAll(never)).toBe(1);
  expect(await never.betweenPulls(() => Promise.resolve('done'))).toBe('done');

  const failing = createReadToEnd(connectorOf(batch, new Error('outage')));
  await expect(readAll(failing)).rejects.toThrow('outage');
  expect(await failing.betweenPulls(() => Promise.resolve('done'))).toBeNull();

  const left = createReadToEnd(connectorOf(batch, batch));
  for await (const _ of left.connector.pull(null, call)) break;
  expect(await left.betweenPulls(() => Promise.resolve('done'))).toBeNull();
});

test('the work waits for the pull that is under way, and the next pull for the work', async () => {
  const order: string[] = [];
  const read = createReadToEnd(connectorOf(batch, batch));
  const first = (async () => {
    for await (const _ of read.connector.pull(null, call)) {
      await new Promise(setImmediate);
      order.push('batch');
    }
  })();
  const work = read.betweenPulls(async () => {
    await new Promise(setImmediate);
    order.push('work');
  });
  const second = readAll(read).then(() => order.push('next pull'));
  await Promise.all([first, work, second]);
  expect(order).toEqual(['batch', 'batch', 'work', 'next pull']);
});
