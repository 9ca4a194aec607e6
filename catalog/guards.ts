import { accessText } from '../platform/access/access-directive';
import { declaredFieldsOf } from '../platform/access/access-document';
import type { RuleFault } from './rule-fault';
import type { NamedDocument } from './schema-document';

/**
 * Compares the guards of fields that several subgraphs declare, each field's own or its type's. Composition keeps one of
 * differing guards with no more than a hint, so the weaker one could win: any difference is a fault that names the
 * coordinate and both subgraphs.
 */
export function differingGuards(parts: readonly NamedDocument[]): readonly RuleFault[] {
  const first = new Map<string, Stated>();
  const faults: RuleFault[] = [];
  for (const { name: subgraph, document } of parts) {
    for (const [coordinate, { access }] of declaredFieldsOf(document)) {
      const stated = { subgraph, text: access === undefined ? 'nothing' : accessText(access) };
      const other = first.get(coordinate);
      if (other === undefined) first.set(coordinate, stated);
      else if (other.text !== stated.text) faults.push(guardFault(coordinate, other, stated));
    }
  }
  return faults;
}

/** What one subgraph says of a field, in a text that is equal for equal guards. */
interface Stated {
  readonly subgraph: string;
  readonly text: string;
}

const guardFault = (coordinate: string, a: Stated, b: Stated): RuleFault => ({
  rule: 'GUARDS_DIFFER',
  message: `${coordinate} is guarded differently: ${a.subgraph} says ${a.text}, ${b.subgraph} says ${b.text}`,
  coordinates: [coordinate],
  subgraphs: [a.subgraph, b.subgraph],
});
