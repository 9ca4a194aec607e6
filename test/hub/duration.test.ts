import { secondsOf } from '../../hub/duration';
import { expectError } from '../expect-error';

describe('a duration', () => {
  test.each([
    ['45s', 45],
    ['30m', 1_800],
    ['1h', 3_600],
    ['7d', 604_800],
    ['001h', 3_600],
  ])('%s is %d seconds', (text, seconds) => expect(secondsOf(text)).toBe(seconds));

  test.each(['', '1', 'h', '1y', '-1h', '1.5h', '0s', ' 1h', '1h ', '1h30m', '1234567s'])('%j is none', (text) => {
    const { message } = expectError(() => secondsOf(text), 'BAD_INPUT');
    expect(message).toBe(`"${text}" is not a duration; write one such as 30m, 1h or 7d`);
  });
});
