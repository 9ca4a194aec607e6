import { composeServices } from '@apollo/composition';
import { GraphQLError, parse } from 'graphql';
import { declaredFieldsOf, spreadTypeAccess } from '../platform/access/access-document';
import { spreadTypeTags } from '../platform/access/contract-tags';
import { accessFaults } from '../platform/access/rules/access-faults';
import type { AccessFault } from '../platform/access/rules/declarations';
import { isHubError } from '../platform/domain/errors';
import type { LineageRow } from '../platform/mapping/lineage';
import { contractFaults } from './contract-rules';
import type { RuleFault } from './rule-fault';
import type { NamedDocument } from './schema-document';
import { inOwnersWords } from './type-owners';

/** One subgraph as it goes into the graph. */
export interface Part {
  readonly name: string;
  /** Where the gateway reaches it; `local://name@version` for one in its own process. */
  readonly url: string;
  readonly sdl: string;
  /** The inputs of the fields that it works out. */
  readonly lineage?: readonly LineageRow[];
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
 * Checks the access rules in each schema and between them, refuses tags that make no contract, then composes. Pure; it
 * takes hundreds of milliseconds, so servers run it in a worker by `createComposer`.
 */
export function composeParts(parts: readonly Part[]): Composition {
  const read = parts.map(readPart);
  const documents = read.flatMap(({ document }) => (document === null ? [] : [document]));
  const before = read.flatMap(({ faults }) => faults);
  if (before.length > 0) return failed(before);
  const access = accessFaults(documents, { whole: true }).map(inWords);
  const broken = [...access, ...contractFaults(documents)];
  if (broken.length > 0) return failed(broken);
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

/** The fault with the subgraphs in its sentence. */
const inWords = ({ message, subgraphs, ...fault }: AccessFault): RuleFault => ({
  ...fault,
  subgraphs,
  message: `${subgraphs.join(' and ')}: ${message}`,
});

interface ReadPart {
  /** Null when the schema cannot be read. */
  readonly document: (NamedDocument & Part) | null;
  readonly faults: readonly RuleFault[];
}

function readPart(part: Part): ReadPart {
  const { name } = part;
  const fault = (rule: string, message: string): ReadPart => ({
    document: null,
    faults: [{ rule, message: `${name}: ${message}`, coordinates: [], subgraphs: [name] }],
  });
  try {
    const document = parse(part.sdl);
    declaredFieldsOf(document);
    return { document: { ...part, document }, faults: [] };
  } catch (error) {
    if (isHubError(error)) return fault('ACCESS_UNREADABLE', error.message);
    if (!(error instanceof GraphQLError)) throw error;
    const [place] = error.locations ?? [];
    return fault('INVALID_GRAPHQL', `${error.message}${place === undefined ? '' : ` at line ${place.line}`}`);
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
