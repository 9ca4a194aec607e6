/* eslint-disable @typescript-eslint/no-explicit-any -- answers are JSON, looked into by hand */
import { execute, parse } from 'graphql';
import { hubViewer } from '../../../platform/access/roles';
import type { Viewer } from '../../../platform/access/viewer';
import { calendarDate } from '../../../platform/domain/calendar-date';
import { at, charge, claimPayment, command, day, openBooks, opening, trace, type Books } from './books';

let books: Books;
beforeEach(async () => {
  books = await openBooks();
});
afterEach(() => books.close());

const ask = async (query: string, viewer: Viewer = hubViewer) => {
  const { subgraph } = books.billing;
  const result = await execute({
    schema: subgraph.schema,
    document: parse(query),
    contextValue: subgraph.contextFor({ viewer, correlationId: 'test' }),
  });
  return JSON.parse(JSON.stringify(result)) as { data: any; errors?: any[] };
};

const remittance = (
  payments: ReturnType<typeof claimPayment>[],
  adjustments: { reasonCode: string; amount: number }[] = [],
) => ({
  remittanceId: 'r1',
  firstOrdinal: 1,
  payments,
  providerAdjustments: adjustments.map((one) => ({ ...one, currency: 'USD' })),
  paymentDate: day,
  books: { legalEntityId: 'le1', facilityId: null },
  at,
  origin: null,
  trace,
});

const registered = (claimId: string, accountId = 'a1') =>
  command(
    { type: 'REGISTER_CLAIM', claim: { claimId, encounterId: 'e1', billedAmount: 10_000 }, opening },
    `claim:${claimId}`,
    accountId,
  );

describe('the account ledger', () => {
  test('a charge, its payment and its adjustment show on the account, newest first, with the balance after each', async () => {
    await books.billing.accounts.run([registered('k1'), command(charge(10_000), 'charge:c1@1')]);
    await books.settle();
    await books.billing.remittances.post(remittance([claimPayment('k1')]));
    await books.settle();
    const { data } = await ask('{ account(id: "a1") { balance { minorUnits currency } insuranceBalanceAmount { minorUnits } entries(first: 10) { totalCount nodes { kind amount { minorUnits } balanceAfterAmount { minorUnits } reasonCode commit { factKey } } } } }'); // prettier-ignore
    expect(data.account.balance).toEqual({ minorUnits: 0, currency: 'USD' });
    expect(data.account.entries).toEqual({
      totalCount: 3,
      nodes: [
        { kind: 'CONTRACTUAL_ADJUSTMENT', amount: { minorUnits: -4_000 }, balanceAfterAmount: { minorUnits: 0 }, reasonCode: 'CO-45', commit: { factKey: 'remittance:r1#1' } }, // prettier-ignore
        { kind: 'INSURANCE_PAYMENT', amount: { minorUnits: -6_000 }, balanceAfterAmount: { minorUnits: 4_000 }, reasonCode: null, commit: { factKey: 'remittance:r1#1' } }, // prettier-ignore
        { kind: 'CHARGE', amount: { minorUnits: 10_000 }, balanceAfterAmount: { minorUnits: 10_000 }, reasonCode: null, commit: { factKey: 'charge:c1@1' } }, // prettier-ignore
      ],
    });
  });

  test('the same facts again post nothing, in the same batch or later', async () => {
    const twice = [command(charge(10_000), 'charge:c1@1'), command(charge(10_000), 'charge:c1@1')];
    const outcomes = await books.billing.accounts.run(twice);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['POSTED', 'REPEATED']);
    expect((await books.billing.accounts.run(twice)).map(({ outcome }) => outcome)).toEqual(['REPEATED', 'REPEATED']);
    expect(await books.billing.log.read('account/a1')).toHaveLength(1);
  });

  test('writers that meet on an account lose nothing', async () => {
    const posts = Array.from({ length: 30 }, (_, index) =>
      books.billing.accounts.run([command(charge(100, `c${index}`), `charge:c${index}@1`)]),
    );
    await Promise.all(posts);
    await books.settle();
    const { data } = await ask('{ account(id: "a1") { balance { minorUnits } entries(first: 1) { totalCount } } }');
    expect(data.account).toEqual({ balance: { minorUnits: 3_000 }, entries: { totalCount: 30 } });
  });

  test('views that see a batch twice show it once', async () => {
    await books.billing.accounts.run([command(charge(10_000), 'charge:c1@1')]);
    await books.settle();
    const [commit] = await books.billing.log.read('account/a1');
    await books.billing.project([{ position: 1, commit: commit as NonNullable<typeof commit> }]);
    const { data } = await ask('{ account(id: "a1") { balance { minorUnits } } trialBalance { totalAmount { minorUnits } entryCount } }'); // prettier-ignore
    expect(data).toEqual({ account: { balance: { minorUnits: 10_000 } }, trialBalance: { totalAmount: { minorUnits: 0 }, entryCount: 1 } }); // prettier-ignore
  });
});

