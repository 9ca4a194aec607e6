import { execFileSync } from 'node:child_process';
import { readSigningKey, readVerifyingKeys } from '../../../platform/access/remote/hub-key';
import { run } from '../accord-process';

test('hub-key prints a pair that a shell reads', async () => {
  const { code, out } = await run(['hub-key']);
  expect(code).toBe(0);
  const read = (name: string) => execFileSync('sh', ['-c', `${out}\nprintf %s "$${name}"`], { encoding: 'utf8' });
  await readSigningKey(read('HUB_KEY'));
  await readVerifyingKeys(read('HUB_PUBLIC_KEY'));
  expect(JSON.parse(read('HUB_PUBLIC_KEY'))).not.toHaveProperty('d');
});
