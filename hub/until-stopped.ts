/** Resolves on the first SIGINT, SIGTERM or SIGHUP, or when `signal` is aborted; a second one ends the process at once. */
export function untilStopped(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false;
    const onSignal = (): void => {
      if (isStopping) process.exit(1);
      isStopping = true;
      resolve();
    };
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}
