import { Kind, visit, type DocumentNode, type NameNode } from 'graphql';

/** The variable by which entities are asked for (Apollo federation subgraph specification). */
const OWN = 'representations';
const PLANNED = '_representations_of_the_client';

/** The document with a client's variable under another name where it is called as federation's own. */
export function withPlannedVariables(document: DocumentNode): DocumentNode {
  const name: NameNode = { kind: Kind.NAME, value: PLANNED };
  return visit(document, { Variable: (node) => (node.name.value === OWN ? { ...node, name } : undefined) });
}

/** What the client calls a variable of a plan. */
export const clientVariable = (planned: string): string => (planned === PLANNED ? OWN : planned);
