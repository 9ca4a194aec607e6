import { GraphQLError } from 'graphql';
import { codesOf, formatResult, formatThrown, logInternal, refusedIn, statusOf } from '../../gateway/errors';
import { refusal } from '../../platform/access/guards';
import { HubError } from '../../platform/domain/errors';
import type { Logger } from '../../platform/telemetry/logger';

const wrapped = (originalError: Error) => new GraphQLError(originalError.message, { path: ['a'], originalError });

describe('errors on their way out', () => {
  it("keep code, path and message of the hub's own, and nothing of a bug", () => {
    expect(formatThrown(wrapped(new HubError('NOT_FOUND', 'none')))).toEqual({
      message: 'none',
      path: ['a'],
      extensions: { code: 'NOT_FOUND', retryable: false },
    });
    expect(formatThrown(new HubError('CONFLICT', 'stale'))).toMatchObject({ message: 'stale' });
    for (const bug of [wrapped(new TypeError('Ada Quill')), new TypeError('Ada Quill'), 'Ada Quill']) {
      expect(JSON.stringify(formatThrown(bug))).toContain('INTERNAL');
      expect(JSON.stringify(formatThrown(bug))).not.toContain('Quill');
    }
  });

  it('are counted by code', () => {
    const { errors } = formatResult({
      data: null,
      errors: [wrapped(refusal('A.b')), wrapped(new HubError('FORBIDDEN', 'rule'))],
    });
    expect(codesOf(errors)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(refusedIn(errors)).toBe(1);
    expect(formatResult({ data: {} })).toEqual({ data: {} });
    expect(codesOf([{ message: 'x' }])).toEqual(['INTERNAL']);
  });

  it('have a status of their own before a request runs', () => {
    expect(
      ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'SOURCE_UNAVAILABLE', 'INTERNAL', 'BAD_INPUT'].map(statusOf),
    ).toEqual([401, 403, 404, 503, 500, 400]);
  });

  it('are logged where they are bugs, by class and place, never by text', () => {
    const lines: object[] = [];
    const log = { error: (line: object) => lines.push(line) } as unknown as Logger;
    logInternal(
      log,
      [wrapped(new TypeError('Ada Quill\n    at p1')), wrapped(new HubError('NOT_FOUND', 'none'))],
      'c1',
    );
    expect(lines).toEqual([
      { correlationId: 'c1', thrown: 'TypeError', place: expect.arrayContaining([expect.stringMatching(/^at /)]) },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/Quill|at p1/);
  });
});
