import { untilStopped } from '../../hub/until-stopped';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
afterEach(() => {
  for (const name of SIGNALS) process.removeAllListeners(name);
  jest.restoreAllMocks();
});

test.each(SIGNALS)('%s ends the wait', async (name) => {
  const stopped = untilStopped();
  process.emit(name);
  await expect(stopped).resolves.toBeUndefined();
});

test('an aborted signal ends the wait, also one that was aborted before', async () => {
  const end = new AbortController();
  const stopped = untilStopped(end.signal);
  end.abort();
  await stopped;
  await untilStopped(end.signal);
});

test('the same Ctrl-C may come by several ways; one more a second later ends the process at once', () => {
  const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const now = jest.spyOn(performance, 'now').mockReturnValue(1_000);
  void untilStopped();
  process.emit('SIGINT');
  process.emit('SIGINT');
  now.mockReturnValue(1_900);
  process.emit('SIGTERM');
  expect(exit).not.toHaveBeenCalled();
  now.mockReturnValue(2_100);
  process.emit('SIGINT');
  expect(exit).toHaveBeenCalledWith(1);
});
