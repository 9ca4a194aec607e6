import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CODES, HubError, isHubError, toHubError } from '../../../platform/domain/errors';

const page = readFileSync(join(__dirname, '../../../docs/errors.md'), 'utf8');
const documented = [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1]);

test('each code is explained in docs/errors.md', () => {
  expect(ERROR_CODES.filter((code) => !documented.includes(code))).toEqual([]);
});

test('docs/errors.md explains no code that does not exist', () => {
  expect(documented.filter((code) => !(ERROR_CODES as readonly string[]).includes(code ?? ''))).toEqual([]);
});

test('each explanation says what it means and who acts', () => {
  const sections = page.split(/^## /m).slice(1);
  expect(sections.filter((section) => !/Who\s+acts:/.test(section) || section.length < 120)).toEqual([]);
});

test('what passes by itself is worth the same call again, and nothing else', () => {
  const retryable = ERROR_CODES.filter((code) => new HubError(code, 'x').retryable);
  expect(retryable).toEqual(['RATE_LIMITED', 'TIMED_OUT', 'SOURCE_UNAVAILABLE']);
});

test('a HubError is known by its code', () => {
  const error = new HubError('CONFLICT', 'x', { source: 'erp', cause: 1, details: { id: 'a' } });
  expect(isHubError(error)).toBe(true);
  expect(isHubError(error, 'CONFLICT')).toBe(true);
  expect(isHubError(error, 'NOT_FOUND')).toBe(false);
  expect(isHubError(new Error('x'))).toBe(false);
  expect(error).toMatchObject({ source: 'erp', cause: 1, details: { id: 'a' } });
});

test('an unknown throw is INTERNAL and keeps its cause to itself', () => {
  const cause = new TypeError('secret text');
  expect(toHubError(cause)).toMatchObject({ code: 'INTERNAL', message: 'internal error', cause });
  const known = new HubError('NOT_FOUND', 'x');
  expect(toHubError(known)).toBe(known);
});
