import { composeServices } from '@apollo/composition';
import { GraphQLError, parse } from 'graphql';
import { spreadTypeAccess } from '../platform/access/access-document';
import { spreadTypeTags } from '../platform/access/contract-tags';
import { accessFaults } from '../platform/access/access-faults';
import { isHubError } from '../platform/domain/errors';
import { contractFaults } from './contract-rules';
import { differingGuards } from './guards';
import { refusedShapes } from './refused-shapes';
import type { RuleFault } from './rule-fault';
import type { NamedDocument } from './schema-document';
import { inOwnersWords } from './type-owners';

/** One subgraph as it goes into the graph. */
export interface Part {
  readonly name: string;
  /** Where the gateway reaches it; `local://name@version` for one in its own process. */
  readonly url: string;
  readonly sdl: string;
}

/** What composing came to: a supergraph and remarks, or the faults that prevent one. JSON, so that a worker can post it. */
export interface Composition {
  /** Null when there are errors. */
  readonly supergraphSdl: string | null;
  /** Remarks of composition that deserve a look, of level WARN. */
  readonly hints: readonly RuleFault[];
  readonly errors: readonly RuleFault[];
}

/**
 * Checks each schema's access rules, compares guards between them, refuses shapes that would be answered wrongly and tags
 * that make no contract, then composes. Pure; it takes hundreds of milliseconds, so servers run it in a worker by `createComposer`.
 */
export function composeParts(parts: readonly Part[]): Composition {
  const read = parts.map(readPart);
  const documents = read.flatMap(({ document }) => (document === null ? [] : [document]));
  const before = read.flatMap(({ faults }) => faults);
  if (before.length > 0) return failed(before);
  const between = [...differingGuards(documents), ...refusedShapes(documents), ...contractFaults(documents)];
  if (between.length > 0) return failed(between);
  const { supergraphSdl, hints, errors } = composeServices(
    inOwnersWords(documents).map(({ name, url, document }) => ({
      ...{ name, url },
      typeDefs: spreadTypeTags(spreadTypeAccess(document)),
    })),
  );
  if (errors) return failed(errors.map(toFault));
  const warnings = hints.filter((hint) => hint.definition.level.name === 'WARN');
  return {
    supergraphSdl,
    hints: warnings.map(({ definition, message, coordinate }) => ({
      rule: definition.code,
      message,
      coordinates: coordinate === undefined ? [] : [coordinate],
      subgraphs: [],
    })),
    errors: [],
  };
}

const failed = (errors: readonly RuleFault[]): Composition => ({ supergraphSdl: null, hints: [], errors });

interface ReadPart {
  /** Null when the schema cannot be read or breaks an access rule. */
  readonly document: (NamedDocument & { readonly url: string }) | null;
  readonly faults: readonly RuleFault[];
}

function readPart({ name, url, sdl }: Part): ReadPart {
  const fault = (rule: string, message: string): RuleFault => {
    const [coordinate] = /^[A-Z_]\w*\.\w+/.exec(message) ?? [];
    return { rule, message: `${name}: ${message}`, coordinates: coordinate ? [coordinate] : [], subgraphs: [name] };
  };
  try {
    const document = parse(sdl);
    const faults = accessFaults(sdl).map((message) => fault('ACCESS_RULE', message));
    return faults.length > 0 ? { document: null, faults } : { document: { name, url, document }, faults };
  } catch (error) {
    if (isHubError(error)) return { document: null, faults: [fault('ACCESS_RULE', error.message)] };
    if (!(error instanceof GraphQLError)) throw error;
    const [place] = error.locations ?? [];
    const where = place === undefined ? '' : ` at line ${place.line}`;
    return { document: null, faults: [fault('INVALID_GRAPHQL', `${error.message}${where}`)] };
  }
}

/** A composition error in the catalog's words; coordinates and subgraphs are read from its nodes and its text. */
function toFault(error: GraphQLError): RuleFault {
  const coordinates = [...error.message.matchAll(/"([A-Z_]\w*\.\w+)(?:\([^"]*\))?"/g)].map((match) => match[1] ?? '');
  const fromNodes = (error.nodes ?? []).map((node) => (node as { readonly subgraph?: string }).subgraph ?? '');
  const [, opening = ''] = /^\[([\w-]+)\]/.exec(error.message) ?? [];
  const lists = [...error.message.matchAll(/subgraphs? ((?:(?:, |,? and )?"[^"]+")+)/g)].map((match) => match[1] ?? '');
  const fromText = lists.flatMap((list) => [...list.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? ''));
  return {
    rule: typeof error.extensions.code === 'string' ? error.extensions.code : 'COMPOSITION_FAILED',
    message: error.message,
    coordinates: [...new Set(coordinates)],
    subgraphs: [...new Set([opening, ...fromNodes, ...fromText])].filter((name) => name !== ''),
  };
}
