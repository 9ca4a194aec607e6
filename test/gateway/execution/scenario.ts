import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOperationAST, Kind, parse, type DocumentNode } from 'graphql';
import { z } from 'zod';
import type { World } from './world';

const path = z.array(z.union([z.string(), z.number()]));

const answerShape = z.strictObject({
  variables: z.record(z.string(), z.json()).optional(),
  data: z.json(),
  /** All of them, in any order. */
  errors: z.array(z.strictObject({ path: path.optional(), message: z.string().optional() })).default([]),
  /** How often each subgraph was called; those left out were not. */
  fetches: z.record(z.string(), z.number()).optional(),
  /** Subgraphs that are away. */
  away: z.array(z.string()).default([]),
  /** Why one service that holds all the data would answer otherwise; left out: it answers the same. */
  differs: z.string().optional(),
});

export type Answer = z.infer<typeof answerShape>;

const dataShape = z.strictObject({
  entities: z.record(z.string(), z.record(z.string(), z.json())).default({}),
  roots: z.record(z.string(), z.json()),
});

/** A feature of federation: the subgraphs that use it, and what they are asked. */
export interface Scenario {
  readonly name: string;
  readonly world: World;
  /** Every operation has a name, and an answer by that name. */
  readonly document: DocumentNode;
  readonly answers: Readonly<Record<string, Answer>>;
}

const FOLDER = join(__dirname, 'scenarios');
const FEDERATION_1 = '# federation 1\n';
const HEAD = readFileSync(join(FOLDER, 'head.graphql'), 'utf8');
const FILES = ['data.json', 'queries.graphql', 'answers.json'];

/** Every scenario. Throws for a file of another shape, and where operations and answers are not the same. */
export const readScenarios = (): readonly Scenario[] =>
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readScenario(name));

function readScenario(name: string): Scenario {
  const read = (file: string): string => readFileSync(join(FOLDER, name, file), 'utf8');
  const document = parse(read('queries.graphql'));
  const answers = shaped(z.record(z.string(), answerShape), JSON.parse(read('answers.json')), name);
  const asked = document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? [node.name?.value ?? 'one without a name'] : [],
  );
  const unanswered = asked.filter((one) => !(one in answers));
  const unasked = Object.keys(answers).filter((one) => !getOperationAST(document, one));
  if (unanswered.length + unasked.length > 0) throw new Error(`${name}: ${[...unanswered, ...unasked].join()} stands alone`); // prettier-ignore
  const subgraphs = readdirSync(join(FOLDER, name))
    .filter((file) => !FILES.includes(file))
    .map((file) => [file.replace('.graphql', ''), read(file)] as const);
  return {
    ...{ name, document, answers },
    world: {
      ...shaped(dataShape, JSON.parse(read('data.json')), name),
      subgraphs: Object.fromEntries(
        subgraphs.map(([one, sdl]) => [one, sdl.startsWith(FEDERATION_1) ? sdl : `${HEAD}${sdl}`]),
      ),
    },
  };
}

function shaped<T>(shape: z.ZodType<T>, value: unknown, name: string): T {
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
