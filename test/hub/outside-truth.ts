import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

/** Addresses of the stand-ins, as the sandbox prints them. */
export type SandboxUrls = Readonly<Record<string, string>>;

/** One CLP of an 835. Amounts in cents. */
export interface ToldClaim {
  readonly claimId: string;
  readonly statusCode: string;
  readonly billed: number;
  readonly paid: number;
}

/** One readable 835, read here by nothing but split. Amounts in cents. */
export interface ToldRemittance {
  /** TRN02, TRN03, BPR16 and BPR02: what makes it the same payment. */
  readonly key: string;
  readonly amount: number;
  readonly payDay: string;
  readonly claims: readonly ToldClaim[];
}

/** A posted journal entry of the ERP. */
export interface ToldJournal {
  readonly externalId: string;
  readonly entityId: string;
  readonly facilityId: string | null;
  readonly postingDate: string;
  readonly status: string;
  readonly lines: readonly { readonly accountCode: string; readonly amount: number }[];
}

/** A claim as the clearinghouse keeps it. */
export interface ReceivedClaim {
  readonly key: string;
  readonly claimId: string;
  readonly sequence: string;
  readonly status: string;
  readonly isDuplicate: boolean;
  /** Passed on by the payer before it, not sent by the hub. */
  readonly isForwarded: boolean;
  readonly receivedOn: string;
  readonly dueOn: string | null;
  readonly paid: number;
  readonly adjustments: readonly { readonly group: string; readonly reason: string; readonly amount: number }[];
  readonly statusCode: string | null;
}

/** All that the outside systems themselves say. Amounts in cents. */
export interface OutsideTruth {
  readonly date: string;
  /** Billable charges by id. */
  readonly charges: ReadonlyMap<string, number>;
  readonly remittances: readonly ToldRemittance[];
  /** 835 files that cannot be read to their end. */
  readonly brokenRemittances: number;
  /** Payers' credits in the bank's files, by bank reference. */
  readonly payerDeposits: ReadonlyMap<string, number>;
  readonly payments: ReadonlyMap<string, number>;
  readonly refunds: ReadonlyMap<string, number>;
  /** Paid payouts. */
  readonly payouts: ReadonlyMap<string, { readonly amount: number; readonly fees: number }>;
  readonly journals: readonly ToldJournal[];
  readonly closedPeriods: readonly string[];
  readonly claims: readonly ReceivedClaim[];
  readonly filesReceived: number;
  /** What the last bill of an account asks for; one that was let lie is not closed when nothing is owed any more. */
  readonly openBills: ReadonlyMap<string, { readonly amount: number; readonly isIgnored: boolean }>;
  readonly bills: number;
}

/** Asks every outside system, and reads in the sandbox's journals what no API of theirs tells. */
export async function readOutside(urls: SandboxUrls, sandboxFolder: string): Promise<OutsideTruth> {
  const state = await getJson<{ date: string }>(`${urls['control']}/state`);
  const files = await filesOf(urls['clearinghouse'] ?? '', '835');
  const read = files.map(readRemittance);
  const remittances = new Map(read.flatMap((one) => (one === null ? [] : [[one.key, one] as const])));
  const periods = await getJson<{ data: { id: string; status: string }[] }>(`${urls['erp']}/api/v1/periods`, BEARER);
  return {
    date: state.date,
    charges: await readCharges(urls['ehr'] ?? ''),
    remittances: [...remittances.values()],
    brokenRemittances: read.filter((one) => one === null).length,
    payerDeposits: depositsIn(await filesOf(urls['bank'] ?? '', 'BAI2')),
    ...(await readPayments(urls['payments'] ?? '')),
    journals: await readJournals(urls['erp'] ?? ''),
    closedPeriods: periods.data.filter(({ status }) => status === 'closed').map(({ id }) => id),
    ...(await readClearinghouse(join(sandboxFolder, 'clearinghouse.jsonl'))),
    ...(await readBills(join(sandboxFolder, 'payments.jsonl'))),
  };
}

const BEARER = { authorization: 'Bearer sandbox' };
const STRIPE = { authorization: 'Bearer sk_test_sandbox' };

async function get(url: string, headers: Record<string, string> = {}): Promise<Response> {
  for (let attempt = 0; ; attempt += 1) {
    const response = await fetch(url, { headers });
    if (response.ok) return response;
    if (attempt === 20) throw new Error(`${url}: ${response.status}`);
    await new Promise((resolve) => setTimeout(resolve, 300)); // milliseconds: 429 of the ERP
  }
}

async function getJson<T>(url: string, headers: Record<string, string> = {}): Promise<T> {
  return (await (await get(url, headers)).json()) as T;
}

