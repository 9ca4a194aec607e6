import type { CalendarDate } from '../../platform/domain/calendar-date';
import { HubError } from '../../platform/domain/errors';
import type { Clock } from '../../platform/domain/instant';
import { money, sumMoney } from '../../platform/domain/money';
import type { Origin, Trace } from '../../platform/domain/origin';
import { isJournalId, type JournalEntry, type JournalEntryLine, type PostJournalCommand } from './domain';
import { entryOf, type FactWriter } from './fact-writer';

/** One side of a journal, in minor units: either `debit` or `credit` is above zero. */
export interface JournalLineRequest {
  /** Name of the hub's ledger account, or the ERP's own code. */
  readonly ledgerAccount: string;
  readonly debit?: number;
  readonly credit?: number;
  readonly memo?: string;
}

export interface PostJournal {
  /** The caller's own key, which the ERP gets as external id: see `isJournalId`. */
  readonly id: string;
  readonly legalEntityId: string;
  readonly facilityId: string | null;
  readonly postingDate: CalendarDate;
  /** ISO 4217. */
  readonly currency: string;
  readonly lines: readonly JournalLineRequest[];
  readonly trace: Trace;
}

/** Commands to the ERP. Each is a fact first; `deliverPending` carries it out, once, when it can. */
export interface ErpCommands {
  /**
   * Resolves once the request is on disk. Throws BAD_INPUT for a key or line that no ERP would take, CONFLICT when the
   * key was used for another journal. Whether it balances and its period is open is for the ERP to say.
   */
  postJournal(request: PostJournal): Promise<void>;
}

export interface CommandDependencies {
  readonly writer: FactWriter;
  readonly clock: Clock;
  /** The hub's ledger accounts in the ERP's chart; one that is absent goes to the ERP as it is. */
  readonly ledgerAccountCodes: Readonly<Record<string, string>>;
}

export function createErpCommands(deps: CommandDependencies): ErpCommands {
  return {
    async postJournal(request) {
      const command = commandOf(request, deps.ledgerAccountCodes);
      const { trace } = request;
      const entry = requestedEntry(command, trace, deps.clock());
      await deps.writer.decide(
        `journal/${command.id}`,
        (last) => {
          if (last?.type === 'JournalEntryRequested') requireSame(last.data.command, command);
          return entryOf(last) ? [] : [{ type: 'JournalEntryRequested', data: { entry, command } }];
        },
        { factKey: 'requested', origin: entry.origin, trace },
      );
    },
  };
}

function commandOf(request: PostJournal, codes: Readonly<Record<string, string>>): PostJournalCommand {
  const { id, legalEntityId, facilityId, postingDate, currency, lines } = request;
  if (!isJournalId(id)) throw new HubError('BAD_INPUT', 'the id of a journal must be 1 to 200 printable characters');
  if (lines.length < 2) throw new HubError('BAD_INPUT', 'a journal has at least two lines');
  return {
    id,
    legalEntityId,
    facilityId,
    postingDate,
    currency,
    lines: lines.map((line) => lineOf(line, currency, codes)),
  };
}

function lineOf(line: JournalLineRequest, currency: string, codes: Readonly<Record<string, string>>): JournalEntryLine {
  const { ledgerAccount, debit = 0, credit = 0, memo = null } = line;
  if (debit < 0 || credit < 0 || (debit === 0) === (credit === 0)) {
    throw new HubError('BAD_INPUT', 'a journal line has either a debit or a credit above zero');
  }
  return {
    ledgerAccountId: codes[ledgerAccount] ?? ledgerAccount,
    debitAmount: money(debit, currency),
    creditAmount: money(credit, currency),
    memo,
  };
}

function requestedEntry(command: PostJournalCommand, { correlationId }: Trace, at: Origin['receivedAt']): JournalEntry {
  const { currency, ...asked } = command;
  return {
    ...asked,
    fiscalPeriodId: null,
    status: 'REQUESTED',
    totalAmount: sumMoney(asked.lines.map((line) => line.debitAmount), currency), // prettier-ignore
    sourceKey: command.id,
    reversalOfSourceId: null,
    rejectionReason: null,
    requestedAt: at,
    origin: { ...{ system: 'accord', sourceId: command.id, sourceVersion: null }, receivedAt: at, messageId: command.id, correlationId }, // prettier-ignore
  };
}

/** A key that comes back with another content is a mistake of the caller's, not a second journal. */
function requireSame(known: PostJournalCommand, asked: PostJournalCommand): void {
  const plain = (command: PostJournalCommand): string => JSON.stringify(Object.entries(command).sort(([a], [b]) => (a < b ? -1 : 1))); // prettier-ignore
  if (plain(known) !== plain(asked)) throw new HubError('CONFLICT', 'this journal id was used for another journal');
}
