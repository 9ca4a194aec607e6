import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevelopmentIssuer } from '../../../platform/access/development-issuer';
import { calendarDate } from '../../../platform/domain/calendar-date';
import { instantOf, systemClock } from '../../../platform/domain/instant';
import { createInbox } from '../../../platform/events/inbox';
import { openStore } from '../../../platform/store/open';
import { writeBai2 } from '../../../sandbox/bank/bai2';
import { accord, startTrialHub, tableOf, type TrialHub } from '../import/command-line';

jest.setTimeout(240_000);

let folder: string;
const at = (name: string): string => join(folder, name);
const put = (name: string, content: string | Uint8Array): Promise<void> => writeFile(at(name), content);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accord-import-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const bundle = (id: string, ...more: object[]): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { fullUrl: `urn:uuid:pat-${id}`, resource: { resourceType: 'Patient', name: [{ family: 'Unmistakeable', given: ['Zebediah'] }], birthDate: '1931-07-13', gender: 'male' } }, // prettier-ignore
      { fullUrl: `urn:uuid:org-${id}`, resource: { resourceType: 'Organization', name: 'A CLINIC', type: [{ coding: [{ code: 'prov' }] }] } }, // prettier-ignore
      { fullUrl: `urn:uuid:enc-${id}`, resource: { resourceType: 'Encounter', status: 'finished', class: { code: 'AMB' }, subject: { reference: `urn:uuid:pat-${id}` }, serviceProvider: { reference: `urn:uuid:org-${id}` }, period: { start: '2026-01-02' } } }, // prettier-ignore
      { fullUrl: `urn:uuid:clm-${id}`, resource: claim(id, { total: { value: 129.16, currency: 'USD' } }) },
      ...more.map((resource) => ({ resource })),
    ],
  });

const claim = (id: string, more: object): object => ({
  resourceType: 'Claim',
  ...{ status: 'active', use: 'claim', created: '2026-01-02', billablePeriod: { start: '2026-01-02' } },
  patient: { reference: `Patient/pat-${id}` },
  provider: { reference: `Organization/org-${id}` },
  insurance: [{ sequence: 1, focal: true, coverage: { display: 'NO_INSURANCE' } }],
  item: [{ sequence: 1, encounter: [{ reference: `Encounter/enc-${id}` }] }],
  ...more,
});

const isa = `ISA*00*          *00*          *ZZ*PAYER          *ZZ*HOSPITAL       *260105*0930*^*00501*000000001*0*P*:~`;
const interchange = (group: string, sets: string): string => `${isa}${group}~${sets}GE*1*1~IEA*1*000000001~`;
const PAID = 'CLP*UNKNOWN-1*1*100*60**12*P1*11*1~NM1*QC*1*UNMISTAKEABLE*ZEBEDIAH~CAS*CO*45*40~CLP*UNKNOWN-2*2*50*0**12*P2*11*1~CAS*CO*29*50~'; // prettier-ignore
const remittance = interchange(
  'GS*HP*PAYER*HOSPITAL*20260105*0930*1*X*005010X221A1',
  `ST*835*0001~BPR*I*60*C*ACH*CCP*01*021000021*DA*1*1512345678**01*031000503*DA*9*20260105~TRN*1*EFT77*1512345678~N1*PR*A PLAN~N1*PE*A CLINIC*XX*1234567893~LX*1~${PAID}SE*12*0001~`, // prettier-ignore
);
const purchaseOrder = interchange('GS*PO*A*B*20260105*0930*1*X*004010', 'ST*850*0001~BEG*00*SA*UNMISTAKEABLE~SE*3*0001~'); // prettier-ignore

