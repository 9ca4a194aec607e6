import { validate, type ExecutionResult } from 'graphql';
import { createPlanner } from '../../../gateway/execution/planning';
import { createPlanningThread } from '../../../gateway/planning-thread';
import { silentLogger } from '../../../platform/telemetry/logger';
import { plainGraph, supergraphOf } from './federated-world';
import { readScenarios, type Answer } from './scenario';
import { PLACEMENTS, serveWorld, type ServedWorld } from './served-world';

/** Holds the answer against the expected one: data in the client's order, errors in any. */
function expectAnswer({ data, errors = [] }: ExecutionResult, expected: Answer): void {
  expect(data).toEqual(expected.data);
  expect(JSON.stringify(data)).toBe(JSON.stringify(expected.data));
  expect(inOrder(errors)).toEqual(inOrder(expected.errors).map((error) => expect.objectContaining(error)));
}

const inOrder = (errors: readonly { readonly path?: readonly (string | number)[] | undefined }[]) =>
  [...errors].sort((a, b) => JSON.stringify(a.path ?? []).localeCompare(JSON.stringify(b.path ?? [])));

const planning = createPlanningThread({ log: silentLogger });
afterAll(() => planning.close());

describe.each(readScenarios())('$name', ({ world, document, answers }) => {
  const entities = structuredClone(world.entities);
  beforeEach(() => {
    world.entities = structuredClone(entities);
  });

  test('asks what may be asked', () => {
    expect(validate(createPlanner(supergraphOf(world)).apiSchema(), document)).toEqual([]);
  });

  const served = new Map<string, ServedWorld>();
  beforeAll(async () => {
    await Promise.all(
      PLACEMENTS.map(async (placement) => served.set(placement, await serveWorld(world, { placement, planning }))),
    );
  });
  afterAll(() => Promise.all([...served.values()].map((one) => one.stop())));

  describe.each(PLACEMENTS)('subgraphs %s', (placement) => {
    test.each(Object.entries(answers))('%s', async (operationName, answer) => {
      const at = served.get(placement) as ServedWorld;
      const { result, fetches } = await at.ask({ document, operationName, variables: answer.variables }, answer.away); // prettier-ignore
      expectAnswer(result, answer);
      if (answer.fetches) expect(fetches).toEqual(answer.fetches);
    });
  });

  const same = Object.entries(answers).filter(([, { differs }]) => differs === undefined);
  if (same.length === 0) return;
  test.each(same)('%s is what one service would answer', async (operationName, answer) => {
    const result = await plainGraph(world)({ document, operationName, variables: answer.variables ?? {} });
    expectAnswer(JSON.parse(JSON.stringify(result)) as ExecutionResult, answer);
  });
});
