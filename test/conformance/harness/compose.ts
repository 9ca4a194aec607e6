import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { Kind, parse, visit, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode } from 'graphql';
import type { SubgraphText } from './scenario';

const HEADER = readFileSync(join(__dirname, '..', 'header.graphql'), 'utf8');

/** A stub subgraph's whole schema: the shared header, and each type's `@access` moved onto its fields. */
export const documentOf = ({ text }: SubgraphText): DocumentNode => withAccessOnFields(parse(`${HEADER}\n${text}`));

/** The supergraph of subgraphs that are served at these URLs. Throws composition's own words. */
export function compose(subgraphs: readonly { name: string; url: string; document: DocumentNode }[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, url, document }) => ({ name, url, typeDefs: document })),
  );
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

interface FieldsNode {
  readonly directives?: readonly ConstDirectiveNode[];
  readonly fields?: readonly FieldDefinitionNode[];
}

const isAccess = ({ name }: ConstDirectiveNode): boolean => name.value === 'access';

/** A type's `@access` is about the fields that its own subgraph declares, never about those of another. */
function withAccessOnFields(document: DocumentNode): DocumentNode {
  const spread = <Node extends FieldsNode>(node: Node): Node | undefined => {
    const access = node.directives?.find(isAccess);
    if (!access) return undefined;
    return {
      ...node,
      directives: node.directives?.filter((directive) => !isAccess(directive)),
      fields: node.fields?.map((field) =>
        field.directives?.some(isAccess) ? field : { ...field, directives: [...(field.directives ?? []), access] },
      ),
    };
  };
  return visit(document, {
    [Kind.OBJECT_TYPE_DEFINITION]: spread,
    [Kind.OBJECT_TYPE_EXTENSION]: spread,
    [Kind.INTERFACE_TYPE_DEFINITION]: spread,
    [Kind.INTERFACE_TYPE_EXTENSION]: spread,
  });
}
