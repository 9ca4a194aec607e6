import { HubError } from '../platform/domain/errors';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Reads `45s`, `30m`, `1h` or `7d` as seconds. Throws BAD_INPUT for anything else, and for zero. */
export function secondsOf(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (SECONDS[unit] ?? 0);
  if (!(seconds > 0)) throw new HubError('BAD_INPUT', `"${text}" is not a duration; write one such as 30m, 1h or 7d`);
  return seconds;
}
