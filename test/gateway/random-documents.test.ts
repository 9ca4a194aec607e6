import fc from 'fast-check';
import { defaultFieldResolver, execute, isInterfaceType, parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql'; // prettier-ignore
import type { DocumentNode, FieldNode, GraphQLCompositeType, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { loadGraph, type Graph } from '../../gateway/graph';
import { createPlanningThread } from '../../gateway/planning-thread';
import { createContext } from '../../gateway/request-context';
import { declaredFieldsOf, documentOf } from '../../platform/access/access-document';
import { applyMask } from '../../platform/access/masks';
import { systemClock } from '../../platform/domain/instant';
import { decide } from '../../platform/access/rights';
import { PURPOSES_OF_USE, type Viewer } from '../../platform/access/viewer';
import { isHubError } from '../../platform/domain/errors';
import { silentLogger } from '../../platform/telemetry/logger';
import { viewerOf } from '../platform/access/viewer-of';
import { documents } from './stubs/random-document';
import { ACCOUNTS, COMPANY, createStubGraph, PATIENTS } from './stubs/stub-graph';

const stub = createStubGraph();
const access = new Map([...declaredFieldsOf(documentOf(stub.supergraph))].map(([at, field]) => [at, field.access]));
const SCOPES = ['patient:read', 'account:read', 'analytics:read', 'catalog:read', 'operator:read'];
const viewers = fc
  .tuple(fc.subarray(SCOPES), fc.constantFrom(...PURPOSES_OF_USE))
  .map(([scopes, purpose]) => viewerOf(scopes, { purpose }));

const planning = createPlanningThread({ log: silentLogger });
let graph: Graph;
beforeAll(async () => {
  graph = await loadGraph(stub.supergraph, {
    planning,
    subgraphs: stub.subgraphs,
    log: silentLogger,
    unguarded: false,
  });
});
afterAll(async () => {
  await graph.close();
  await planning.close();
});

/** All that the two subgraphs know, in one place. */
const patient = (id: string) => {
  const found = PATIENTS.find((one) => one.id === id);
  return found && { __typename: 'Patient', ...found };
};
const MERGED: Readonly<Record<string, (source: never, args: never) => unknown>> = {
  'Query.patient': (_: unknown, { id }: { id: string }) => patient(id),
  'Query.patients': () => PATIENTS.map(({ id }) => patient(id)),
  'Query.parties': () => [patient('p1'), COMPANY, null],
  'Query.secretCount': () => 7,
  'Query.account': (_: unknown, { id }: { id: string }) => ACCOUNTS.find((one) => one.id === id),
  'Query.accounts': (_: unknown, { first }: { first: number }) => ACCOUNTS.slice(0, first),
  'Query.missing': () => null,
  'Patient.guarantor': ({ guarantorId }: { guarantorId: string }) => (guarantorId === COMPANY.id ? COMPANY : patient(guarantorId)), // prettier-ignore
  'Patient.accounts': ({ id }: { id: string }) => ACCOUNTS.filter(({ patientId }) => patientId === id),
  'Account.patient': ({ patientId }: { patientId: string }) => patient(patientId),
};

/** What an answer comes to: its data, and the places of its refusals, lists left out. */
interface Answer {
  readonly data: unknown;
  readonly refused: readonly string[];
}

/** The decision is made field by field, by the type that each selection asks and the one that answers. */
function reference(document: DocumentNode, viewer: Viewer, schema: GraphQLSchema): Answer {
  const asked = parentsOf(document, schema);
  const places = new Map<string, string>();
  const isRefused = (type: GraphQLCompositeType, name: string): boolean => {
    const types = isInterfaceType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];
    return types.some((one) => decide(access.get(`${one.name}.${name}`), viewer) === 'DENY');
  };
  const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
    const { parentType, fieldName, fieldNodes, path } = info;
    const coordinate = `${parentType.name}.${fieldName}`;
    const types = [parentType, ...fieldNodes.flatMap((node) => asked.get(node) ?? [])];
    if (types.some((type) => isRefused(type, fieldName))) {
      const whole = pathOf(path);
      const place = whole.filter((part) => typeof part === 'string').join('.');
      if (!places.has(place)) places.set(place, whole.join('.'));
      return null;
    }
    const resolve = MERGED[coordinate];
    const value: unknown = resolve ? resolve(source as never, args as never) : defaultFieldResolver(source, args, context, info); // prettier-ignore
    const rule = access.get(coordinate);
    return rule?.mask && decide(rule, viewer) === 'MASK'
      ? applyMask(rule.mask, value, { hashKey: '', clock: systemClock })
      : value;
  };
  const result = execute({ schema, document, fieldResolver, typeResolver: (value) => (value as { __typename: string }).__typename }); // prettier-ignore
  if (result instanceof Promise) throw new TypeError('nothing here waits');
  expect(result.errors ?? []).toEqual([]);
  return { data: plain(result.data), refused: [...places.values()].sort() };
}

