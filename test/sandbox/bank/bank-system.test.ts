import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '../../../platform/domain/calendar-date';
import { createBankSystem, type BankSystem, type Deposit } from '../../../sandbox/bank/bank-system';
import { createBench, type Bench } from '../stand-in';

let bench: Bench;
let bank: BankSystem;

async function start(folder: string | null = null): Promise<void> {
  bench = createBench({ folder });
  bank = await createBankSystem(await bench.dependencies('bank'));
  bench.systems.set('bank', bank);
}

const deposit = (key: string, changes: Partial<Deposit> = {}): Promise<void> =>
  bank.deposit({
    key,
    legalEntityId: 'le-lakeview',
    amount: 12_345,
    valueDay: addDays(bench.today, 1),
    trace: 'EFT1',
    originatorId: '1990001101',
    originatorName: 'Meadowlark Health Plan',
    purpose: 'HCCLAIMPMT',
    ...changes,
  });

const get = (path: string): Promise<Response> =>
  fetch(`${bank.url}${path}`, { headers: { Authorization: 'Bearer sandbox' } });
interface Listed {
  files: { id: string; kind: string; createdAt: string }[];
  next: string;
}
const list = async (query = ''): Promise<Listed> => (await (await get(`/files${query}`)).json()) as Listed;

beforeEach(() => start());
afterEach(() => bench.stop());

describe('the bank', () => {
  it('reports each deposit once, on its value day, with the payer’s trace in the text', async () => {
    await deposit('d-1');
    await deposit('d-1');
    await deposit('d-2', { legalEntityId: 'le-pinecrest' });
    await deposit('d-3', { valueDay: addDays(bench.today, 2) });
    await bench.advance(1);
    const { files, next } = await list();
    expect(files).toHaveLength(2);
    const text = await (await get(`/files/${files[0]?.id ?? ''}`)).text();
    expect(text.match(/^16,/gm)).toHaveLength(1);
    expect(text).toContain('16,165,12345,Z,');
    expect(text).toContain('TRN*1*EFT1*1990001101');
    await bench.advance(1);
    const later = await list(`?after=${next}`);
    expect(later.files).toHaveLength(1);
    expect(await list(`?after=${later.next}`)).toEqual({ files: [], next: later.next });
  });

  it('refuses cursors that are none, unknown files, other tokens and amounts that are not above zero', async () => {
    expect((await get('/files?after=x')).status).toBe(400);
    expect((await get('/files/none')).status).toBe(404);
    expect((await fetch(`${bank.url}/files`)).status).toBe(401);
    await expect(deposit('d-0', { amount: 0 })).rejects.toThrow(RangeError);
  });

  it('delivers twice or cut by its knobs', async () => {
    bench.faults.set('bank', { duplicate: 1, malformed: 1 });
    await deposit('d-1');
    await bench.advance(1);
    expect((await list()).files).toHaveLength(3);
  });

  it('carries its balance on, and resumes after a restart with the same files', async () => {
    await bench.stop();
    const folder = await mkdtemp(join(tmpdir(), 'accord-bank-'));
    await start(folder);
    await deposit('d-1');
    const day = await bench.advance(1);
    await deposit('d-2');
    const before = await list();
    await bench.stop();
    await start(folder);
    bench.today = day;
    await bank.runDay(day);
    await deposit('d-1');
    expect(await list()).toEqual(before);
    await bench.advance(1);
    const { files } = await list(`?after=${before.next}`);
    expect(await (await get(`/files/${files[0]?.id ?? ''}`)).text()).toContain('010,250012345,');
    await rm(folder, { recursive: true });
  });
});
