import { addDays, type CalendarDate } from '../../platform/domain/calendar-date';
import { idOf } from '../../platform/domain/ids';
import { accountOf } from '../bank/bank-system';
import type { SystemFaults } from '../faults';
import type { LegalEntity, Payer, World } from '../world';
import { putOut, writtenOn } from './outbox';
import { assembleRemittance, type Payee, type Remittance } from './remittance';
import { settleClaim, type ClaimPayment } from './settle';
import type { Recovery, Tables } from './tables';
import { originatorOf, writeRemittance } from './write-remittance';
import { digitsOf } from './x12-text';

const RECOVERED_AFTER = 3; // days between an overpayment that is found and its recovery

/** What one payer has to tell one payee on one day. */
interface Batch {
  readonly payer: Payer;
  readonly payee: Payee;
  readonly claims: ClaimPayment[];
}

/**
 * The payers' run of a day: settles every claim that is due, puts out one 835 per payer and payee with claims, and
 * records the deposit for each that moves money, of exactly BPR02, there on the next day. Does not commit.
 */
export function runPayments(
  tables: Tables,
  world: World,
  { day, faults }: { day: CalendarDate; faults: SystemFaults },
): void {
  for (const batch of batchesOf(tables, world, day)) {
    const account = `${batch.payer.id}/${batch.payee.npi}`;
    const recoveries = dueRecoveries(tables, account, day);
    const remittance = assembleRemittance({
      ...batch,
      day,
      payDay: addDays(day, 1),
      number: `${batch.payer.payerIdentifier}${day.replaceAll('-', '')}${digitsOf(4, 'payee', batch.payee.npi)}`,
      carried: tables.get('balances', account) ?? null,
      recoveries,
    });
    tables.put('balances', account, remittance.forwarded);
    for (const recovery of recoveries) tables.put('recoveries', recovery.key, { ...recovery, isDone: true });
    keepRecoveries(tables, remittance, account);
    putOutRemittance(tables, world, { remittance, faults });
  }
}

/** In an order that does not depend on when or in what order claims came in. */
function batchesOf(tables: Tables, world: World, day: CalendarDate): readonly Batch[] {
  const due = tables.all('claims').filter(({ dueOn, status }) => dueOn !== null && dueOn <= day && ['ACCEPTED', 'DECIDED'].includes(status)); // prettier-ignore
  const batches = new Map<string, Batch>();
  for (const { key } of due.sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const record = tables.get('claims', key);
    if (record === undefined || record.status === 'REVISED') continue; // replaced by another claim of today
    for (const payment of settleClaim(tables, world, { record, day })) addTo(batches, world, payment);
  }
  return [...batches].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, batch]) => batch);
}

function addTo(batches: Map<string, Batch>, world: World, payment: ClaimPayment): void {
  const { claim, payerId } = payment.record;
  const payer = world.payers.find(({ id }) => id === payerId);
  if (payer === undefined) throw new Error('an unknown payer pays');
  const key = `${payer.id}/${claim.billingProvider.npi}`;
  const batch = batches.get(key) ?? { payer, payee: claim.billingProvider, claims: [] };
  batch.claims.push(payment);
  batches.set(key, batch);
}

const dueRecoveries = (tables: Tables, account: string, day: CalendarDate): readonly Recovery[] =>
  tables.all('recoveries').filter((recovery) => recovery.account === account && !recovery.isDone && recovery.dueOn <= day); // prettier-ignore

function keepRecoveries(tables: Tables, { claims, day }: Remittance, account: string): void {
  for (const { recoveredLater: amount, payerControlNumber, record } of claims) {
    if (amount === 0) continue;
    const key = idOf('sandbox-recovery', record.key);
    tables.put('recoveries', key, { key, account, payerControlNumber, amount, dueOn: addDays(day, RECOVERED_AFTER), isDone: false }); // prettier-ignore
  }
}

function putOutRemittance(
  tables: Tables,
  world: World,
  { remittance, faults }: { remittance: Remittance; faults: SystemFaults },
): void {
  const { payer, payee, day, payDay, amount, trace, claims } = remittance;
  const fileId = idOf('sandbox-835', payer.id, payee.npi, day);
  const entity = entityOf(world, payee);
  const submission = claims.at(-1)?.record.submission;
  const body = writeRemittance({
    remittance,
    fileId,
    accountNumber: accountOf(entity),
    receiverId: submission?.senderId ?? payee.npi,
    receiverCode: submission?.groupSenderCode ?? payee.npi,
  });
  const name = `835-${payer.payerIdentifier}-${payee.npi}-${day.replaceAll('-', '')}.x12`;
  putOut(tables, { id: fileId, name, kind: '835', createdAt: writtenOn(day), body }, faults);
  if (amount === 0) return;
  tables.put('deposits', fileId, {
    key: `835/${fileId}`,
    legalEntityId: entity.id,
    amount,
    valueDay: payDay,
    trace,
    originatorId: originatorOf(payer),
    originatorName: payer.name,
  });
}

/** The company behind a billing provider, by its facility's NPI or its tax id; else the first: its account is on file. */
function entityOf(world: World, { npi, taxId }: Payee): LegalEntity {
  const facility = world.facilities.find((each) => each.npi === npi);
  const { legalEntities } = world;
  const found = legalEntities.find((entity) => entity.id === facility?.legalEntityId || entity.taxId === taxId);
  const entity = found ?? legalEntities[0];
  if (entity === undefined) throw new Error('the world has no legal entity');
  return entity;
}
