import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBankSystem } from '../../../sandbox/bank/bank-system';
import { createClearinghouseSystem } from '../../../sandbox/clearinghouse/clearinghouse-system';
import type { SandboxSystem } from '../../../sandbox/system';
import { createBench, type Bench } from '../stand-in';
import { claimFile, type TestClaim } from './claim-file';
import { imbalancesOf, readRemittances, type ReadClaim, type ReadRemittance } from './remittance-reading';

let bench: Bench;

async function start({ folder = null as string | null, seed = 1 } = {}): Promise<void> {
  bench = createBench({ folder, seed });
  bench.systems.set('clearinghouse', await createClearinghouseSystem(await bench.dependencies('clearinghouse')));
  bench.systems.set('bank', await createBankSystem(await bench.dependencies('bank')));
}

const system = (name: 'clearinghouse' | 'bank'): SandboxSystem => bench.systems.get(name) as SandboxSystem;
const get = (name: 'clearinghouse' | 'bank', path: string): Promise<Response> =>
  fetch(`${system(name).url}${path}`, { headers: { Authorization: 'Bearer sandbox' } });
const send = (body: string, key: string): Promise<Response> =>
  fetch(`${system('clearinghouse').url}/files`, {
    method: 'POST',
    headers: { Authorization: 'Bearer sandbox', 'Content-Type': 'application/edi-x12', 'Idempotency-Key': key },
    body,
  });

interface Listed {
  readonly files: readonly { id: string; kind: string; name: string }[];
  readonly next: string;
}
const list = async (name: 'clearinghouse' | 'bank' = 'clearinghouse', query = '?limit=1000'): Promise<Listed> => (await (await get(name, `/files${query}`)).json()) as Listed; // prettier-ignore

async function texts(kind: string, name: 'clearinghouse' | 'bank' = 'clearinghouse'): Promise<readonly string[]> {
  const { files } = await list(name);
  const wanted = files.filter((file) => file.kind === kind);
  return Promise.all(wanted.map(async ({ id }) => (await get(name, `/files/${id}`)).text()));
}
const remittances = async (): Promise<readonly ReadRemittance[]> => (await texts('835')).flatMap(readRemittances);
const claimsPaid = async (): Promise<readonly ReadClaim[]> => (await remittances()).flatMap(({ claims }) => claims);

/** Claims enough that everything that is rare occurs. */
const many = (count: number, changes: Partial<TestClaim> = {}): readonly TestClaim[] =>
  Array.from({ length: count }, (_, index) => ({
    controlNumber: `C${index}`,
    memberId: `M${index % 40}`,
    payer: ['99101', '99102', '99103'][index % 3] ?? '99101',
    charges: [15_000 + 101 * index, 4_825],
    ...changes,
  }));

beforeEach(() => start());
afterEach(() => bench.stop());