/** Decimal text or number of dollars to cents, without floating point. */
export function cents(value: string | number): number {
  const [, sign, whole = '', part = ''] = /^(-?)(\d*)(?:\.(\d{1,2}))?$/.exec(String(value)) ?? [];
  if (whole === '' && part === '') throw new Error(`not an amount: ${value}`);
  return Number(`${sign}${Number(whole || 0) * 100 + Number(part.padEnd(2, '0'))}`);
}

interface FhirCharge {
  readonly id: string;
  readonly status: string;
  readonly priceOverride: { readonly value: number };
}

async function readCharges(ehr: string): Promise<Map<string, number>> {
  const charges = new Map<string, number>();
  let url: string | undefined = `${ehr}/fhir/R4/ChargeItem?_count=500&_sort=_lastUpdated`;
  while (url !== undefined) {
    type Bundle = { entry?: { resource: FhirCharge }[]; link?: { relation: string; url: string }[] };
    const bundle: Bundle = await getJson<Bundle>(url, BEARER);
    for (const { resource } of bundle.entry ?? []) {
      if (resource.status === 'billable') charges.set(resource.id, cents(resource.priceOverride.value));
    }
    url = bundle.link?.find(({ relation }) => relation === 'next')?.url;
  }
  return charges;
}

async function filesOf(base: string, kind: string): Promise<readonly string[]> {
  const bodies: string[] = [];
  for (let after = '0'; ;) {
    type List = { files: { id: string; kind: string }[]; next: string };
    const list: List = await getJson<List>(`${base}/files?after=${after}&limit=500`, BEARER);
    for (const file of list.files.filter((each) => each.kind === kind)) {
      bodies.push(await (await get(`${base}/files/${encodeURIComponent(file.id)}`, BEARER)).text());
    }
    if (list.files.length === 0) return bodies;
    after = list.next;
  }
}

/** Null for a file without its IEA. */
function readRemittance(text: string): ToldRemittance | null {
  const separator = text.charAt(3);
  const terminator = text.charAt(105);
  const segments = text.split(terminator).map((segment) => segment.trim().split(separator));
  if (!segments.some(([id]) => id === 'IEA')) return null;
  const found = (id: string): readonly string[] => segments.find(([name]) => name === id) ?? [];
  const [bpr, trn] = [found('BPR'), found('TRN')];
  const payDay = (bpr[16] ?? '').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  const claims = segments
    .filter(([id]) => id === 'CLP')
    .map(([, claimId = '', statusCode = '', billed = '', paid = '']) => ({
      ...{ claimId, statusCode, billed: cents(billed), paid: cents(paid) },
    }));
  const amount = cents(bpr[2] ?? '');
  const payee = segments.find(([id, entity]) => id === 'N1' && entity === 'PE')?.[4];
  // One that pays nothing carries no trace of its own.
  const parts = amount === 0 ? [text] : [trn[2], trn[3], bpr[16], bpr[2], payee];
  return { key: parts.join(' '), amount, payDay, claims };
}

/** Credits of payers (ACH entry description HCCLAIMPMT), each bank reference once. */
function depositsIn(files: readonly string[]): Map<string, number> {
  const deposits = new Map<string, number>();
  for (const text of files) {
    if (!/^99,/m.test(text)) continue; // cut off
    for (const record of text.replace(/\r?\n88,/g, ' ').split(/\r?\n/)) {
      if (!record.startsWith('16,') || !record.includes('HCCLAIMPMT')) continue;
      const [, , amount = '', , reference = ''] = record.split(',');
      deposits.set(reference, Number(amount));
    }
  }
  return deposits;
}

async function listStripe<T extends { readonly id: string }>(base: string, path: string): Promise<readonly T[]> {
  const all: T[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const query = `limit=100${after === undefined ? '' : `&starting_after=${after}`}`;
    const page = await getJson<{ data: T[]; has_more: boolean }>(`${base}/v1/${path}?${query}`, STRIPE);
    all.push(...page.data);
    if (!page.has_more || page.data.length === 0) return all;
  }
}

async function readPayments(base: string) {
  type Money = { id: string; status: string; amount: number };
  type Movement = { id: string; type: string; fee: number; source: string };
  const [intents, refunds, payouts] = await Promise.all([
    listStripe<Money>(base, 'payment_intents'),
    listStripe<Money>(base, 'refunds'),
    listStripe<Money>(base, 'payouts'),
  ]);
  const paid = new Map<string, { amount: number; fees: number }>();
  for (const { id, amount } of payouts.filter(({ status }) => status === 'paid')) {
    const items = await listOfPayout<Movement>(base, id);
    paid.set(id, { amount, fees: items.reduce((sum, { fee }) => sum + fee, 0) });
  }
  const succeeded = (all: readonly Money[]): Map<string, number> =>
    new Map(all.filter(({ status }) => status === 'succeeded').map(({ id, amount }) => [id, amount]));
  return { payments: succeeded(intents), refunds: succeeded(refunds), payouts: paid };
}

