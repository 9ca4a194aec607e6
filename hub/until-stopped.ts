const SAME_PRESS = 1_000; // 1 second

/**
 * Resolves on the first SIGINT, SIGTERM or SIGHUP, or when `signal` is aborted. A second one ends the process at once;
 * but not within a second of the first, for Ctrl-C comes from the terminal and from each wrapper that passes it on.
 */
export function untilStopped(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let stoppedAt: number | null = null;
    const onSignal = (): void => {
      if (stoppedAt !== null && performance.now() - stoppedAt > SAME_PRESS) process.exit(1);
      stoppedAt ??= performance.now();
      resolve();
    };
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
    if (signal?.aborted) resolve();
    else signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}
