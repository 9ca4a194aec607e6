import { buildSchema, graphqlSync, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { HubError } from '../../../platform/domain/errors';
import {
  formatGraphQLError,
  formatThrown,
  hubErrorBehind,
  toGraphQLError,
} from '../../../platform/domain/graphql-errors';

const formatted = (error: GraphQLError): GraphQLFormattedError => formatGraphQLError(error.toJSON(), error);

test('a HubError shows code, source, details and whether to try again', () => {
  const hub = new HubError('SOURCE_UNAVAILABLE', 'erp cannot be reached', { source: 'erp', details: { attempts: 3 } });
  expect(formatted(toGraphQLError(hub))).toEqual({
    message: 'erp cannot be reached',
    extensions: { code: 'SOURCE_UNAVAILABLE', source: 'erp', attempts: 3, retryable: true },
  });
});

test('details cannot forge the code', () => {
  const hub = new HubError('FORBIDDEN', 'no', { details: { code: 'OK', retryable: true } });
  expect(toGraphQLError(hub).extensions).toEqual({ code: 'FORBIDDEN', retryable: false });
});

test('the text of an INTERNAL error stays inside', () => {
  const hub = new HubError('INTERNAL', 'password is swordfish', { cause: new Error('swordfish') });
  const answer = formatted(new GraphQLError(hub.message, { originalError: hub }));
  expect(JSON.stringify(answer)).not.toContain('swordfish');
  expect(answer.extensions).toMatchObject({ code: 'INTERNAL', retryable: false });
});

test('also when a subgraph elsewhere says INTERNAL with a text of its own', () => {
  const error = new GraphQLError('password is swordfish', { extensions: { code: 'INTERNAL', user: 'swordfish' } });
  expect(JSON.stringify(formatGraphQLError(error.toJSON(), error))).not.toContain('swordfish');
});

test('an unknown throw in a resolver is INTERNAL, keeps its place and loses its text', () => {
  const schema = buildSchema('type Query { patient: String }');
  const rootValue = { patient: () => { throw new Error('Brett Gottlieb, 1989'); } }; // prettier-ignore
  const [error] = graphqlSync({ schema, source: '{ patient }', rootValue }).errors ?? [];
  const answer = formatted(error as GraphQLError);
  expect(JSON.stringify(answer)).not.toContain('Gottlieb');
  expect(answer).toMatchObject({ path: ['patient'], locations: [{}], extensions: { code: 'INTERNAL' } });
});

test('a HubError is found however many layers have wrapped it', () => {
  const hub = new HubError('NOT_FOUND', 'there is no such patient');
  const outer = new GraphQLError('x', { originalError: new Error('y', { cause: new GraphQLError('z', { originalError: hub }) }) }); // prettier-ignore
  expect(hubErrorBehind(outer)).toBe(hub);
  expect(formatted(outer)).toMatchObject({ message: hub.message, extensions: { code: 'NOT_FOUND' } });
  expect(hubErrorBehind(new Error('x'))).toBeUndefined();
  expect(hubErrorBehind(undefined)).toBeUndefined();
});

test.each([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
])('the server’s own %s is BAD_INPUT and keeps its text', (code) => {
  const answer = formatted(
    new GraphQLError('Cannot query field "x"', { extensions: { code, stacktrace: ['secret'] } }),
  );
  expect(answer).toEqual({ message: 'Cannot query field "x"', extensions: { code: 'BAD_INPUT', retryable: false } });
});

test('a variable that does not fit its type is the client’s mistake', () => {
  const schema = buildSchema('type Query { patients(first: Int!): String }');
  const [error] = graphqlSync({ schema, source: '{ patients(first: "x") }' }).errors ?? [];
  expect(formatted(error as GraphQLError).extensions).toEqual({ code: 'BAD_INPUT', retryable: false });
});

test('a code of ours that came through the gateway keeps its scalars and loses the rest', () => {
  const extensions = { code: 'FORBIDDEN', field: 'Patient.name', stacktrace: ['a'], exception: { deep: 1 } };
  expect(formatted(new GraphQLError('denied', { extensions }))).toEqual({
    message: 'denied',
    extensions: { code: 'FORBIDDEN', field: 'Patient.name' },
  });
});

test('names that every object has are no codes', () => {
  for (const code of ['toString', 'constructor', '__proto__']) {
    const answer = formatted(new GraphQLError('text of an outside system', { extensions: { code }, path: ['a'] }));
    expect(answer).toMatchObject({ extensions: { code: 'INTERNAL' } });
    expect(answer.message).not.toContain('outside');
  }
});

test("any throw keeps code, path and message of the hub's own, and nothing of a bug", () => {
  const wrapped = (originalError: Error) => new GraphQLError(originalError.message, { path: ['a'], originalError });
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