async function listOfPayout<T extends { readonly id: string }>(base: string, payout: string): Promise<readonly T[]> {
  const all: T[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const query = `limit=100&payout=${payout}${after === undefined ? '' : `&starting_after=${after}`}`;
    const page = await getJson<{ data: T[]; has_more: boolean }>(`${base}/v1/balance_transactions?${query}`, STRIPE);
    all.push(...page.data);
    if (!page.has_more || page.data.length === 0) return all;
  }
}

async function readJournals(base: string): Promise<readonly ToldJournal[]> {
  type Line = { accountCode: string; debit: string; credit: string };
  type Entry = Omit<ToldJournal, 'lines'> & { lines: Line[] };
  const journals: ToldJournal[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    type Page = { data: Entry[]; next: string | null };
    const page: Page = await getJson<Page>(`${base}/api/v1/journal-entries?limit=200${query}`, BEARER);
    for (const { lines, ...entry } of page.data) {
      const signed = lines.map((line) => ({ accountCode: line.accountCode, amount: cents(line.debit) - cents(line.credit) })); // prettier-ignore
      journals.push({ ...entry, lines: signed });
    }
    cursor = page.next;
  } while (cursor !== null);
  return journals;
}

async function* journalLines(path: string): AsyncGenerator<{ kind: string; data: unknown }> {
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (line !== '') yield JSON.parse(line) as { kind: string; data: unknown };
  }
}

interface KeptAdjustment {
  readonly group: string;
  readonly reason: string;
  readonly amount: number;
}

interface KeptClaim {
  readonly key: string;
  readonly claim: {
    readonly controlNumber: string;
    readonly sequence: string;
    readonly otherPlans: readonly unknown[];
  };
  readonly submission: { readonly fileId: string };
  readonly status: string;
  readonly isDuplicate: boolean;
  readonly receivedOn: string;
  readonly dueOn: string | null;
  readonly decision: {
    readonly statusCode: string;
    readonly paid: number;
    readonly adjustments: readonly KeptAdjustment[];
    readonly lines: readonly { readonly adjustments: readonly KeptAdjustment[] }[];
  } | null;
}

async function readClearinghouse(path: string) {
  const claims = new Map<string, KeptClaim>();
  const receipts = new Set<string>();
  for await (const { kind, data } of journalLines(path)) {
    if (kind !== 'change') continue;
    for (const put of (data as { puts: { table: string; key: string; value: unknown }[] }).puts) {
      if (put.table === 'claims') claims.set(put.key, put.value as KeptClaim);
      if (put.table === 'receipts') receipts.add(put.key);
    }
  }
  const seen = new Set<string>();
  const all = [...claims.values()].map((kept): ReceivedClaim => {
    const isForwarded = seen.has(kept.submission.fileId);
    seen.add(kept.submission.fileId);
    return { ...receivedOf(kept), isForwarded };
  });
  return { claims: all, filesReceived: receipts.size };
}

function receivedOf({ key, claim, status, isDuplicate, receivedOn, dueOn, decision }: KeptClaim) {
  const adjustments = decision ? [...decision.adjustments, ...decision.lines.flatMap((line) => line.adjustments)] : [];
  return {
    ...{ key, claimId: claim.controlNumber, sequence: claim.sequence, status, isDuplicate, receivedOn, dueOn },
    ...{ paid: decision?.paid ?? 0, adjustments, statusCode: decision?.statusCode ?? null },
  };
}

interface KeptBill {
  readonly id: string;
  readonly object: string;
  readonly account_id: string;
  readonly amount: number;
  readonly paidAmount: number;
  readonly status: string;
}

async function readBills(path: string) {
  const bills = new Map<string, KeptBill>();
  for await (const { kind, data } of journalLines(path)) {
    if (kind !== 'change') continue;
    for (const object of (data as { objects: KeptBill[] }).objects) {
      if (object.object === 'sandbox_bill') bills.set(object.id, object);
    }
  }
  const last = new Map([...bills.values()].map((bill) => [bill.account_id, bill] as const));
  const open = [...last].filter(([, { status }]) => status === 'open' || status === 'ignored');
  return {
    openBills: new Map(open.map(([account, { amount, paidAmount, status }]) => [account, { amount: amount - paidAmount, isIgnored: status === 'ignored' }])), // prettier-ignore
    bills: bills.size,
  };
}
