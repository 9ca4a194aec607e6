import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { execute, parse, subscribe, type ExecutionResult } from 'graphql';
import { rule } from 'graphql-shield';
import { buildSubgraph, subgraphDocument, type SubgraphSpec } from '../../../platform/access/build-subgraph';
import type { SubgraphCall } from '../../../platform/access/subgraph';
import type { Viewer } from '../../../platform/access/viewer';
import { HubError } from '../../../platform/domain/errors';
import { instant } from '../../../platform/domain/instant';
import { viewerOf } from './viewer-of';

const schemaFile = join(__dirname, 'guards.graphql');
const patient = {
  __typename: 'Patient',
  id: 'p1',
  name: 'Ada Quill',
  birthDate: '1980-02-03',
  phones: ['555-0100', null],
  owed: { minorUnits: 1_234_567, currency: 'USD' },
  open: 'yes',
};

function build(over: Partial<SubgraphSpec> = {}) {
  const reads: string[] = [];
  const resolvers = {
    Query: {
      patient: () => patient,
      patients: () => Array.from({ length: 3 }, () => patient),
      named: () => patient,
      vault: () => ({ secret: 's' }),
      fails: () => {
        throw new HubError('NOT_FOUND', 'there is none');
      },
    },
    Patient: {
      __resolveReference: ({ id }: { id: string }) => {
        reads.push(id);
        return Object.freeze({ ...patient, id });
      },
      slow: async () => {
        reads.push('slow');
        return 'done';
      },
    },
  };
  const subgraph = buildSubgraph({
    name: 'stub',
    schemaFile,
    lineage: [],
    contextFor: (call) => ({ ...call, loaders: {} }),
    hashKey: 'key',
    resolvers,
    ...over,
  });
  const ask = async (query: string, viewer?: Viewer): Promise<ExecutionResult> => {
    const contextValue = viewer ? subgraph.contextFor({ viewer, correlationId: 'c1' }) : {};
    const result = await execute({ schema: subgraph.schema, document: parse(query), contextValue });
    return JSON.parse(JSON.stringify(result)) as ExecutionResult;
  };
  return { subgraph, reads, ask };
}

const nurse = viewerOf(['patient:read', 'account:read']);
const nobody = viewerOf([]);
const entity = (fields: string) =>
  `{ _entities(representations: [{ __typename: "Patient", id: "p7" }]) { ... on Patient { ${fields} } } }`;

