import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DocumentNode } from 'graphql';

const JOINS: Readonly<Record<string, readonly string[]>> = {
  join__type: ['key'],
  join__field: ['requires', 'provides'],
};

/**
 * Names of every field that the planner may select on its own account, beside what the client asks: those in keys,
 * `@requires` and `@provides` of the supergraph, nested ones included, and `__typename`.
 */
export function joinedNamesOf(supergraph: DocumentNode): ReadonlySet<string> {
  const names = new Set(['__typename']);
  for (const fieldSet of supergraph.definitions.flatMap(directivesIn).flatMap(fieldSetsOf)) {
    for (const name of fieldSet.match(/\w+/g) ?? []) names.add(name);
  }
  return names;
}

function directivesIn(node: DocumentNode['definitions'][number]): readonly ConstDirectiveNode[] {
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
  return [...(node.directives ?? []), ...(node.fields ?? []).flatMap(({ directives = [] }) => directives)];
}

const fieldSetsOf = ({ name, arguments: args = [] }: ConstDirectiveNode): readonly string[] =>
  args
    .filter((arg) => JOINS[name.value]?.includes(arg.name.value))
    .map(({ value }) => String(valueFromASTUntyped(value)));
