import { GraphQLError, visit, type DirectiveNode, type DocumentNode, type GraphQLSchema } from 'graphql';

const NAMES: readonly string[] = ['defer', 'stream'];

/**
 * One error for each `@defer` and `@stream` of a document, unless the schema declares them: incremental delivery is not
 * part of the GraphQL specification, and every selection here is answered whole.
 */
export function incrementalIn(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  const used: DirectiveNode[] = [];
  visit(document, {
    Directive(node) {
      if (NAMES.includes(node.name.value) && !schema.getDirective(node.name.value)) used.push(node);
    },
  });
  return used.map(
    (node) =>
      new GraphQLError(
        `incremental delivery is not offered: ask without @${node.name.value}, or for that part by an operation of its own`,
        { nodes: node, extensions: { code: 'BAD_INPUT', retryable: false, directive: node.name.value } },
      ),
  );
}