describe('a built subgraph', () => {
  it('gives each viewer the value, what the mask leaves, or null with FORBIDDEN at its path', async () => {
    const { ask } = build();
    const query = '{ patients { id name birthDate phones owed { minorUnits } open } }';
    expect((await ask(query, nurse)).errors).toBeUndefined();
    const result = await ask(query, nobody);
    const masked = {
      id: 'p1',
      name: null,
      birthDate: '1980-01-01',
      phones: ['****0100', null],
      owed: { minorUnits: 1_230_000 },
      open: 'yes',
    };
    expect(result.data).toEqual({ patients: [masked, masked, masked] });
    expect(result.errors?.map(({ path }) => path)).toEqual([0, 1, 2].map((index) => ['patients', index, 'name']));
    expect(result.errors?.[0]?.message).toBe('Patient.name needs a right that you do not hold');
  });

  it('does not run the resolver of a refused field', async () => {
    const { ask, reads } = build();
    expect((await ask('{ patient { slow } }', nobody)).data).toEqual({ patient: { slow: null } });
    expect(reads).toEqual([]);
    expect((await ask('{ patient { slow } }', nurse)).data).toEqual({ patient: { slow: 'done' } });
  });

  it('guards what is asked of an interface', async () => {
    const { ask } = build();
    expect((await ask('{ named { name } }', nobody)).data).toEqual({ named: { name: null } });
    expect((await ask('{ named { name } }', nurse)).data).toEqual({ named: { name: 'Ada Quill' } });
  });

  it('does not read by reference for a viewer who may see nothing of what is asked', async () => {
    const { ask, reads } = build();
    const refused = await ask(entity('id name called: slow'), nobody);
    expect(refused.data).toEqual({ _entities: [{ id: 'p7', name: null, called: null }] });
    expect(refused.errors?.map(({ path }) => path)).toEqual([
      ['_entities', 0, 'name'],
      ['_entities', 0, 'called'],
    ]);
    expect(reads).toEqual([]);
    expect((await ask(entity('name birthDate'), nobody)).data).toEqual({
      _entities: [{ name: null, birthDate: '1980-01-01' }],
    });
    const spread = `${entity('... { ...F }')} fragment F on Named { ... on Patient { open } }`;
    expect((await ask(spread, nobody)).data).toEqual({ _entities: [{ open: 'yes' }] });
    expect(reads).toEqual(['p7', 'p7']);
    // A value in the reference is no reason to look the record up, by which to learn whether it exists.
    const madeUp = entity('name').replace('id: "p7"', 'id: "p7", name: "x"');
    expect((await ask(madeUp, nobody)).data).toEqual({ _entities: [{ name: null }] });
    expect(reads).toEqual(['p7', 'p7']);
  });

  it('answers no one without a viewer, by root or by reference, but tells its schema', async () => {
    const { ask, reads } = build();
    for (const query of ['{ patient { open } }', '{ vault { secret } }', entity('open')]) {
      const result = await ask(query);
      expect(JSON.stringify(result.data ?? null)).not.toMatch(/yes|"s"/);
      expect(result.errors?.[0]?.message).toMatch(/viewer/);
    }
    expect(reads).toEqual([]);
    expect(JSON.stringify(await ask('{ _service { sdl } }'))).toContain('type Patient');
  });

  it("passes a resolver's own error through the shield", async () => {
    const { ask } = build();
    expect((await ask('{ fails }', nurse)).errors).toMatchObject([{ message: 'there is none', path: ['fails'] }]);
  });

  it('serves no subscription by itself: only the gateway guards them', async () => {
    const { subgraph } = build();
    const document = parse('subscription { ticks }');
    await expect(subscribe({ schema: subgraph.schema, document, contextValue: {} })).rejects.toThrow();
  });

  it('puts explicit rules on types and roots, and a rule that says no is FORBIDDEN', async () => {
    const closed = rule({ cache: 'contextual' })(() => false);
    const { ask, subgraph } = build({ rules: { Vault: closed, Query: { patient: closed } } });
    const viewer = nurse;
    for (const query of ['{ vault { secret } }', '{ patient { open } }']) {
      const result = await execute({
        schema: subgraph.schema,
        document: parse(query),
        contextValue: subgraph.contextFor({ viewer, correlationId: 'c1' }),
      });
      expect(result.errors?.[0]?.originalError).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect((await ask('{ patients { open } }', nurse)).errors).toBeUndefined();
  });

  it('refuses a rule for a type that is not there', () => {
    expect(() => build({ rules: { Nothing: rule()(() => true) } })).toThrow('Nothing');
  });

  it("shares no rule's cache with another subgraph, whatever their rules are called", async () => {
    const said = (answer: boolean) => rule('same name', { cache: 'contextual' })(() => answer);
    const open = build({ rules: { Vault: said(true) } }).subgraph;
    const shut = build({ rules: { Vault: said(false) } }).subgraph;
    const call: SubgraphCall = { viewer: nurse, correlationId: 'c1' };
    const ask = (subgraph: typeof open) =>
      execute({
        schema: subgraph.schema,
        document: parse('{ vault { secret } }'),
        contextValue: subgraph.contextFor(call),
      });
    expect((await ask(open)).data).toEqual({ vault: { secret: 's' } });
    expect((await ask(shut)).data).toEqual({ vault: { secret: null } });
  });

  it('gives a fresh context that shield can write to, even where the room gives a frozen or a shared one', async () => {
    const shared = Object.freeze({ viewer: nobody, correlationId: 'old', loaders: {} });
    const { subgraph, ask } = build({ contextFor: () => shared });
    const first = subgraph.contextFor({ viewer: nurse, correlationId: 'c1' });
    expect(first).not.toBe(subgraph.contextFor({ viewer: nurse, correlationId: 'c1' }));
    expect(first).toMatchObject({ viewer: nurse, correlationId: 'c1' });
    expect((await ask('{ patient { name } }', nurse)).errors).toBeUndefined();
  });

  it('decides anew for each viewer, in turns', async () => {
    const { ask } = build();
    const names = [nurse, nobody, nurse].map(async (viewer) => (await ask('{ patient { name } }', viewer)).data);
    expect(await Promise.all(names)).toEqual([
      { patient: { name: 'Ada Quill' } },
      { patient: { name: null } },
      { patient: { name: 'Ada Quill' } },
    ]);
  });

  it('notes what is asked of PII and PHI, whatever becomes of it', async () => {
    const { subgraph } = build();
    const noted = async (query: string, viewer: Viewer) => {
      const contextValue = subgraph.contextFor({ viewer, correlationId: 'c1' });
      await execute({ schema: subgraph.schema, document: parse(query), contextValue });
      return contextValue.audit.take();
    };
    const query = '{ patients { id name birthDate owed { minorUnits } open } }';
    expect(await noted(query, nobody)).toEqual({
      ...{ entities: ['p1'], types: ['Patient'], entityTypes: [0, 1, 0], patients: ['p1'], owners: [0, 1, 0] },
      accesses: [
        { decision: 'DENY', fields: ['Patient.name'], entities: [0, 1, 0] },
        { decision: 'MASK', fields: ['Patient.birthDate'], entities: [0, 1, 0] },
      ],
    });
    const byReference = await noted(entity('name slow'), nurse);
    expect(byReference).toMatchObject({ entities: ['p7'], types: ['Patient'] });
    expect(await noted('{ patients { id open owed { minorUnits } } }', nurse)).toBeNull();
  });

  it('keeps the money of records closed that only a broken glass leads to', async () => {
    const glass = { grantId: 'g1', reason: 'why', until: instant('2026-02-03T05:00:00Z') };
    const compartment = { kind: 'FACILITY', facilityIds: ['f1'] } as const;
    const broken: Viewer = { ...viewerOf(['account:read', 'btg:use'], { purpose: 'BTG', compartment }), glass };
    for (const [facilityId, owed] of [
      ['f1', { minorUnits: 1_234_567 }],
      ['f2', null],
    ] as const) {
      const { ask } = build({ resolvers: { Query: { patient: () => ({ ...patient, facilityId }) } } });
      const { data } = await ask('{ patient { name owed { minorUnits } } }', broken);
      expect(data).toEqual({ patient: { name: 'Ada Quill', owed } });
    }
  });

  it('publishes its whole schema, access on every field, which composes whatever value types it uses', () => {
    const { subgraph } = build();
    expect(subgraph.sdl).toContain('name: String @access(class: PHI, scopes: [["patient:read"]])');
    const { errors, supergraphSdl } = composeServices([
      { name: 'one', url: 'local://one@1', typeDefs: parse(subgraph.sdl) },
      { name: 'two', url: 'local://two@1', typeDefs: subgraphDocument('type Query { x: Int @access(class: PUBLIC) }') },
    ]);
    expect(errors).toBeUndefined();
    expect(supergraphSdl).toContain('@access(class: FINANCIAL, scopes: [["account:read"]], mask: RANGE)');
  });

  it('may have no entities', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'accord-schema-'));
    const file = join(folder, 'schema.graphql');
    await writeFile(file, 'type Query { open: Int @access(class: INTERNAL) }');
    const { ask } = build({ schemaFile: file, resolvers: { Query: { open: () => 1 } } });
    expect(await ask('{ open }', nobody)).toEqual({ data: { open: 1 } });
    await rm(folder, { recursive: true });
  });

  it('is not built from a schema that breaks the access rules, and names each breach', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'accord-schema-'));
    const file = join(folder, 'schema.graphql');
    await writeFile(file, 'type Query { open: Int shut: Int! @access(class: PHI, scopes: [["s"]]) }');
    expect(() => build({ schemaFile: file, resolvers: {} })).toThrow(
      'the schema of stub breaks the access rules: Query.open has no @access class: put @access(class: …) on the field or on its type; Query.shut is guarded, so a refusal must be able to make it null: take the outer ! off',
    );
    await rm(folder, { recursive: true });
  });
});