function parentsOf(document: DocumentNode, schema: GraphQLSchema): ReadonlyMap<FieldNode, GraphQLCompositeType> {
  const parents = new Map<FieldNode, GraphQLCompositeType>();
  const types = new TypeInfo(schema);
  const note = (node: FieldNode): void => {
    const parent = types.getParentType();
    if (parent) parents.set(node, parent);
  };
  visit(document, visitWithTypeInfo(types, { Field: note }));
  return parents;
}

const pathOf = (path: { readonly key: string | number; readonly prev: unknown } | undefined): (string | number)[] =>
  path ? [...pathOf(path.prev as never), path.key] : [];

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null)) as unknown;

async function ofGateway(document: DocumentNode, viewer: Viewer): Promise<Answer> {
  const context = createContext({ viewer, correlationId: 'c', traceparent: null, passedAuthorization: null });
  const { data, errors = [] } = await graph.run({ document, variables: {}, context });
  for (const { originalError } of errors) expect(isHubError(originalError) && originalError.code).toBe('FORBIDDEN');
  return { data: plain(data), refused: errors.map(({ path }) => path?.join('.') ?? '').sort() };
}

describe('a random document for a random viewer', () => {
  const spec = () => ({
    schema: graph.clientSchema,
    without: new Set(['Account.broken', 'Account.auditor', 'Company.seat']),
    args: { 'Query.patient': ['(id: "p1")', '(id: "p2")'], 'Query.account': ['(id: "a1")'], 'Query.accounts': ['', '(first: 1)'] }, // prettier-ignore
  });

  it('is answered as if each field had been decided where it is resolved, with one error for each selection', async () => {
    const counts = { valid: 0, refused: 0, masked: 0 };
    await fc.assert(
      fc.asyncProperty(documents(spec()), viewers, async (text, viewer) => {
        const document = parse(text);
        fc.pre(validate(graph.clientSchema, document).length === 0);
        const expected = reference(document, viewer, graph.clientSchema);
        expect(await ofGateway(document, viewer)).toEqual(expected);
        counts.valid += 1;
        if (expected.refused.length > 0) counts.refused += 1;
        if (/-01-01"|1230000/.test(JSON.stringify(expected.data))) counts.masked += 1;
      }),
      { numRuns: 250, maxSkipsPerRun: 1_000 },
    );
    // The documents are not so tame that the property would hold by itself.
    expect(counts.refused).toBeGreaterThan(60);
    expect(counts.masked).toBeGreaterThan(2);
  }, 180_000);

  it('gives other viewers of the same document, in turns, their own answers', async () => {
    await fc.assert(
      fc.asyncProperty(documents(spec()), fc.array(viewers, { minLength: 2, maxLength: 4 }), async (text, several) => {
        const document = parse(text);
        fc.pre(validate(graph.clientSchema, document).length === 0);
        for (const viewer of [...several, ...several]) {
          expect(await ofGateway(document, viewer)).toEqual(reference(document, viewer, graph.clientSchema));
        }
      }),
      { numRuns: 40, maxSkipsPerRun: 1_000 },
    );
  }, 180_000);
});