describe('a delivered file', () => {
  it('is acknowledged at once with a 999, and its claims on the next day with a 277CA', async () => {
    expect((await send(claimFile([{ controlNumber: 'C1', charges: [10_000] }]), 'k-1')).status).toBe(202);
    const [text = ''] = await texts('999');
    expect(text).toContain('AK1*HC*1*005010X222A1~');
    expect(text).toContain('AK2*837*0001*005010X222A1~\nIK5*A~\nAK9*A*1*1*1~');
    expect(await texts('277CA')).toEqual([]);
    await bench.advance(1);
    const [status = ''] = await texts('277CA');
    expect(status).toContain('ST*277*0001*005010X214~');
    expect(status).toMatch(/TRN\*2\*C1~\nSTC\*A2:20:PR\*20260106\*WQ\*100~\nREF\*1K\*\d+~/);
  });

  it('is taken once per Idempotency-Key', async () => {
    const body = claimFile([{ controlNumber: 'C1', charges: [10_000] }]);
    const first = await (await send(body, 'k-1')).json();
    expect(await (await send(body, 'k-1')).json()).toEqual(first);
    expect((await send(`${body} `, 'k-1')).status).toBe(409);
    expect((await send(body, '')).status).toBe(400);
    expect((await list()).files).toHaveLength(1);
  });

  it.each([
    ['no SV1', claimFile([{ controlNumber: 'C1', charges: [100] }], { without: 'SV1' }), 'IK3*SV1*'],
    ['no date of service', claimFile([{ controlNumber: 'C1', charges: [100] }], { without: 'DTP' }), 'IK3*DTP*'],
    ['no lines', claimFile([{ controlNumber: 'C1', charges: [] }]), 'IK3*LX*'],
    ['an amount that is none', claimFile([{ controlNumber: 'C1', charges: [100] }]).replace('CLM*C1*1*', 'CLM*C1*x*'), 'IK4*2*782*6~'], // prettier-ignore
    ['a cut end', claimFile([{ controlNumber: 'C1', charges: [100] }]).slice(0, -90), 'IK5*R*2'],
    ['a wrong count', claimFile([{ controlNumber: 'C1', charges: [100] }]).replace(/SE\*\d+/, 'SE*3'), 'IK5*R*4~'],
    ['another transaction set', claimFile([]).replace('ST*837', 'ST*834'), 'IK5*R*1~'],
    ['no X12 at all', 'hello', 'AK9*R*0*0*0*3~'],
  ])('with %s is refused by a 999 that says why, and is not paid', async (_, body, reason) => {
    expect((await send(body, 'k-1')).status).toBe(202);
    const [text = ''] = await texts('999');
    expect(text).toContain(reason);
    expect(text).toContain('AK9*R*');
    await bench.advance(12);
    expect((await list()).files).toHaveLength(1);
  });

  it('has claims refused by 277CA that their payer cannot take', async () => {
    const wrong: TestClaim[] = [
      { controlNumber: 'NOPAYER', charges: [100], payer: '00000' },
      { controlNumber: 'BADSUM', charges: [100], billed: 101 },
      { controlNumber: 'FUTURE', charges: [100], serviceDate: '20270101' },
    ];
    await send(claimFile(wrong), 'k-1');
    await bench.advance(12);
    const [text = ''] = await texts('277CA');
    expect(text).toMatch(/TRN\*2\*NOPAYER~\nSTC\*A3:116:PR\*\d+\*U/);
    expect(text).toMatch(/TRN\*2\*BADSUM~\nSTC\*A7:178\*/);
    expect(text).toMatch(/TRN\*2\*FUTURE~\nSTC\*A7:187\*/);
    expect(await texts('835')).toEqual([]);
  });

  it('that is a test is acknowledged and never paid', async () => {
    await send(claimFile([{ controlNumber: 'C1', charges: [10_000] }], { isTest: true }), 'k-1');
    await bench.advance(12);
    expect((await list()).files.map(({ kind }) => kind)).toEqual(['999', '277CA']);
  });
});

