import Table from 'cli-table3';
import { HubError } from '../../platform/domain/errors';
import { instant } from '../../platform/domain/instant';
import type { Environment } from '../environment';
import { exchange, OPERATING } from '../hub-request';
import type { ListedRevocation } from '../revocation-routes';
import { calledHub } from '../verb-access';

export interface RevokeOptions {
  readonly subject?: string;
  readonly tokenId?: string;
  /** ISO 8601 with a zone. */
  readonly until?: string;
  readonly undo?: boolean;
  readonly list?: boolean;
  readonly data?: string;
  readonly url?: string;
}

const PATH = '/operator/revocations';
const KINDS = { SUBJECT: 'the subject', TOKEN: 'the token' } as const;

/**
 * Ends the rights of a subject or of one token, gives them back, or tells whose have ended; by the running hub, so that
 * open subscriptions end too. Throws BAD_INPUT unless exactly one of these is asked for.
 */
export async function revokeVerb(environment: Environment, options: RevokeOptions): Promise<void> {
  const { subject, tokenId, until, undo = false, list = false, data = environment.dataFolder, url } = options;
  const asked = [subject, tokenId].filter((one) => one !== undefined).length + (list ? 1 : 0);
  if (asked !== 1) throw new HubError('BAD_INPUT', 'say --subject, --token-id or --list, and one of them only');
  const end = until === undefined ? null : momentOf(until);
  const hub = await calledHub({ ...environment, dataFolder: data }, OPERATING, url);
  if (list) {
    const found = (await exchange(hub, { method: 'GET', path: PATH })) as readonly ListedRevocation[];
    process.stdout.write(`${printed(found)}\n`);
    return;
  }
  const of = subject === undefined ? { kind: 'TOKEN', id: tokenId } : { kind: 'SUBJECT', id: subject };
  const body = JSON.stringify({ ...of, until: end, undo });
  const sent = { method: 'POST', path: PATH, contentType: 'application/json', body } as const;
  const { kind, id, until: ends } = (await exchange(hub, sent)) as ListedRevocation;
  const what = undo ? 'holds its rights again' : `has no rights any more${ends === null ? '' : ` until ${ends}`}`;
  process.stdout.write(`${KINDS[kind]} ${id} ${what}\n`);
}

function momentOf(text: string): string {
  try {
    return instant(text);
  } catch {
    throw new HubError('BAD_INPUT', `--until ${text} is not a moment; write one such as 2026-12-31T18:00:00Z`);
  }
}

function printed(found: readonly ListedRevocation[]): string {
  if (found.length === 0) return 'nobody’s rights have been ended';
  const table = new Table({ head: ['whose', 'id', 'until', 'since', 'by'], style: { head: [], border: [] } });
  for (const { kind, id, until, changedAt, changedBy } of found) {
    table.push([kind === 'SUBJECT' ? 'subject' : 'token', id, until ?? 'undone', changedAt, changedBy]);
  }
  return table.toString();
}
