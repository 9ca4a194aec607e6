import type { Instant } from '../../../platform/domain/instant';
import type { AppendRequest, Bus, Notice } from '../../../platform/events/port';

export const AT = '2026-01-05T09:00:00.000Z' as Instant;

/** A clock that stands still until it is moved. */
export function handClock(): { clock: () => Instant; pass(milliseconds: number): void } {
  let now = Date.parse(AT);
  return {
    clock: () => new Date(now).toISOString() as Instant,
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}

export const request = (stream: string, expectedVersion: number, factKey: string): AppendRequest => ({
  stream,
  expectedVersion,
  factKey,
  facts: [{ type: 'ChargePosted', data: { factKey } }],
  at: AT,
  trace: { correlationId: 'correlation-1', causationId: null },
});

/** A bus that only remembers what was published. */
export function deafBus(): Bus & { readonly heard: Notice[] } {
  const heard: Notice[] = [];
  return {
    heard,
    publish: async (notices) => void heard.push(...notices),
    subscribe: async () => async () => undefined,
    close: async () => undefined,
  };
}

/** Waits until it holds, at most 10 seconds. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come to hold');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