describe('remittances', () => {
  it('balance, whatever happens in them, and everything that is rare does happen', async () => {
    for (let file = 0; file < 10; file += 1) {
      const claims = many(40).map((claim) => ({ ...claim, controlNumber: `${claim.controlNumber}F${file}`, secondPlan: '99104' })); // prettier-ignore
      await send(claimFile(claims, { controlNumber: file + 1 }), `k-${file}`);
      await bench.advance(1);
    }
    await bench.advance(25);
    const all = await remittances();
    expect(all.flatMap(imbalancesOf)).toEqual([]);
    expect(all.every(({ findings }) => findings === 0)).toBe(true);
    const statuses = new Set(all.flatMap(({ claims }) => claims.map(({ status }) => status)));
    expect([...statuses].sort()).toEqual(['1', '19', '2', '22', '4']);
    const reasons = new Set(all.flatMap(({ claims }) => claims.flatMap(({ adjustments, lines }) => [...adjustments, ...lines.flatMap((line) => line.adjustments)]).map(({ group, reason }) => `${group}-${reason}`))); // prettier-ignore
    for (const reason of ['CO-45', 'PR-1', 'PR-2', 'PR-3', 'CO-16', 'CO-29', 'OA-23', 'CO-97', 'PR-31', 'CO-27']) expect(reasons).toContain(reason); // prettier-ignore
    const codes = new Set(all.flatMap(({ providerAdjustments }) => providerAdjustments.map(({ code }) => code)));
    expect([...codes].sort()).toEqual(['FB', 'L6', 'WO']);
    expect(all.some(({ method, trace }) => method === 'NON' && trace === '000000000')).toBe(true);
  });

  it('take a reversal and its correction together, the reversal first and of the same amounts', async () => {
    await send(claimFile(many(120)), 'k-1');
    await bench.advance(25);
    for (const { claims } of await remittances()) {
      for (const [index, reversal] of claims.entries()) {
        if (reversal.status !== '22') continue;
        expect(claims[index + 1]).toMatchObject({ id: reversal.id, billed: -reversal.billed });
        const first = (await claimsPaid()).find(({ number, status }) => number === reversal.number && status !== '22');
        expect(first).toMatchObject({ billed: -reversal.billed, paid: -reversal.paid });
      }
    }
  });

  it('forward what a takeback leaves below zero, and take it off later payments', async () => {
    const original: TestClaim = { controlNumber: 'BIG', charges: [900_000], payer: '99104', memberId: 'B1' };
    await send(claimFile([original]), 'k-1');
    await bench.advance(11);
    const [paid] = await claimsPaid();
    expect(paid?.paid).toBe(702_000);
    const back = { ...original, frequency: '8', originalReference: paid?.number ?? '' };
    await send(claimFile([back], { controlNumber: 2 }), 'k-2');
    await bench.advance(11);
    const taken = (await remittances()).at(-1);
    expect(taken).toMatchObject({ amount: 0, method: 'NON', providerAdjustments: [{ code: 'FB', amount: -702_000 }] });
    await send(claimFile([{ controlNumber: 'NEXT', charges: [1_000_000], payer: '99104', memberId: 'B2' }]), 'k-3');
    await bench.advance(11);
    expect((await remittances()).at(-1)).toMatchObject({ amount: 780_000 - 702_000, providerAdjustments: [{ code: 'FB', amount: 702_000 }] }); // prettier-ignore
    expect((await remittances()).flatMap(imbalancesOf)).toEqual([]);
  });

  it('decide a replacement after taking the replaced claim back, and refuse one that refers to nothing', async () => {
    const original: TestClaim = { controlNumber: 'R1', charges: [10_000], payer: '99104' };
    await send(claimFile([original]), 'k-1');
    await bench.advance(11);
    const number = (await claimsPaid())[0]?.number ?? '';
    await send(claimFile([{ ...original, charges: [12_000], frequency: '7', originalReference: number }]), 'k-2');
    await send(claimFile([{ ...original, controlNumber: 'R2', frequency: '7', originalReference: '0' }]), 'k-3');
    await bench.advance(11);
    const later = (await claimsPaid()).slice(1);
    expect(later.filter(({ id }) => id === 'R1')).toMatchObject([{ status: '22', paid: -7_800 }, { status: '1', paid: 9_360 }]); // prettier-ignore
    expect(later.find(({ id }) => id === 'R2')?.lines[0]?.adjustments).toEqual([{ group: 'CO', reason: '129', amount: 10_000 }]); // prettier-ignore
  });

  it('deny a claim that comes twice as a duplicate', async () => {
    const claim: TestClaim = { controlNumber: 'D1', charges: [10_000], payer: '99104' };
    await send(claimFile([claim]), 'k-1');
    await send(claimFile([claim]), 'k-2');
    await bench.advance(12);
    const decided = await claimsPaid();
    expect(decided.map(({ paid }) => paid).sort()).toEqual([0, 7_800]);
    expect(decided.find(({ paid }) => paid === 0)?.lines[0]?.adjustments[0]).toMatchObject({
      group: 'CO',
      reason: '18',
    });
  });

  it('of a second plan pay what the first left, with OA-23 for its part', async () => {
    const claim: TestClaim = { controlNumber: 'S1', charges: [10_000, 5_000], payer: '99104', sequence: 'S', priorOwed: [2_000, 0] }; // prettier-ignore
    await send(claimFile([claim]), 'k-1');
    await send(claimFile([{ ...claim, controlNumber: 'S2', secondPlan: '99102' }].map(({ priorOwed: _, ...rest }) => rest)), 'k-2'); // prettier-ignore
    await bench.advance(12);
    const decided = await claimsPaid();
    expect(decided.find(({ id }) => id === 'S1')).toMatchObject({
      status: '2',
      billed: 15_000,
      paid: 2_000,
      owed: 0,
      lines: [
        { paid: 2_000, adjustments: [{ group: 'OA', reason: '23', amount: 8_000 }] },
        { paid: 0, adjustments: [{ group: 'OA', reason: '23', amount: 5_000 }] },
      ],
    });
    expect(decided.find(({ id }) => id === 'S2')?.lines[0]?.adjustments[0]).toMatchObject({ reason: '22' });
  });

  it('of a member with a second plan on file come from both: the first payer sends the claim on', async () => {
    const { world } = await bench.dependencies('clearinghouse');
    const members = world.patients.flatMap(({ coverages: [first, second] }) => (first && second ? [first] : []));
    const claims = members.map(({ payerId, memberId }, index): TestClaim => {
      const payer = world.payers.find(({ id }) => id === payerId)?.payerIdentifier ?? '';
      return { controlNumber: `X${index}`, charges: [20_000], payer, memberId };
    });
    await send(claimFile(claims), 'k-1');
    await bench.advance(25);
    const decided = await claimsPaid();
    const sentOn = decided.filter(({ status }) => status === '19');
    expect(sentOn.length).toBeGreaterThan(5);
    for (const { id, owed, billed } of sentOn) {
      const second = decided.find((other) => other.id === id && other.status === '2');
      const prior = second?.lines[0]?.adjustments.find(({ group, reason }) => group === 'OA' && reason === '23');
      if (second && second.paid > 0) expect([second.paid, prior?.amount]).toEqual([owed, billed - owed]);
    }
    expect((await texts('835')).some((text) => text.includes('NM1*TT*2*Tandem Supplemental Assurance*****PI*99104'))).toBe(true); // prettier-ignore
  });

  it('of a second plan read what the first decided on the claim level, and its own number apart from a replaced one', async () => {
    const told = (segments: string): string =>
      claimFile([{ controlNumber: 'A1', charges: [10_000, 5_000], payer: '99104', sequence: 'S', secondPlan: '99101' }])
        .replace('SBR*S*18*******CI~\nOI', `SBR*P*18*******CI~\n${segments}OI`)
        .replace('*PI*99101~\n', '*PI*99101~\nREF*F8*123~\n')
        .replace(/SE\*(\d+)/, (_, count: string) => `SE*${Number(count) + 1 + segments.split('\n').length - 1}`);
    await send(told('CAS*PR*1*100**2*20~\nAMT*D*30~\n'), 'k-1');
    await send(told('AMT*D*30~\nAMT*EAF*40~\n').replaceAll('CLM*A1', 'CLM*A2'), 'k-2');
    await bench.advance(15);
    const decided = await claimsPaid();
    expect(decided.find(({ id }) => id === 'A1')).toMatchObject({
      paid: 12_000,
      lines: [{ paid: 10_000 }, { paid: 2_000 }],
    });
    expect(decided.find(({ id }) => id === 'A2')).toMatchObject({ paid: 4_000 });
  });

  it('charge a member’s deductible once a year, and no more than half of it', async () => {
    const claims = Array.from({ length: 80 }, (_, index) => ({ controlNumber: `Y${index}`, charges: [30_000], payer: '99103', memberId: `ONE${index % 8}` })); // prettier-ignore
    await send(claimFile(claims), 'k-1');
    await bench.advance(12);
    const decided = (await claimsPaid()).filter(({ status, paid }) => status === '1' && paid > 0);
    const deductibles = decided.map(({ adjustments, lines }) => [...adjustments, ...lines.flatMap((line) => line.adjustments)].find(({ group, reason }) => group === 'PR' && reason === '1')?.amount ?? 0); // prettier-ignore
    const charged = deductibles.filter((amount) => amount > 0);
    expect(decided.length).toBeGreaterThan(60);
    expect(charged.length).toBeGreaterThan(0);
    expect(charged.length).toBeLessThanOrEqual(8);
    expect(Math.max(...charged)).toBeLessThanOrEqual(12_000);
  });
});

