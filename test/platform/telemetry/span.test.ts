import { during, type Span, type SpanEnd } from '../../../platform/telemetry/span';

describe('a span during some work', () => {
  const spanInto = (ends: (SpanEnd | undefined)[]): Span => {
    const span: Span = { traceparent: '', step: () => span, call: () => span, follow: () => span, tell() {}, end: (how) => void ends.push(how) }; // prettier-ignore
    return span;
  };

  it('ends with it, and is at fault when it throws', async () => {
    const ends: (SpanEnd | undefined)[] = [];
    expect(await during(spanInto(ends), Promise.resolve(7))).toBe(7);
    await expect(during(spanInto(ends), Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(ends).toEqual([{ isFault: false }, { isFault: true }]);
  });
});
