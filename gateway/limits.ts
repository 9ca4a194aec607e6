import { GraphQLError, parse, type DocumentNode } from 'graphql';
import { MAX_PAGE_SIZE } from '../platform/domain/connection';
import { HubError } from '../platform/domain/errors';
import { measure, type DocumentSize } from './document-size';
import { sharedPlaces } from './merged-fields';

/** How large an operation may be. */
export interface OperationLimits extends DocumentSize {
  /** Lexical tokens of the document. */
  readonly tokens: number;
  /** Pairs of fields that share one place in the answer. */
  readonly sharedPlaces: number;
  /** Values in the variables of a request, those within lists and objects counted too. */
  readonly values: number;
  /** Objects that the answer may have at most, as the cost directives tell. */
  readonly cost: number;
  /** Objects that an answer about the schema itself may have. */
  readonly introspectionCost: number;
  /** Items that one list may be asked for. */
  readonly longestList: number;
}

/** Room for every page of the hub's own clients and for an introspection query, and little more. */
export const DEFAULT_LIMITS: OperationLimits = {
  tokens: 4_000,
  depth: 20,
  nesting: 50,
  aliases: 100,
  rootFields: 20,
  selections: 1_500,
  directives: 100,
  valueDepth: 10,
  variables: 50,
  operations: 20,
  sharedPlaces: 10_000,
  values: 5_000,
  cost: 20_000,
  introspectionCost: 30_000,
  longestList: MAX_PAGE_SIZE,
};

/** Most bytes of a request's body or a WebSocket message, uncompressed. */
export const MOST_BYTES = 1_048_576; // 1 MiB

/** What each limit counts, for the person who breaks it. */
const COUNTED: Readonly<Record<keyof OperationLimits, string>> = {
  tokens: 'tokens',
  depth: 'levels of fields',
  nesting: 'levels of selections',
  aliases: 'aliases',
  rootFields: 'root fields',
  selections: 'selections',
  directives: 'directives',
  valueDepth: 'levels of lists and objects in a value',
  variables: 'variables',
  operations: 'operations in its document',
  sharedPlaces: 'pairs of fields in the same place',
  values: 'values in its variables',
  cost: 'objects in its answer',
  introspectionCost: 'objects in its answer',
  longestList: 'items in one list',
};

/** Throws BAD_INPUT, naming the limit, when a count is above it. */
export function checkLimit(limit: keyof OperationLimits, count: number, limits: OperationLimits): void {
  const most = limits[limit];
  if (count <= most) return;
  throw new HubError('BAD_INPUT', `an operation may have at most ${most} ${COUNTED[limit]}`, {
    details: { limit, most },
  });
}

/** Parses the text of a document that is within the limits. Throws BAD_INPUT saying which one it breaks. */
export type Admit = (text: string) => DocumentNode;

const MOST_ADMITTED = 1_000; // documents
const LONGEST_ADMITTED = 16_384; // characters; a longer text is read each time, so that memory stays bounded

/** Checks each text once, before anything else touches it: validating and planning cost more than linear time. */
export function createAdmission(limits: OperationLimits = DEFAULT_LIMITS): Admit {
  const admitted = new Map<string, DocumentNode>();
  return (text) => {
    const known = admitted.get(text);
    if (known) return known;
    const document = parsed(text, limits);
    const size = measure(document);
    for (const key of Object.keys(size) as (keyof DocumentSize)[]) checkLimit(key, size[key], limits);
    checkLimit('sharedPlaces', sharedPlaces(document), limits);
    if (admitted.size >= MOST_ADMITTED) admitted.clear();
    if (text.length <= LONGEST_ADMITTED) admitted.set(text, document);
    return document;
  };
}

const LONGEST_MESSAGE = 300; // characters: an error repeats no more of a request than it takes to find the place

function parsed(text: string, limits: OperationLimits): DocumentNode {
  try {
    return parse(text, { maxTokens: limits.tokens });
  } catch (error) {
    const message = error instanceof GraphQLError ? error.message : 'the document cannot be read';
    if (/tokens\. Parsing aborted\.$/.test(message)) checkLimit('tokens', Infinity, limits);
    throw new HubError('BAD_INPUT', withoutValue(message).slice(0, LONGEST_MESSAGE), { cause: error });
  }
}

/** `Unexpected String "…"`: the parser repeats what it did not expect, which may be anybody's name or number. */
const withoutValue = (message: string): string =>
  message.replace(/\b(String|BlockString|Int|Float) "[^]*"/, (_, kind: string) => kind);

/** Throws BAD_INPUT unless the variables of a request are few, flat and together not many values. Does not recurse. */
export function checkVariables(variables: Readonly<Record<string, unknown>>, limits: OperationLimits): void {
  checkLimit('variables', Object.keys(variables).length, limits);
  let level: readonly unknown[] = Object.values(variables);
  let values = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    checkLimit('values', (values += level.length), limits);
    checkLimit('valueDepth', depth, limits);
    level = level.flatMap((value) => (isContainer(value) ? Object.values(value) : []));
  }
}

const isContainer = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
