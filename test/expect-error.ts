import type { ErrorCode } from '../platform/domain/errors';

/** Expects that `work` throws a HubError with this code; returns it. */
export function expectError(work: () => unknown, code: ErrorCode): Error {
  let thrown: unknown;
  try {
    work();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ name: 'HubError', code });
  return thrown as Error;
}
