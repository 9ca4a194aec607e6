import {
  GraphQLError,
  Kind,
  parse,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { HubError } from '../platform/domain/errors';

/** How large an operation may be, fragments counted wherever they are spread. */
export interface OperationLimits {
  /** Lexical tokens of the document. */
  readonly tokens: number;
  /** Fields within fields. */
  readonly depth: number;
  readonly aliases: number;
  /** Fields of Query, Mutation or Subscription. */
  readonly rootFields: number;
  readonly selections: number;
}

/** Room for every page of the hub's own clients and for an introspection query, and little more. */
export const DEFAULT_LIMITS: OperationLimits = {
  tokens: 4_000,
  depth: 20,
  aliases: 100,
  rootFields: 20,
  selections: 1_500,
};

/** Most bytes of a request's body or a WebSocket message, uncompressed. */
export const MOST_BYTES = 1_048_576; // 1 MiB

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
    const document = parsed(text, limits.tokens);
    checkSize(measure(document), limits);
    if (admitted.size >= MOST_ADMITTED) admitted.clear();
    if (text.length <= LONGEST_ADMITTED) admitted.set(text, document);
    return document;
  };
}

function parsed(text: string, maxTokens: number): DocumentNode {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    const message = error instanceof GraphQLError ? error.message : 'the document cannot be read';
    throw new HubError('BAD_INPUT', message, { cause: error });
  }
}

type Size = Omit<OperationLimits, 'tokens'>;

const NAMES: Readonly<Record<keyof Size, string>> = {
  depth: 'levels of fields',
  aliases: 'aliases',
  rootFields: 'root fields',
  selections: 'selected fields',
};

function checkSize(size: Size, limits: OperationLimits): void {
  for (const key of Object.keys(NAMES) as (keyof Size)[]) {
    if (size[key] > limits[key]) {
      throw new HubError('BAD_INPUT', `an operation may have at most ${limits[key]} ${NAMES[key]}`);
    }
  }
}

/** Size of a document: its deepest operation, and all of its operations together. Linear in the text. */
export function measure(document: DocumentNode): Size {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const measured = new Map<string, Size | 'OPEN'>();
  const ofFragment = (name: string): Size => {
    const known = measured.get(name);
    if (known === 'OPEN') throw new HubError('BAD_INPUT', 'a fragment may not spread itself');
    if (known) return known;
    measured.set(name, 'OPEN');
    const fragment = fragments.get(name);
    const size = fragment ? sizeOf(fragment.selectionSet, ofFragment) : EMPTY;
    measured.set(name, size);
    return size;
  };
  return document.definitions
    .flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [sizeOf(node.selectionSet, ofFragment)] : []))
    .reduce(add, EMPTY);
}

const EMPTY: Size = { depth: 0, aliases: 0, rootFields: 0, selections: 0 };

const add = (a: Size, b: Size): Size => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  rootFields: a.rootFields + b.rootFields,
  selections: a.selections + b.selections,
});

/** Size of one selection set; its `rootFields` are the fields of its own level. */
function sizeOf({ selections }: SelectionSetNode, ofFragment: (name: string) => Size): Size {
  let size = EMPTY;
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      size = add(size, ofFragment(selection.name.value));
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      size = add(size, sizeOf(selection.selectionSet, ofFragment));
    } else {
      const below = selection.selectionSet ? sizeOf(selection.selectionSet, ofFragment) : EMPTY;
      size = add(size, {
        depth: below.depth + 1,
        aliases: below.aliases + (selection.alias ? 1 : 0),
        rootFields: 1,
        selections: below.selections + 1,
      });
    }
  }
  return size;
}