describe('deposits', () => {
  it('stand at the bank on the next day with the remittance’s amount and trace', async () => {
    await send(claimFile(many(30)), 'k-1');
    await bench.advance(20);
    const moved = (await remittances()).filter(({ amount }) => amount > 0);
    const statements = (await texts('BAI2', 'bank')).join('\n');
    expect(moved.length).toBeGreaterThan(5);
    for (const { amount, trace, originator } of moved) {
      expect(statements).toContain(`,165,${amount},Z,`);
      expect(statements).toContain(`TRN*1*${trace}*${originator}`);
    }
    expect(statements.match(/^16,/gm)).toHaveLength(moved.length);
  });
});

describe('determinism', () => {
  const run = async (files: readonly string[]): Promise<readonly string[]> => {
    await bench.stop();
    await start();
    for (const [index, file] of files.entries()) await send(file, `k-${index}`);
    await bench.advance(20);
    return [...(await texts('835'))].sort();
  };

  it('gives the same remittances in whatever order claims come', async () => {
    const claims = many(24);
    const forward = await run([claimFile(claims)]);
    const backward = await run([claimFile([...claims].reverse(), { controlNumber: 7 })]);
    expect(backward).toEqual(forward);
  });

  it('resumes after a restart as if nothing had happened, and runs no day twice', async () => {
    const claims = many(40);
    const undisturbed = await run([claimFile(claims)]);
    await bench.stop();
    const folder = await mkdtemp(join(tmpdir(), 'accord-clearinghouse-'));
    await start({ folder });
    await send(claimFile(claims), 'k-0');
    for (const days of [1, 3, 4]) {
      const day = await bench.advance(days);
      const before = await list();
      await bench.stop();
      await start({ folder });
      bench.today = day;
      await system('clearinghouse').runDay(day);
      await system('bank').runDay(day);
      expect(await list()).toEqual(before);
    }
    await bench.advance(12);
    expect([...(await texts('835'))].sort()).toEqual(undisturbed);
    await bench.stop();
    await rm(folder, { recursive: true });
    await start();
  });
});

