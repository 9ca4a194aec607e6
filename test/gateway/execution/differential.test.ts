import fc from 'fast-check';
import { NoUnusedVariablesRule, parse, specifiedRules, validate, type ExecutionResult } from 'graphql';
import { ourGraph, plainGraph, stockGateway } from './federated-world';
import { drawQuery, VARIABLES } from './random-queries';
import { drawWorld } from './random-worlds';
import type { World } from './world';

/** Worlds to draw, at random; unless told, six that are the same each time. */
const GIVEN_RUNS = process.env['DIFFERENTIAL_RUNS'];
const DRAWN = GIVEN_RUNS === undefined ? { numRuns: 6, seed: 4 } : { numRuns: Number(GIVEN_RUNS) };

/** Every operation declares all variables, used or not. */
const RULES = specifiedRules.filter((rule) => rule !== NoUnusedVariablesRule);

const plainly = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const pathsOf = (errors: ExecutionResult['errors']): readonly string[] =>
  (errors ?? []).map(({ path }) => JSON.stringify(path)).sort();

/** A field that others require is read though nobody asked for it, and its failure is told where it is needed. */
const isRequired = ({ subgraphs }: World, message: string): boolean =>
  message.startsWith('something that this is made of') ||
  Object.values(subgraphs).some((sdl) => new RegExp(`fields: "${message.replace('failed ', '')}\\b`).test(sdl));

jest.setTimeout(600_000);

test.each([false, true])(
  'data and errors are those of one service that holds it all (non-null fields: %s)',
  async (strict) => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (gen) => {
        const draw = <T>(arbitrary: fc.Arbitrary<T>): T => gen(() => arbitrary);
        const world = drawWorld(draw, { strict });
        const ours = ourGraph(world);
        const plain = plainGraph(world, ours.schema);
        for (let query = 0; query < 20; query += 1) {
          const document = parse(drawQuery(draw, ours.schema));
          if (validate(ours.schema, document, RULES).length > 0) continue;
          const asked = { document, variables: VARIABLES };
          const [answer, expected] = [await ours.ask(asked), await plain(asked)];
          try {
            expect(answer.data).toEqual(plainly(expected.data));
            const asked = answer.errors.filter(({ message }) => !isRequired(world, message));
            const others = (expected.errors ?? []).filter(({ message }) => !isRequired(world, message));
            if (!strict) expect(pathsOf(asked)).toEqual(pathsOf(others));
            else expect(asked.length > 0).toBe(others.length > 0);
          } catch (error) {
            const stock = await (await stockGateway(world))(asked);
            throw new Error(
              `${String(error)}\n${document.loc?.source.body}\nstock: ${JSON.stringify(stock)}\nplain: ${JSON.stringify(expected)}\nours: ${JSON.stringify(answer)}\n${JSON.stringify(world, null, 1)}\n${JSON.stringify(ours.plan(document), null, 1).slice(0, 3000)}`,
            );
          }
        }
      }),
      { ...DRAWN, endOnFailure: true },
    );
  },
);
