import { Kind, parse, print, stripIgnoredCharacters, visit, type DocumentNode, type FieldNode } from 'graphql';
import {
  entityFragments,
  hasRequires,
  mapFetches,
  responseNameOf,
  type EntityFetchNode,
  type FetchNode,
  type QueryPlan,
  type Requires,
  type Rewrite,
} from './query-plan';
import type { PlannedSupergraph } from './required-arguments';
import { withUsedVariables } from './used-variables';

type Required = Pick<PlannedSupergraph, 'required' | 'requiredBy'>;

/**
 * A plan over a supergraph of `withRequiredArguments` as subgraphs understand it: who has a field is asked for it with
 * the required arguments, and who requires it gets it under its own name. What requires one field with different
 * arguments cannot stand in one representation, and is fetched apart.
 */
export function resolveRequired(plan: QueryPlan, table: Required): QueryPlan {
  if (table.required.size === 0) return plan;
  return mapFetches(plan, (node) => {
    const parts = hasRequires(node) ? apart(node, table) : [node];
    const [only, ...others] = parts.map((part) => asked(part, table));
    return only && others.length === 0 ? only : { kind: 'Parallel', nodes: [...(only ? [only] : []), ...others] };
  });
}

/** The fetch with required fields asked by their own name and arguments, and given by their own name. */
function asked(node: FetchNode, { required }: Required): FetchNode {
  const document = visit(documentOf(node), {
    Field(field) {
      const known = required.get(field.name.value);
      if (!known) return undefined;
      return {
        ...field,
        alias: field.alias ?? field.name,
        name: { kind: Kind.NAME, value: known.name },
        arguments: known.arguments,
      } satisfies FieldNode;
    },
  });
  const renames = renamesIn(node.requires ?? [], [], required);
  return {
    ...node,
    operation: stripIgnoredCharacters(print(document)),
    operationDocumentNode: document,
    ...(renames.length > 0 ? { inputRewrites: [...(node.inputRewrites ?? []), ...renames] } : {}),
  };
}

const documentOf = ({ operation, operationDocumentNode }: FetchNode): DocumentNode =>
  operationDocumentNode ?? parse(operation, { noLocation: true });

function renamesIn(requires: Requires, path: readonly string[], required: Required['required']): Rewrite[] {
  return requires.flatMap((selection): Rewrite[] => {
    if (selection.kind === 'InlineFragment') {
      const on = selection.typeCondition === undefined ? [] : [`... on ${selection.typeCondition}`];
      return renamesIn(selection.selections, [...path, ...on], required);
    }
    const at = [...path, responseNameOf(selection)];
    const known = required.get(selection.name);
    const below = renamesIn(selection.selections ?? [], at, required);
    return known ? [...below, { kind: 'KeyRenamer', path: at, renameKeyTo: known.name }] : below;
  });
}

/** Divides a fetch so that no part requires one field with different arguments. */
function apart(node: EntityFetchNode, table: Required): readonly FetchNode[] {
  const names = namesIn(node.requires).filter((name) => table.required.has(name));
  const fields = new Set(names.map((name) => fieldOf(name, table)));
  if (fields.size === names.length) return [node];
  return groupsOf(node, names, table).map(({ keeps, requires }) => {
    const unneeded = new Set(names.filter((name) => !requires.has(name)));
    const document = withUsedVariables(keeping(documentOf(node), keeps));
    return {
      ...node,
      requires: without(node.requires, unneeded),
      operation: print(document),
      operationDocumentNode: document,
      variableUsages: variablesIn(document).filter((name) => node.variableUsages?.includes(name)),
    };
  });
}

const variablesIn = ({ definitions }: DocumentNode): readonly string[] =>
  definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? (node.variableDefinitions ?? []).map(({ variable }) => variable.name.value)
      : [],
  );

/** An interface's field and that of one of its types may be one: what counts is the name. */
const fieldOf = (name: string, { required }: Required): string => required.get(name)?.name ?? name;

interface Part {
  readonly keeps: Set<string>;
  readonly requires: Set<string>;
}

/** Selected fields of the entity, each `Type.name` with what it requires, in parts that can be asked together. */
function groupsOf(node: EntityFetchNode, names: readonly string[], table: Required): readonly Part[] {
  const parts: Part[] = [];
  for (const coordinate of selectedIn(documentOf(node))) {
    const needs = (table.requiredBy.get(coordinate) ?? []).filter((name) => names.includes(name));
    const part = parts.find(({ requires }) => needs.every((name) => fits(name, requires, table)));
    if (part) {
      part.keeps.add(coordinate);
      for (const name of needs) part.requires.add(name);
    } else parts.push({ keeps: new Set([coordinate]), requires: new Set(needs) });
  }
  return parts;
}

const fits = (name: string, taken: ReadonlySet<string>, table: Required): boolean =>
  [...taken].every((other) => other === name || fieldOf(other, table) !== fieldOf(name, table));

const namesIn = (requires: Requires): readonly string[] =>
  requires.flatMap((selection) =>
    selection.kind === 'Field'
      ? [selection.name, ...namesIn(selection.selections ?? [])]
      : namesIn(selection.selections),
  );

const without = (requires: Requires, unneeded: ReadonlySet<string>): EntityFetchNode['requires'] & Requires =>
  requires.flatMap((selection): Requires => {
    if (selection.kind === 'InlineFragment')
      return [{ ...selection, selections: [...without(selection.selections, unneeded)] }];
    if (unneeded.has(selection.name)) return [];
    const { selections } = selection;
    return [selections ? { ...selection, selections: [...without(selections, unneeded)] } : selection];
  });

const selectedIn = (document: DocumentNode): ReadonlySet<string> =>
  new Set(
    entityFragments(document).flatMap(({ typeCondition, selectionSet }) =>
      selectionSet.selections.flatMap((node) =>
        node.kind === Kind.FIELD ? [`${typeCondition?.name.value ?? ''}.${node.name.value}`] : [],
      ),
    ),
  );

function keeping(document: DocumentNode, keeps: ReadonlySet<string>): DocumentNode {
  const fragments = new Set(entityFragments(document));
  return visit(document, {
    InlineFragment(node) {
      if (!fragments.has(node)) return undefined;
      const on = node.typeCondition?.name.value ?? '';
      const selections = node.selectionSet.selections.filter(
        (field) =>
          field.kind !== Kind.FIELD || field.name.value === '__typename' || keeps.has(`${on}.${field.name.value}`),
      );
      return selections.length === 0 ? null : { ...node, selectionSet: { ...node.selectionSet, selections } };
    },
  });
}
