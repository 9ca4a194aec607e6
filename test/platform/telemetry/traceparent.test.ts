import { readTraceparent, traceparentOf } from '../../../platform/telemetry/traceparent';

describe('a traceparent', () => {
  const parent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

  it('goes on under a span of our own', () => {
    expect(traceparentOf(parent)).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01$/);
    expect(traceparentOf(parent)).not.toBe(parent);
    expect(traceparentOf(parent.replace(/01$/, '00'))).toMatch(/-00$/);
  });

  it('is read in its parts', () => {
    expect(readTraceparent(parent)).toEqual({
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      spanId: '00f067aa0ba902b7',
      flags: '01',
    });
  });

  const trace = parent.slice(3, 35);
  it.each([
    undefined,
    'x',
    ['a'],
    parent.replace('00-', 'ff-'),
    parent.toUpperCase(),
    `${parent}-x`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
  ])(
    // prettier-ignore
    'is none for %j',
    (given) => {
      expect(traceparentOf(given)).toBeNull();
      expect(readTraceparent(given)).toBeNull();
    },
  );
});
