import { advance, startHub } from './hub-process';

/** Fills a data folder by running a hub on it for some sandbox days; nothing runs on it afterwards. */
export async function seedData(dataFolder: string, days: number): Promise<void> {
  const hub = await startHub({ dataFolder, pace: 0 });
  try {
    await advance(hub, days);
  } finally {
    await hub.stop();
  }
}