describe('the list', () => {
  it('pages by cursor and refuses cursors that are none', async () => {
    await send(claimFile(many(30)), 'k-1');
    await bench.advance(15);
    const all = await list();
    const paged: string[] = [];
    let cursor = '';
    for (;;) {
      const { files, next } = await list('clearinghouse', `?limit=4&after=${cursor}`);
      if (files.length === 0) break;
      paged.push(...files.map(({ id }) => id));
      cursor = next;
    }
    expect(paged).toEqual(all.files.map(({ id }) => id));
    expect((await get('clearinghouse', '/files?after=-1')).status).toBe(400);
    expect((await get('clearinghouse', '/files/none')).status).toBe(404);
  });

  it('has cut and repeated files by the knobs', async () => {
    bench.faults.set('clearinghouse', { duplicate: 1, malformed: 1 });
    await send(claimFile(many(1)), 'k-1');
    expect((await list()).files).toHaveLength(3);
  });
});

describe('any batch of claims', () => {
  const claim = fc.record({
    payer: fc.constantFrom('99101', '99102', '99103', '99104'),
    npi: fc.constantFrom('1990000018', '1990000026', '1990000034'),
    memberId: fc.constantFrom('M1', 'M2', 'M3'),
    charges: fc.array(fc.integer({ min: 0, max: 2_000_000 }), { minLength: 1, maxLength: 6 }),
    secondPlan: fc.constantFrom(undefined, '99104', '99102'),
    priorOwed: fc.option(fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 6, maxLength: 6 }), { nil: undefined }), // prettier-ignore
    isSecond: fc.boolean(),
    frequency: fc.constantFrom('1', '1', '1', '7', '8'),
  });

  it('gives balanced 835s, and deposits of exactly their amounts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_000 }),
        fc.array(claim, { minLength: 1, maxLength: 40 }),
        async (seed, drawn) => {
          await bench.stop();
          await start({ seed });
          const claims = drawn.map(({ isSecond, secondPlan, priorOwed, ...rest }, index): TestClaim => ({
            ...rest,
            controlNumber: `P${index % 30}`,
            sequence: isSecond ? 'S' : 'P',
            ...(isSecond || secondPlan === undefined ? {} : { secondPlan }),
            ...(isSecond && priorOwed !== undefined ? { priorOwed } : {}),
          }));
          await send(claimFile(claims), 'k-1');
          await bench.advance(25);
          const all = await remittances();
          expect(all.flatMap(imbalancesOf)).toEqual([]);
          const statements = (await texts('BAI2', 'bank')).join('\n');
          const deposited = [...statements.matchAll(/^16,165,(\d+),/gm)].map(([, amount]) => Number(amount));
          const byAmount = (a: number, b: number): number => a - b;
          expect(deposited.sort(byAmount)).toEqual(all.map(({ amount }) => amount).filter((amount) => amount > 0).sort(byAmount)); // prettier-ignore
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);
});
