import { isObjectType } from 'graphql';
import type { StubGraph } from './stub-graph';

/** Makes every memo so long that a few events fill all that lies between a gateway and a client that reads nothing. */
export function lengthenMemos({ subgraphs }: StubGraph): void {
  const account = subgraphs.get('accounts')?.schema.getType('Account');
  if (!isObjectType(account)) throw new TypeError('the stub has accounts');
  const memo = account.getFields()['memo'];
  if (memo) memo.resolve = () => 'x'.repeat(4 * 1_048_576);
}
