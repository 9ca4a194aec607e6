import type { FieldDefinitionNode, InputValueDefinitionNode } from 'graphql';
import { namedTypeOf } from '../platform/access/access-document';

/** One naming rule for values of a type: how their names look, and that names which look so have that type. */
interface NamingRule {
  readonly type: string;
  readonly pattern: RegExp;
  /** Names outside the pattern that the house allows. */
  readonly allowed?: readonly string[];
  readonly says: string;
}

const RULES: readonly NamingRule[] = [
  { type: 'Money', pattern: /(?:^a|A)mounts?$/, allowed: ['balance'], says: 'an amount ends in Amount' },
  { type: 'CalendarDate', pattern: /(?:^d|D)ates?$/, says: 'a day ends in Date' },
  { type: 'Instant', pattern: /(?:^a|[a-z]A)t$/, allowed: ['from', 'to'], says: 'an instant ends in At' },
  { type: 'Period', pattern: /(?:^p|P)eriods?$/, says: 'a range of days ends in Period' },
  { type: 'Boolean', pattern: /^(?:is|has)[A-Z]/, says: 'a boolean starts with is or has' },
];

/** What is wrong with the name of a field, input field or argument, one sentence each. */
export function namingFaults(node: FieldDefinitionNode | InputValueDefinitionNode): readonly string[] {
  const name = node.name.value;
  const type = namedTypeOf(node.type);
  const shape = /^_?[a-z][A-Za-z0-9]*$/.test(name) ? [] : ['a field or argument is named in camelCase'];
  const ofType = RULES.filter(
    (rule) => rule.type === type && !rule.pattern.test(name) && !rule.allowed?.includes(name),
  );
  // The other way round only for what cannot be read otherwise: a fiscal period is more than its days.
  const ofName = RULES.filter((rule) => rule.type !== 'Period' && rule.type !== type && rule.pattern.test(name));
  return [
    ...shape,
    ...ofType.map(({ says }) => says),
    ...ofName.map((rule) => `${rule.says} and is of type ${rule.type}`),
  ];
}
