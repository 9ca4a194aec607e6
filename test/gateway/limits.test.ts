import { checkVariables, createAdmission, DEFAULT_LIMITS, type OperationLimits } from '../../gateway/limits';

const many = (count: number, one: (index: number) => string): string => Array.from({ length: count }, (_, index) => one(index)).join(' '); // prettier-ignore
const over = (limit: keyof OperationLimits) =>
  expect.objectContaining({ code: 'BAD_INPUT', details: { limit, most: DEFAULT_LIMITS[limit] } });

describe('admission', () => {
  const admit = createAdmission();

  it('reads a text once', () => expect(admit('{ x }')).toBe(admit('{ x }')));

  it.each<[keyof OperationLimits, string]>([
    ['tokens', `{ ${'x '.repeat(4_000)} }`],
    ['aliases', `{ x { ${many(101, (i) => `a${i}: y`)} } }`],
    ['depth', `${'{ x '.repeat(21)}${'}'.repeat(21)}`],
    ['depth', `${'{ x '.repeat(200)}${'}'.repeat(200)}`],
    ['nesting', `{ ${'... { '.repeat(60)} x ${'}'.repeat(60)} }`],
    ['rootFields', `{ ${many(21, (i) => `x${i}`)} }`],
    ['selections', `{ x { ...A0 } } ${many(11, (i) => `fragment A${i} on T { ...A${i + 1} ...A${i + 1} }`)} fragment A11 on T { y }`], // prettier-ignore
    ['directives', `{ x ${'@unknown '.repeat(101)} }`],
    ['valueDepth', `{ x(a: ${'['.repeat(11)}${']'.repeat(11)}) }`],
    ['variables', `query (${many(51, (i) => `$v${i}: Int`)}) { x }`],
    ['operations', many(21, (i) => `query Q${i} { x }`)],
    ['sharedPlaces', `{ x { ${'y '.repeat(143)} } }`],
    ['sharedPlaces', `{ z } fragment F on T { ${'y '.repeat(143)} }`],
  ])('refuses too many: %s', (limit, text) => {
    const started = performance.now();
    expect(() => admit(text)).toThrow(over(limit));
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('refuses aliased fragment bombs of a kilobyte, of data and of the schema itself', () => {
    const bomb = (root: string, via: string) =>
      `{ ${root} { ...A0 } } ${many(16, (i) => `fragment A${i} on T { a: ${via} { ...A${i + 1} } b: ${via} { ...A${i + 1} } }`)} fragment A16 on T { name }`;
    for (const text of [bomb('x', 'y'), bomb('__schema', 'types'), bomb('__type(name: "T")', 'ofType')]) {
      expect(text.length).toBeLessThan(1_100);
      expect(() => admit(text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    }
  });

  it.each([
    ['{ x { ...A } } fragment A on T { ...B } fragment B on T { ...A }', 'a fragment may not spread itself'],
    ['{ x', 'Syntax Error: Expected Name, found <EOF>.'],
    [`${'{ x(a: '.repeat(900)}`, /^Syntax Error|^an operation may have|^the document cannot be read$/],
  ])('refuses %s', (text, message) => {
    expect(() => admit(text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    expect(() => admit(text)).toThrow(message);
  });

  it('repeats no more of a request than it takes to find the place', () => {
    expect(() => admit(`{ x "${'secret '.repeat(10_000)}" }`)).toThrow(/^.{1,300}$/);
  });
});

describe('the variables of a request', () => {
  const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

  it('takes what clients send', () => {
    const input = {
      patientId: 'p1',
      lines: Array.from({ length: 100 }, () => ({ code: 'a', amount: { minorUnits: 1 } })),
    };
    expect(() => checkVariables({ input, first: 10 }, DEFAULT_LIMITS)).not.toThrow();
    expect(() => checkVariables({ deep: nested(10) }, DEFAULT_LIMITS)).not.toThrow();
  });

  it.each<[keyof OperationLimits, Record<string, unknown>]>([
    ['variables', Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`v${index}`, 1]))],
    ['values', { list: Array.from({ length: 5_001 }, () => 1) }],
    ['values', { list: Array.from({ length: 100 }, () => Array.from({ length: 60 }, () => ({}))) }],
    ['valueDepth', { deep: nested(11) }],
    ['valueDepth', { deep: JSON.parse(`${'['.repeat(500_000)}${']'.repeat(500_000)}`) as unknown }],
  ])('refuses too many: %s', (limit, variables) => {
    expect(() => checkVariables(variables, DEFAULT_LIMITS)).toThrow(over(limit));
  });
});