describe('import into a running hub', () => {
  let hub: TrialHub;
  beforeAll(async () => {
    hub = await startTrialHub(at('running'));
  });
  afterAll(() => hub.stop());

  /** The raw text of a message that was set aside, wherever it is kept. */
  async function rawOf(messageId: string): Promise<string | undefined> {
    const store = await openStore(`file:${hub.data}/accord.db`);
    try {
      for (const name of ['hub', 'payer', 'payments', 'ehr']) {
        const message = await (await createInbox({ store, name, clock: systemClock })).get(messageId);
        if (message) return message.raw;
      }
      return undefined;
    } finally {
      await store.close();
    }
  }

  interface Case {
    readonly reason: string;
    readonly messageId: string;
  }
  const cases = async (): Promise<readonly Case[]> =>
    (await hub.ask('{ exceptionCases(first: 200, kind: UNREADABLE_MESSAGE) { nodes { reason messageId } } }'))
      .exceptionCases.nodes; // prettier-ignore

  const BAD: readonly (readonly [name: string, content: string | Uint8Array, said: RegExp])[] = [
    ['broken.json', bundle('broken').slice(0, -40), /FHIR R4: broken JSON, the file ends early or is damaged; ask/],
    ['no-bundle.json', '{"family": "Unmistakeable"}', /FHIR R4: the JSON is not a FHIR R4 Bundle; see what it is/],
    [
      'lone.json',
      '{"resourceType":"Patient","id":"x"}',
      /FHIR R4: a FHIR R4 Patient stands alone; put it into a Bundle/,
    ],
    ['answer.json', '{"resourceType":"Bundle","type":"batch-response","entry":[]}', /FHIR R4: a batch-response is a server's answer/], // prettier-ignore
    [
      'truncated.835',
      remittance.slice(0, remittance.indexOf('CAS*CO*29')),
      /X12: the X12 835 is cut off before its SE/,
    ],
    ['in-isa.835', remittance.slice(0, 70), /X12: .*; ask the sender for the whole file/],
    ['order.850', purchaseOrder, /X12: X12 set 850 is not one the hub knows/],
    ['empty.835', '', /not readable: the file is empty; ask the sender for it again/],
    ['photo.json', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46]), /not readable: a binary file; only/],
    ['admit.hl7', 'MSH|^~\\&|ADT1|GOOD|||20260105||ADT^A01|1|P|2.5\rPID|||1||UNMISTAKEABLE^ZEBEDIAH', /HL7 v2: HL7 v2 messages are not taken in from files; send/], // prettier-ignore
    ['letter.txt', 'Dear Mr Unmistakeable', /not readable: neither a FHIR R4 bundle.*ask the sender what it is/],
    ['bundle.xml', '<Bundle xmlns="http://hl7.org/fhir"/>', /not readable: XML is not read; export the same as/],
    ['cut.bai', '01,121,ACCORD,260106,0600,1,80,,2/\n02,ACCORD,121,1,260106,0600,USD,2/\n', /BAI2: a BAI2 file must end with a 99/], // prettier-ignore
    ['event.json', '{"object":"event","id":"evt_bad","type":"x","created":1,"data":{"object":{"object":"refund","id":"Unmistakeable"}}}', /Stripe event: /], // prettier-ignore
  ];

  it('sets every bad file aside with a sentence, keeps it, raises it once, and takes the good ones in', async () => {
    const noId = { resourceType: 'Patient', name: [{ family: 'Unmistakeable' }] };
    await mkdir(at('mixed'));
    for (const [name, content] of BAD) await put(`mixed/${name}`, content);
    await put('mixed/good.json', bundle('good', noId, claim('good', { id: 'no-total' })));
    await put('mixed/good.835', remittance);
    const before = (await cases()).length;

    const first = await hub.import([at('mixed')]);
    expect(first.code).toBe(0);
    for (const [name, , said] of BAD) {
      const line = first.stdout.split('\n').findIndex((text) => said.test(text));
      expect([name, line > 0]).toEqual([name, true]);
      expect(first.stdout).toContain(`mixed/${name}`);
    }
    expect(first.stdout).toMatch(/FHIR R4: a FHIR R4 Patient has no usable id.*\n.*good\.json, entry 5/);
    expect(first.stdout).toMatch(/FHIR R4: .*Claim\.total.*\n.*good\.json, Claim\/no-total@1/);
    const table = tableOf(first.stdout);
    expect(table['FHIR R4']).toEqual([5, 10, 4, 0, 6]);
    expect(table['X12']).toEqual([4, 4, 1, 0, 3]);
    expect(table['all']).toEqual([BAD.length + 2, BAD.length + 7, 5, 0, BAD.length + 2]);

    const raised = (await cases()).slice(0, (await cases()).length - before);
    expect(raised).toHaveLength(BAD.length + 2);
    const kept = await Promise.all(raised.map(({ messageId }) => rawOf(messageId)));
    for (const [name, content] of BAD) {
      const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
      const same = (raw: string | undefined): boolean =>
        raw === text || (/85\.?|835|850/.test(name) && raw?.replaceAll('\n', '') === text) || (name === 'event.json' && raw?.includes('evt_bad') === true); // prettier-ignore
      expect([name, kept.some(same)]).toEqual([name, true]);
    }
    expect(kept).toContain(JSON.stringify(noId));

    const second = await hub.import([at('mixed')]);
    expect(second.code).toBe(0);
    expect(tableOf(second.stdout)['all']).toEqual([BAD.length + 2, BAD.length + 7, 0, 5, BAD.length + 2]);
    expect(await cases()).toHaveLength(before + BAD.length + 2);

    const { patient } = await hub.ask('{ patient(id: "pat-good") { name { family } encounters(first: 5) { totalCount } } }'); // prettier-ignore
    expect(patient).toEqual({ name: { family: 'Unmistakeable' }, encounters: { totalCount: 1 } });
    const { claim: found } = await hub.ask('{ claim(id: "clm-good") { billedAmount { minorUnits } account { balance { minorUnits } } } }'); // prettier-ignore
    expect(found).toEqual({ billedAmount: { minorUnits: 12_916 }, account: { balance: { minorUnits: 12_916 } } });
    const { unidentifiedCash } = await hub.ask('{ unidentifiedCash(first: 50) { heldAmount { minorUnits } nodes { claimSubmittedId amount { minorUnits } } } }'); // prettier-ignore
    expect(unidentifiedCash).toEqual({
      heldAmount: { minorUnits: 6_000 },
      nodes: [
        { claimSubmittedId: 'UNKNOWN-1', amount: { minorUnits: 6_000 } },
        { claimSubmittedId: 'UNKNOWN-2', amount: { minorUnits: 0 } },
      ],
    });
    expect((await hub.ask('{ trialBalance { totalAmount { minorUnits } } }', 'finance')).trialBalance.totalAmount.minorUnits).toBe(0); // prettier-ignore
  });

  it('takes Stripe events and bank files in', async () => {
    const intent = { object: 'payment_intent', id: 'pi_import', amount: 2_500, amount_received: 2_500, currency: 'usd', status: 'succeeded', created: 1_767_600_000, metadata: {}, latest_charge: null }; // prettier-ignore
    const event = { id: 'evt_import', object: 'event', type: 'payment_intent.succeeded', created: 1_767_600_000, data: { object: intent } }; // prettier-ignore
    await mkdir(at('money'));
    await put('money/event.json', JSON.stringify(event));
    await put('money/events.json', JSON.stringify({ object: 'list', data: [event] }));
    const day = { day: calendarDate('2026-01-06'), senderId: '099000017', receiverId: 'LE-LAKEVIEW', accountNumber: '4990000101', currency: 'USD', fileNumber: 1, openingBalance: 0 }; // prettier-ignore
    await put('money/bank.txt', writeBai2({ ...day, credits: [{ amount: 2_550, bankReference: 'B1', customerReference: 'T1', text: ['ACH CREDIT'] }] })); // prettier-ignore
    const { code, stdout } = await hub.import([at('money')]);
    expect(code).toBe(0);
    expect(tableOf(stdout)).toMatchObject({ 'Stripe event': [2, 2, 1, 1, 0], BAI2: [1, 1, 1, 0, 0] });
    const { payment } = await hub.ask('{ payment(id: "pi_import") { status amount { minorUnits } } }');
    expect(payment).toEqual({ status: 'SUCCEEDED', amount: { minorUnits: 2_500 } });
    const { bankDeposits } = await hub.ask('{ bankDeposits(first: 10) { nodes { amount { minorUnits } } } }', 'finance'); // prettier-ignore
    expect(bankDeposits.nodes).toContainEqual({ amount: { minorUnits: 2_550 } });
  });

  it('names a path that is not there, and takes nothing in', async () => {
    const { code, stdout, stderr } = await hub.import([at('mixed'), at('nowhere')]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(`accord: there is no file or folder ${at('nowhere')}; check the path\n`);
  });

  it('stops at an expired token before anything is taken in, and says what to do', async () => {
    await put('late.json', bundle('late'));
    const issuer = await createDevelopmentIssuer({ folder: hub.data });
    const expired = await issuer.issue({ role: 'operator', ttlSeconds: 60, now: instantOf(Date.now() - 3_600_000) });
    const { code, stderr } = await hub.import([at('late.json')], { ACCORD_TOKEN: expired });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^accord: the hub refuses: the token has expired; set ACCORD_TOKEN to a new one that holds operator:write/); // prettier-ignore
    await expect(hub.ask('{ patient(id: "pat-late") { id } }')).rejects.toThrow('NOT_FOUND');
    const billing = await issuer.issue({ role: 'billing', facilityIds: ['*'], now: systemClock() });
    expect((await hub.import([at('late.json')], { ACCORD_TOKEN: billing })).stderr).toMatch(/the token does not hold operator:write/); // prettier-ignore
  });

  const asOneself = process.getuid?.() === 0 ? it.skip : it;
  asOneself('takes the others in when a file may not be read, says so, and ends with 1', async () => {
    await mkdir(at('locked'));
    await put('locked/a.835', remittance);
    await put('locked/b.835', remittance);
    await chmod(at('locked/a.835'), 0o000);
    const { code, stdout } = await hub.import([at('locked')]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/not taken in:\n.*a\.835: you may not read it \(EACCES\); give yourself read permission/);
    expect(tableOf(stdout)['X12']).toEqual([1, 1, 0, 1, 0]);
  });

  it('takes everything in while another system is away, and says that posting goes on later', async () => {
    const faults = (knobs: object) =>
      fetch(`${hub.url}/sandbox/faults/erp`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(knobs) }); // prettier-ignore
    await put('outage.json', bundle('outage'));
    await faults({ outage: true });
    const { code, stdout, stderr } = await hub.import([at('outage.json')]).finally(() => faults({ outage: false }));
    expect(code).toBe(0);
    expect(tableOf(stdout)['FHIR R4']).toEqual([1, 4, 4, 0, 0]);
    expect(stderr).toMatch(/everything is taken in and kept; posting goes on by itself once it can: erp-sandbox/);
    const { claim: found } = await hub.ask('{ claim(id: "clm-outage") { account { balance { minorUnits } } } }');
    expect(found.account.balance.minorUnits).toBe(12_916);
  });

  it('leaves no name of a patient or a file in the hub’s log, and the hub lives on', async () => {
    const log = hub.log();
    expect(log.length).toBeGreaterThan(1_000);
    expect(log).not.toMatch(/unmistakeable|zebediah|1931-07-13/i);
    expect(log).not.toMatch(/broken\.json|good\.835|admit\.hl7|mixed/);
    expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200);
  });
});

