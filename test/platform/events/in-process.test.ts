import { execFileSync } from 'node:child_process';
import { BroadcastChannel, Worker } from 'node:worker_threads';
import { cloudEventOf } from '../../../platform/events/cloud-events';
import { createInProcessBus } from '../../../platform/events/in-process';
import type { Bus, Notice } from '../../../platform/events/port';
import { AT, eventually } from './commits';

const notice = (stream: string, version = 1): Notice => ({
  ...{ topic: `billing/${stream.split('/')[0] ?? ''}`, stream, version, position: 7, type: 'ChargePosted', at: AT },
  trace: { correlationId: 'c1', causationId: 'm1' },
});
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

describe('the in-process bus', () => {
  let channel = 0;
  let buses: Bus[] = [];
  const bus = (options: { onError?: (error: unknown) => void } = {}): Bus => {
    const one = createInProcessBus({ channel: `bus-test-${channel}`, ...options });
    buses.push(one);
    return one;
  };
  beforeEach(() => {
    channel += 1;
  });
  afterEach(async () => {
    await Promise.all(buses.map((one) => one.close()));
    buses = [];
  });

  it('brings a notice to every subscriber of its topic once: on the same bus and on others of the thread', async () => {
    const [one, two] = [bus(), bus()];
    const heard: string[] = [];
    await one.subscribe('billing/account', ({ stream, version }) => heard.push(`one ${stream}@${version}`));
    await two.subscribe('billing/account', ({ stream, version }) => heard.push(`two ${stream}@${version}`));
    await two.subscribe('billing/journal', () => heard.push('journal'));
    await one.publish([notice('account/a'), notice('account/a', 2)]);
    await eventually(() => heard.length === 4);
    await settle();
    expect([...heard].sort()).toEqual(['one account/a@1', 'one account/a@2', 'two account/a@1', 'two account/a@2']);
  });

  it('carries the notice whole, and every kind of stream of a feed to a topic that ends in *', async () => {
    const [one, two] = [bus(), bus()];
    const heard: Notice[] = [];
    await two.subscribe('billing/*', (one_) => heard.push(one_));
    const without = { ...notice('journal/b'), trace: { correlationId: 'c2', causationId: null } };
    await one.publish([notice('account/a'), without, { ...notice('claim/c'), topic: 'payer/claim' }]);
    await eventually(() => heard.length === 2);
    await settle();
    expect(heard).toEqual([notice('account/a'), without]);
  });

  it('hears the other threads and is heard there', async () => {
    const one = bus();
    const heard: string[] = [];
    await one.subscribe('billing/account', ({ stream }) => heard.push(stream));
    const script = `
      const { BroadcastChannel, parentPort, workerData } = require('node:worker_threads');
      const channel = new BroadcastChannel(workerData.channel);
      channel.onmessage = ({ data }) => { parentPort.postMessage(data[0].subject); channel.close(); };
      channel.postMessage([workerData.event]);`;
    const event = cloudEventOf(notice('account/from-worker'));
    const worker = new Worker(script, { eval: true, workerData: { channel: `bus-test-${channel}`, event } });
    const told: unknown[] = [];
    worker.on('message', (message) => told.push(message));
    await eventually(() => heard.length === 1);
    await one.publish([notice('account/from-main')]);
    await eventually(() => told.length === 1);
    expect(heard).toEqual(['account/from-worker', 'account/from-main']);
    expect(told).toEqual(['account/from-main']);
    await worker.terminate();
  });

  it('is silent after unsubscribing and after closing, and refuses a new subscriber then', async () => {
    const [one, two] = [bus(), bus()];
    let heard = 0;
    const unsubscribe = await one.subscribe('billing/account', () => (heard += 1));
    await one.subscribe('billing/*', () => (heard += 1));
    await unsubscribe();
    await two.publish([notice('account/a')]);
    await eventually(() => heard === 1);
    await one.close();
    await two.publish([notice('account/a')]);
    await one.publish([notice('account/a')]);
    await settle();
    expect(heard).toBe(1);
    await expect(one.subscribe('billing/account', () => undefined)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
  });

  it('serves the others when a handler throws or an event cannot be read', async () => {
    const errors: unknown[] = [];
    const [one, two] = [bus({ onError: (error) => errors.push(error) }), bus()];
    const heard: string[] = [];
    await one.subscribe('billing/account', () => {
      throw new Error('broken handler');
    });
    await one.subscribe('billing/account', ({ stream }) => heard.push(stream));
    const raw = new BroadcastChannel(`bus-test-${channel}`);
    raw.postMessage([{ source: '/billing', subject: 'account/x' }]);
    await two.publish([notice('account/a')]);
    await eventually(() => heard.length === 1);
    expect(errors).toHaveLength(2);
    raw.close();
  });

  it('keeps no process alive', () => {
    const script = `
      const { createInProcessBus } = require('./platform/events/in-process');
      createInProcessBus().subscribe('billing/account', () => undefined).then(() => console.log('listening'));`;
    const options = { cwd: process.cwd(), timeout: 20_000 };
    const output = execFileSync(process.execPath, ['--import', 'tsx', '-e', script], options);
    expect(output.toString()).toContain('listening');
  });
});