describe('remittances', () => {
  test('an unknown claim is held as unidentified cash, and moves to its account once the claim is known', async () => {
    const result = await books.billing.remittances.post(remittance([claimPayment('late')]));
    expect(result).toEqual({ posted: 0, unidentified: 1 });
    await books.settle();
    const held = await ask('{ unidentifiedCash(first: 5) { heldAmount { minorUnits } nodes { claimSubmittedId status amount { minorUnits } } } }'); // prettier-ignore
    expect(held.data.unidentifiedCash).toEqual({
      heldAmount: { minorUnits: 6_000 },
      nodes: [{ claimSubmittedId: 'late', status: 'HELD', amount: { minorUnits: 6_000 } }],
    });
    await books.billing.accounts.run([registered('late'), command(charge(10_000), 'charge:c1@1')]);
    await books.settle();
    expect(await books.billing.remittances.identify(['late'], { at, trace })).toBe(1);
    await books.settle();
    expect(await books.billing.remittances.identify(['late'], { at, trace })).toBe(0);
    const { data } = await ask('{ account(id: "a1") { balance { minorUnits } } unidentifiedCash(first: 5) { heldAmount { minorUnits } nodes { status } } trialBalance { totalAmount { minorUnits } lines { ledgerAccount amount { minorUnits } } } }'); // prettier-ignore
    expect(data.account.balance.minorUnits).toBe(0);
    expect(data.unidentifiedCash).toEqual({ heldAmount: { minorUnits: 0 }, nodes: [{ status: 'IDENTIFIED' }] });
    expect(data.trialBalance.totalAmount.minorUnits).toBe(0);
    expect(data.trialBalance.lines.map(({ ledgerAccount }: any) => ledgerAccount)).not.toContain(
      'UNIDENTIFIED_PAYER_CASH',
    );
  });

  test('a remittance that comes again keeps its first decision, whatever is known by then', async () => {
    await books.billing.remittances.post(remittance([claimPayment('late')]));
    await books.billing.accounts.run([registered('late'), command(charge(10_000), 'charge:c1@1')]);
    await books.settle();
    expect(await books.billing.remittances.post(remittance([claimPayment('late')]))).toEqual({
      posted: 0,
      unidentified: 1,
    });
  });

  test('payer clearing holds exactly what the bank is to receive, adjustments of the remittance included', async () => {
    await books.billing.accounts.run([registered('k1'), command(charge(10_000), 'charge:c1@1')]);
    await books.settle();
    const payments = [claimPayment('k1'), claimPayment('unknown', { ordinal: 2, paidAmount: 1_500 })];
    await books.billing.remittances.post(remittance(payments, [{ reasonCode: 'WO', amount: 2_000 }, { reasonCode: 'L6', amount: -35 }])); // prettier-ignore
    await books.billing.cash.postBankDeposit({ id: 'd1', amount: 6_000 + 1_500 - 2_000 + 35, currency: 'USD', postingDate: day, books: { legalEntityId: 'le1', facilityId: null }, at, origin: null, trace }); // prettier-ignore
    await books.settle();
    const { data } = await ask(
      '{ trialBalance { totalAmount { minorUnits } lines { ledgerAccount amount { minorUnits } } } }',
    );
    const lines = Object.fromEntries(data.trialBalance.lines.map((line: any) => [line.ledgerAccount, line.amount.minorUnits])); // prettier-ignore
    expect(lines).toMatchObject({
      CASH: 5_535,
      PAYER_RECOUPMENT: 2_000,
      INTEREST: -35,
      UNIDENTIFIED_PAYER_CASH: -1_500,
    });
    expect(lines).not.toHaveProperty('PAYER_CLEARING');
    expect(data.trialBalance.totalAmount.minorUnits).toBe(0);
  });
});