describe('import while no hub runs', () => {
  it('starts its own on a free port, stops it, and leaves nothing behind but what it took in', async () => {
    await put('own.json', bundle('own'));
    const data = at('own');
    const first = await accord(['import', at('own.json'), '--data', data]);
    expect([first.code, tableOf(first.stdout)['FHIR R4']]).toEqual([0, [1, 4, 4, 0, 0]]);
    expect(existsSync(join(data, 'hub.json'))).toBe(false);
    const second = await accord(['import', at('own.json'), '--data', data]);
    expect([second.code, tableOf(second.stdout)['FHIR R4']]).toEqual([0, [1, 4, 0, 4, 0]]);
  });

  it('says where it looked when the hub that the data folder tells of does not answer', async () => {
    const data = at('deaf');
    await mkdir(data);
    await writeFile(join(data, 'hub.json'), JSON.stringify({ pid: process.pid, url: 'http://127.0.0.1:9', sandbox: null })); // prettier-ignore
    await put('x.835', remittance);
    const { code, stderr } = await accord(['import', at('x.835'), '--data', data]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^accord: the hub does not answer at http:\/\/127\.0\.0\.1:9; see whether it runs/);
  });

  it('has nothing to do in a folder without files', async () => {
    await mkdir(at('void'));
    const { code, stderr } = await accord(['import', at('void'), '--data', at('none')]);
    expect([code, stderr]).toEqual([1, `accord: there is no file to take in below ${at('void')}; check the path\n`]);
  });
});

