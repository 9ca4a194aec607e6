import { parse, type ObjectTypeDefinitionNode } from 'graphql';
import { namingFaults } from '../../catalog/naming-rules';

function faultsOf(field: string): readonly string[] {
  const [type] = parse(`type T { ${field} }`).definitions as [ObjectTypeDefinitionNode];
  const [node] = type.fields ?? [];
  return node ? namingFaults(node) : [];
}

describe('naming rules', () => {
  it.each([
    'billedAmount: Money', 'amount: Money!', 'balance: Money', 'serviceDate: CalendarDate', 'createdAt: Instant', 'at: Instant',
    'coverage: String', 'isTest: Boolean', 'hasMore: Boolean!', 'servicePeriod: Period', 'fiscalPeriod: FiscalPeriod', '_onPaid: Int', 'format: String',
  ])('accept %s', (field) => expect(faultsOf(field)).toEqual([])); // prettier-ignore

  it.each([
    ['billed: Money', 'an amount ends in Amount'],
    ['serviceDay: CalendarDate', 'a day ends in Date'],
    ['created: Instant', 'an instant ends in At'],
    ['test: Boolean', 'a boolean starts with is or has'],
    ['span: Period', 'a range of days ends in Period'],
    ['Amount_due: Int', 'a field or argument is named in camelCase'],
    ['paidAmount: Int', 'an amount ends in Amount and is of type Money'],
    ['birthDate: String', 'a day ends in Date and is of type CalendarDate'],
    ['createdAt: String', 'an instant ends in At and is of type Instant'],
    ['isOpen: String', 'a boolean starts with is or has and is of type Boolean'],
  ])('refuse %s', (field, message) => expect(faultsOf(field)).toEqual([message]));
});