describe('journals', () => {
  const call = { before: calendarDate('2026-01-06'), at, trace };
  const journals = async () =>
    (await books.billing.log.read('journal/le1/f1/2026-01-05/USD')).map(({ facts }) => facts[0]?.data);

  test('a day is journalled once, what comes later becomes a further journal, and nothing is left out or doubled', async () => {
    await books.billing.accounts.run([command(charge(10_000), 'charge:c1@1')]);
    await books.settle();
    expect(await books.billing.requestJournals(call)).toBe(1);
    expect(await books.billing.requestJournals(call)).toBe(0);
    await books.billing.accounts.run([command(charge(500, 'c2'), 'charge:c2@1')]);
    await books.settle();
    expect(await books.billing.requestJournals(call)).toBe(1);
    const lines = (await journals()).map((journal: any) => journal.lines);
    expect(lines).toEqual([
      [{ ledgerAccount: 'INSURANCE_RECEIVABLE', amount: 10_000 }, { ledgerAccount: 'REVENUE', amount: -10_000 }],
      [{ ledgerAccount: 'INSURANCE_RECEIVABLE', amount: 500 }, { ledgerAccount: 'REVENUE', amount: -500 }],
    ]); // prettier-ignore
  });

  test('a day that has not ended waits', async () => {
    await books.billing.accounts.run([command(charge(10_000), 'charge:c1@1')]);
    await books.settle();
    expect(await books.billing.requestJournals({ ...call, before: day })).toBe(0);
  });
});

describe('bill holds', () => {
  test('a held encounter is billed once its days have passed, and again only for late charges', async () => {
    const order = { accountId: 'a1', encounterId: 'e1', coverageIds: ['cov1'], serviceDate: day };
    const release = (today: string) => books.billing.billHolds.release({ today: calendarDate(today), at, trace });
    await books.billing.accounts.run([command(charge(10_000), 'charge:c1@1')]);
    await books.billing.billHolds.hold([order]);
    expect(await release('2026-01-06')).toBe(0);
    expect(await release('2026-01-07')).toBe(1);
    expect(await release('2026-01-08')).toBe(0);
    await books.billing.billHolds.hold([order]);
    expect(await release('2026-01-08')).toBe(0);
    await books.billing.accounts.run([command(charge(700, 'c2'), 'charge:c2@1')]);
    await books.billing.billHolds.hold([order]);
    expect(await release('2026-01-08')).toBe(1);
  });
});

describe('who may see what', () => {
  const patient = (id: string): Viewer => ({ ...hubViewer, compartment: { kind: 'PATIENT', patientIds: [id] } });
  beforeEach(async () => {
    await books.billing.accounts.run([command(charge(10_000), 'charge:c1@1')]);
    await books.settle();
  });

  test('a patient sees the own account; another’s is as if it did not exist', async () => {
    expect((await ask('{ account(id: "a1") { id } }', patient('p1'))).data.account).toEqual({ id: 'a1' });
    const other = await ask('{ account(id: "a1") { id } }', patient('p2'));
    const missing = await ask('{ account(id: "none") { id } }', patient('p2'));
    expect(other.errors?.[0].message).toBe('there is no such account');
    expect(other).toEqual(missing);
    expect((await ask('{ accounts(first: 5) { totalCount nodes { id } } }', patient('p2'))).data.accounts).toEqual({ totalCount: 0, nodes: [] }); // prettier-ignore
  });

  test('staff of another facility see nothing', async () => {
    const staff: Viewer = { ...hubViewer, compartment: { kind: 'FACILITY', facilityIds: ['f2'] } };
    expect((await ask('{ accounts(first: 5) { totalCount } }', staff)).data.accounts).toEqual({ totalCount: 0 });
  });

  test('the field of pushed events answers nobody without an event', async () => {
    const { errors } = await ask('{ _onAccountBalanceChanged(accountId: "a1") { cursor } }');
    expect(errors?.[0].message).toMatch(/only inside a running subscription/);
  });
});

describe('accountBalanceChanged', () => {
  test('gives each change once, in order, from the cursor on, and what comes after', async () => {
    const { accountBalanceChanged } = books.billing.subgraph.subscriptions;
    await books.billing.accounts.run([command(charge(100, 'c1'), 'k1'), command(charge(200, 'c2'), 'k2')]);
    await books.settle();
    const events = accountBalanceChanged?.subscribe(
      { accountId: 'a1', after: 'v1' },
      hubViewer,
    ) as AsyncIterableIterator<any>;
    const first = await events.next();
    expect(first.value).toMatchObject({ cursor: 'v2', balances: { insurance: 300 }, entries: [{ kind: 'CHARGE', balanceAfter: 300 }] }); // prettier-ignore
    const next = events.next();
    await books.billing.accounts.run([command(charge(400, 'c3'), 'k3')]);
    await books.settle();
    expect((await next).value).toMatchObject({ cursor: 'v3', balances: { insurance: 700 } });
    await events.return?.();
  });

  test('refuses a cursor of something else', async () => {
    const { accountBalanceChanged } = books.billing.subgraph.subscriptions;
    await expect(accountBalanceChanged?.authorize({ accountId: 'a1', after: 'x' }, hubViewer)).rejects.toMatchObject({ code: 'BAD_INPUT' }); // prettier-ignore
  });
});
