import { parse, type ExecutionResult } from 'graphql';
import { loadGraph, type Graph } from '../../gateway/graph';
import { createPlanningThread, type PlanningThread } from '../../gateway/planning-thread';
import { createContext } from '../../gateway/request-context';
import type { PurposeOfUse, Viewer } from '../../platform/access/viewer';
import { silentLogger } from '../../platform/telemetry/logger';
import { composed, createStubGraph, type StubGraph } from './stubs/stub-graph';

const viewer = (scopes: readonly string[], purpose: PurposeOfUse = 'HPAYMT'): Viewer => ({
  subject: 's1',
  scopes: new Set(scopes),
  compartment: { kind: 'NETWORK' },
  clientId: 'test',
  tokenId: 't1',
  purpose,
});
const contextFor = (as: Viewer) =>
  createContext({ viewer: as, correlationId: 'c1', traceparent: null, passedAuthorization: null });
const nurse = viewer(['patient:read', 'account:read']);
const analyst = viewer(['analytics:read']);

const ACCESS = `
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
  @link(url: "https://accord.dev/access/v1.0", import: ["@access"]) @composeDirective(name: "@access")
  enum DataClass { INTERNAL }
  directive @access(class: DataClass!) on FIELD_DEFINITION`;

describe('a loaded graph', () => {
  let stub: StubGraph;
  let planning: PlanningThread;
  let graph: Graph;
  beforeAll(async () => {
    stub = createStubGraph();
    planning = createPlanningThread({ log: silentLogger });
    graph = await loadGraph(stub.supergraph, {
      planning,
      subgraphs: stub.subgraphs,
      log: silentLogger,
      unguarded: false,
    });
  });
  beforeEach(() => {
    stub.reads.length = 0;
    stub.calls.length = 0;
  });
  afterAll(async () => {
    await graph.close();
    await planning.close();
  });

  const ask = async (text: string, as: Viewer, variables?: Record<string, unknown>): Promise<ExecutionResult> => {
    const result = await graph.run({ document: parse(text), variables, context: contextFor(as) });
    return JSON.parse(JSON.stringify(result)) as ExecutionResult;
  };
  const refused = (result: ExecutionResult) =>
    (result.errors ?? []).map(({ message, path }) => `${path?.join('.')}: ${message.split(' ')[0]}`);

  it('answers across subgraphs', async () => {
    const result = await ask('{ account(id: "a1") { memo patient { name birthDate accounts { id } } } }', nurse);
    expect(result).toEqual({
      data: {
        account: { memo: 'first', patient: { name: 'Ada Quill', birthDate: '1980-02-03', accounts: [{ id: 'a1' }] } },
      },
    });
  });

  it('gives null and one error for a refused field, in lists too, and reads nothing for it', async () => {
    const result = await ask('{ accounts { id patient { id name } } }', analyst);
    expect(result.data).toEqual({
      accounts: [
        { id: 'a1', patient: { id: 'p1', name: null } },
        { id: 'a2', patient: { id: 'p2', name: null } },
      ],
    });
    expect(refused(result)).toEqual(['accounts.0.patient.name: Patient.name']);
    expect(stub.reads).toEqual([]);
  });

  it('keeps the order and the aliases of what was asked', async () => {
    const result = await ask('{ a: account(id: "a1") { memo called: id text: memo id } }', analyst);
    expect(JSON.stringify(result.data)).toBe('{"a":{"memo":null,"called":"a1","text":null,"id":"a1"}}');
    expect(refused(result)).toEqual(['a.memo: Account.memo', 'a.text: Account.memo']);
  });

  it('masks and does not refuse where the field says so', async () => {
    const result = await ask('{ accounts { balance { minorUnits } patient { birthDate } } }', analyst);
    expect(result).toEqual({
      data: {
        accounts: [
          { balance: { minorUnits: 1_230_000 }, patient: { birthDate: '1980-01-01' } },
          { balance: { minorUnits: 0 }, patient: { birthDate: '1991-01-01' } },
        ],
      },
    });
  });

  it('filters inside named and inline fragments, and drops fragments that nothing uses any more', async () => {
    const result = await ask(
      `query Q { patient(id: "p1") { ...Who accounts { ...Paid } } }
       fragment Who on Patient { id ... on Patient { name } ... { nickname } }
       fragment Paid on Account { memo }`,
      analyst,
    );
    expect(result.data).toEqual({ patient: { id: 'p1', name: null, nickname: 'A', accounts: null } });
    expect(refused(result)).toEqual(['patient.name: Patient.name', 'patient.accounts: Patient.accounts']);
  });

  it('honours @skip and @include on a refused field', async () => {
    const text =
      'query ($no: Boolean!) { patient(id: "p1") { id name @include(if: $no) ... @skip(if: true) { note } } }';
    const without = await ask(text, analyst, { no: false });
    expect(without).toEqual({ data: { patient: { id: 'p1' } } });
    const withIt = await ask(text, analyst, { no: true });
    expect(withIt.data).toEqual({ patient: { id: 'p1', name: null } });
  });

  it('refuses an interface field as strictly as its strictest implementation', async () => {
    const result = await ask('{ parties { id name ... on Company { industry } } }', viewer(['catalog:read']));
    expect(result.data).toEqual({
      parties: [{ id: 'p1', name: null }, { id: 'c1', name: null, industry: 'paper' }, null],
    });
    expect(refused(result)).toEqual(['parties.0.name: Party.name']);
  });

  it('tells a refused field from an open one of the same name on another type', async () => {
    const text = '{ parties { ... on Patient { text: nickname } ... on Company { text: industry } } }';
    const result = await ask(text, viewer([]));
    expect(result.data).toEqual({ parties: [{ text: 'A' }, { text: null }, null] });
    expect(refused(result)).toEqual(['parties.1.text: Company.industry']);
  });

  it('refuses root fields, of mutations too, without running them', async () => {
    const result = await ask('{ secretCount patient(id: "p1") { id } }', analyst);
    expect(result.data).toEqual({ secretCount: null, patient: { id: 'p1' } });
    const mutation = await ask('mutation { writeMemo(accountId: "a1", text: "x") { memo } }', nurse);
    expect(mutation.data).toEqual({ writeMemo: null });
    expect(refused(mutation)).toEqual(['writeMemo: Mutation.writeMemo']);
    expect(stub.reads).toEqual([]);
  });

  it('says nothing of a refused field whose place is not in the answer', async () => {
    expect(await ask('{ missing { memo } }', analyst)).toEqual({ data: { missing: null } });
  });

  it('says that an entity is not there which another subgraph points to', async () => {
    expect(await ask('{ account(id: "a1") { id auditor { id seat } } }', nurse)).toMatchObject({
      data: { account: { id: 'a1', auditor: null } },
      errors: [{ message: 'what belongs here is absent, or not visible to you' }],
    });
  });

  it('decides by the purpose of use', async () => {
    const text = '{ patient(id: "p1") { note } }';
    expect((await ask(text, viewer([], 'TREAT'))).data).toEqual({ patient: { note: 'n1' } });
    expect((await ask(text, viewer([], 'HPAYMT'))).data).toEqual({ patient: { note: null } });
  });

  it('gives two viewers of one document each their own plan', async () => {
    const document = parse('{ patient(id: "p1") { name } }');
    const run = (as: Viewer) => graph.run({ document, context: contextFor(as) });
    const [first, second, third] = [await run(nurse), await run(analyst), await run(nurse)];
    expect(first.data).toEqual({ patient: { name: 'Ada Quill' } });
    expect(second.data).toEqual({ patient: { name: null } });
    expect(third.data).toEqual(first.data);
  });

  it("asks each subgraph for one context per request, and gives it no one else's", async () => {
    await ask('{ accounts { patient { name accounts { patient { birthDate } } } } }', nurse);
    expect(stub.calls).toHaveLength(2);
    await ask('{ accounts { id } }', analyst);
    expect(stub.calls).toHaveLength(3);
    expect(stub.calls[2]?.viewer).toBe(analyst);
  });

  it('answers questions about the schema without the hidden fields', async () => {
    const result = await ask('{ __schema { queryType { fields { name } } } }', analyst);
    expect(JSON.stringify(result)).toContain('patients');
    expect(JSON.stringify(result)).not.toContain('_on');
  });

  it('answers questions about the schema beside data, in their order, refusals told', async () => {
    const result = await ask(
      `query ($no: Boolean = false, $type: String!) { patient(id: "p1") { name } ...M all: patients { id } gone: __type(name: "Party") @include(if: $no) { name } }
       fragment M on Query { of: __type(name: $type) { name } __typename }`,
      analyst,
      { type: 'Patient' },
    );
    expect(JSON.stringify(result.data)).toBe(
      '{"patient":{"name":null},"of":{"name":"Patient"},"__typename":"Query","all":[{"id":"p1"},{"id":"p2"}]}',
    );
    expect(refused(result)).toEqual(['patient.name: Patient.name']);
  });

  it('hides query fields of an underscore from clients, and where nothing is guarded those of events alone', async () => {
    const sdl = `
      extend schema ${ACCESS}
      type Query { open: Int @access(class: INTERNAL) _lookUp: Int @access(class: INTERNAL) _onTick: Int @access(class: INTERNAL) }
      type Subscription { tick: Int @access(class: INTERNAL) }`;
    const supergraph = composed([{ name: 'people', sdl }]);
    const shown = async (unguarded: boolean) => {
      const loaded = await loadGraph(supergraph, { planning, subgraphs: stub.subgraphs, log: silentLogger, unguarded });
      await loaded.close();
      return Object.keys(loaded.clientSchema.getQueryType()?.getFields() ?? {});
    };
    expect(await shown(false)).toEqual(['open']);
    expect(await shown(true)).toEqual(['open', '_lookUp']);
  });
});
