import { GraphQLError } from 'graphql';
import { HubError } from '../../../platform/domain/errors';
import { logInternal } from '../../../platform/telemetry/log-internal';
import type { Logger } from '../../../platform/telemetry/logger';

const wrapped = (originalError: Error) => new GraphQLError(originalError.message, { path: ['a'], originalError });

describe('errors on their way out', () => {
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