describe('import towards an EHR that is not the sandbox', () => {
  let server: Server;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${(request.url ?? '').split('?')[0]}`);
      const isCapability = request.url?.endsWith('/metadata');
      const answer = isCapability
        ? { resourceType: 'CapabilityStatement', software: { name: 'Some Hospital EHR' } }
        : { resourceType: 'Bundle', type: 'searchset', total: 0, entry: [] };
      response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(answer));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('refuses bundles before anything is taken in; X12 alone goes in', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
    const variables = { ACCORD_EHR_URL: url, ACCORD_EHR_TOKEN: 'secret' };
    await mkdir(at('both'));
    await put('both/a.835', remittance);
    await put('both/b.json', bundle('foreign'));
    const refused = await accord(['import', at('both'), '--data', at('foreign')], variables);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/accord: FHIR bundles are imported into the sandbox EHR only, and the EHR of this hub is another; start/); // prettier-ignore
    expect(refused.stdout).toBe('');
    expect(asked.filter((line) => !line.startsWith('GET '))).toEqual([]);
    expect(asked).toContain('GET /fhir/metadata');
    const alone = await accord(['import', at('both/a.835'), '--data', at('foreign')], variables);
    expect([alone.code, tableOf(alone.stdout)['X12']]).toEqual([0, [1, 1, 1, 0, 0]]);
    expect(await readdir(at('foreign'))).not.toContain('sandbox');
  });
});
