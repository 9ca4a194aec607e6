import { pino } from 'pino';
import { Teardown } from '../../hub/teardown';

test('undoes the last step first, each whatever became of the others, and says which did not go cleanly', async () => {
  const lines: string[] = [];
  const done: string[] = [];
  const teardown = new Teardown(pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }));
  teardown.add(() => void done.push('store'));
  teardown.add(() => Promise.reject(new Error('stuck')));
  teardown.add(async () => void done.push('gateway'));
  await teardown.run();
  expect(done).toEqual(['gateway', 'store']);
  expect(lines).toHaveLength(1);
  await teardown.run();
  expect(done).toHaveLength(2);
});
