import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What an error means, whatever a gateway calls it; the adapter knows its words for these. */
export const MEANINGS = [
  'DENIED',
  'MISSING',
  'INVALID',
  'UNAUTHENTICATED',
  'FAILED',
  'CHANGED',
  'DENIED_OR_INVALID',
] as const;
export type Meaning = (typeof MEANINGS)[number];

const json = z.json();
const names = z.array(z.string());

/** What is wrong with a token. */
export const FLAWS = [
  'UNSIGNED',
  'ALTERED',
  'OTHER_KEY',
  'OTHER_ISSUER',
  'OTHER_AUDIENCE',
  'EXPIRED',
  'NOT_YET',
] as const;
export type Flaw = (typeof FLAWS)[number];

const viewerShape = z.strictObject({
  /** OAuth scopes of the token. */
  scopes: names.default([]),
  /** Whether the gateway is to let this viewer read its schema. */
  introspects: z.boolean().default(false),
  /** Whether the gateway is to let this viewer break the glass. */
  breaksGlass: z.boolean().default(false),
  /** What is wrong with the viewer's token; left out: nothing. */
  flaw: z.enum(FLAWS).optional(),
});

const expectationShape = {
  /** The whole of `data`; left out: null or absent. */
  data: json.optional(),
  /** Every error, by path (`*` in it: any index; for it: any path) and meaning; left out: none. Each must occur, once or more. */
  errors: z.array(z.strictObject({ path: z.union([z.literal('*'), z.array(z.union([z.string(), z.number()]))]).optional(), code: z.enum(MEANINGS) })).optional(), // prettier-ignore
  /** Text that must not occur anywhere in the answer, its headers included. */
  secrets: names.optional(),
};

const auditShape = {
  /** All that the trail says of this operation, or of a stream so far. */
  audit: z.array(z.strictObject({ subgraph: z.string().optional(), field: z.string(), decision: z.enum(['ALLOW', 'MASK', 'DENY']), entities: names })).optional(), // prettier-ignore
};

const askShape = z.strictObject({
  /** Null: nobody, no token. */
  viewer: z.string().nullable(),
  purpose: z.string().optional(),
  /** Why the glass is broken. */
  reason: z.string().optional(),
  via: z.enum(['http', 'get', 'ws', 'sse']).default('http'),
  /** Name of a subgraph to ask past the gateway's own checks, with the rights of the viewer. */
  subgraph: z.string().optional(),
  /** Name of a contract. */
  contract: z.string().optional(),
  query: z.string(),
  operation: z.string().optional(),
  variables: z.record(z.string(), json).optional(),
  ...expectationShape,
  /** Secrets of the scenario that this answer may show all the same. */
  mayShow: names.optional(),
  /** Number of an earlier ask of this case, from 0, whose answer this one must equal to the byte. */
  sameAs: z.number().optional(),
  /** How often stub subgraphs were asked, by `subgraph Type.field`; only those listed are compared. */
  calls: z.record(z.string(), z.number()).optional(),
  ...auditShape,
});
const openShape = z.strictObject({
  /** Name that later steps call the stream by. */
  open: z.string(),
  viewer: z.string(),
  purpose: z.string().optional(),
  reason: z.string().optional(),
  via: z.enum(['ws', 'sse']).default('ws'),
  contract: z.string().optional(),
  query: z.string(),
  variables: z.record(z.string(), json).optional(),
});
const nextShape = z.strictObject({ next: z.string(), ...expectationShape, mayShow: names.optional(), ...auditShape });

const stepShape = z.union([
  askShape,
  openShape,
  nextShape,
  /** The stream ends without another answer. */
  z.strictObject({ ended: z.string() }),
  z.strictObject({ push: z.string(), payload: json }),
  /** Publishes another version of the schemas: the files named `subgraph@version.graphql`. */
  z.strictObject({ swap: z.string() }),
  z.strictObject({ revoke: z.string() }),
  /** Seconds by which the gateway's clock moves on. */
  z.strictObject({ advance: z.number() }),
  /** Asks sent at once; each must be answered as by itself. */
  z.strictObject({ together: z.array(askShape) }),
]);

const caseHead = { name: z.string(), why: z.string() };
const caseShape = z.union([
  z.strictObject({ ...caseHead, steps: z.array(stepShape) }),
  askShape.extend(caseHead).transform(({ name, why, ...ask }) => ({ name, why, steps: [ask] })),
]);

const fileShape = z.strictObject({
  about: z.string(),
  /** Whether a gateway may refuse to serve these schemas at all: then every case of the scenario holds. */
  mayRefuse: z.boolean().default(false),
  viewers: z.record(z.string(), viewerShape),
  /** Text of guarded values, and which viewers may see it: no answer to any other may hold it. */
  secrets: z.record(z.string(), names).default({}),
  cases: z.array(caseShape),
});

export type Ask = z.infer<typeof askShape>;
export type Open = z.infer<typeof openShape>;
export type Next = z.infer<typeof nextShape>;
export type Step = z.infer<typeof stepShape>;
export type Case = z.infer<typeof caseShape>;
export type ViewerSpec = z.infer<typeof viewerShape>;
export type Expectation = Pick<Ask, keyof typeof expectationShape>;
export type Json = z.infer<typeof json>;

/** One subgraph's schema as its file has it: without the header that all share. */
export interface SubgraphText {
  readonly name: string;
  readonly text: string;
}

/** A folder of stub subgraphs, what they hold, and what is asked of them. */
export interface Scenario extends z.infer<typeof fileShape> {
  readonly name: string;
  readonly data: Json;
  /** The subgraphs of a version; `''` is the first. A subgraph without a file of the version stays as it was first. */
  readonly versions: ReadonlyMap<string, readonly SubgraphText[]>;
}

const FOLDER = join(__dirname, '..', 'scenarios');

/** Every scenario, or those that are named. Throws for a file of another shape, naming the place in it. */
export function readScenarios(only: readonly string[] = []): readonly Scenario[] {
  return readdirSync(FOLDER)
    .filter((name) => only.length === 0 || only.includes(name))
    .sort()
    .map(readScenario);
}

function readScenario(name: string): Scenario {
  const folder = join(FOLDER, name);
  const parsed = fileShape.safeParse(readJson(join(folder, 'cases.json')));
  if (!parsed.success) throw new Error(`${name}/cases.json: ${z.prettifyError(parsed.error)}`);
  const data = existsSync(join(folder, 'data.json')) ? readJson(join(folder, 'data.json')) : {};
  return { ...parsed.data, name, data: json.parse(data), versions: readVersions(join(folder, 'subgraphs')) };
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function readVersions(folder: string): Scenario['versions'] {
  const files = readdirSync(folder).map((file) => {
    const [, name = '', version = ''] = /^([a-z]+)(?:@([a-z-]+))?\.graphql$/.exec(file) ?? [];
    return { name, version, text: readFileSync(join(folder, file), 'utf8') };
  });
  const first = files.filter(({ version }) => version === '');
  return new Map(
    [...new Set(files.map(({ version }) => version))].map((version) => [
      version,
      first.map(({ name, text }) => files.find((file) => file.name === name && file.version === version) ?? { name, text }), // prettier-ignore
    ]),
  );
}
