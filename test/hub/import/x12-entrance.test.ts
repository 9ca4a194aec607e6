import { createReadStream, readFileSync } from 'node:fs';
import type { UnreadableMessage } from '../../../hub/import/message-report';
import { takeX12Stream } from '../../../hub/import/x12-entrance';
import { HubError } from '../../../platform/domain/errors';
import { messagesIn } from '../../../subgraphs/payer/x12/messages';
import { describeFilesOfOthers, filesOfOthers } from '../../platform/x12/files-of-others';

/** The hub's side: what was given, told by the payer's own reader. */
function entrance() {
  const given: string[] = [];
  const kept: UnreadableMessage[] = [];
  return {
    given,
    kept,
    keys: () => given.flatMap((text) => [...messagesIn(text)].map(({ key }) => key)),
    async giveX12(body: string | Uint8Array) {
      given.push(String(body));
      const messages = [...messagesIn(String(body))];
      const bad = messages.filter(({ payload }) => payload instanceof HubError);
      const setAside = bad.map(({ kind, payload }) => ({
        kind,
        reason: (payload as HubError).message,
        messageId: 'm',
      }));
      return { messages: messages.length, accepted: messages.length - bad.length, repeated: 0, setAside, findings: [] };
    },
    async setAside(message: UnreadableMessage) {
      kept.push(message);
      return { kind: message.kind, reason: message.reason, messageId: 'kept' };
    },
  };
}

async function* chunksOf(text: string, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const isa = (control: string): string =>
  `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*0930*^*00501*${control}*0*P*:~`;
const set = (code: string, control = '0001'): string => `ST*${code}*${control}~BHT*0022*13*X~SE*3*${control}~`;
const interchange = (sets: string, control = '000000001', count = 1): string =>
  `${isa(control)}GS*HB*A*B*20260105*0930*1*X*005010X279A1~${sets}GE*${count}*1~IEA*1*${control}~`;

describe('takeX12Stream', () => {
  it('gives each set in as an interchange of its own, however the chunks are cut', async () => {
    const hub = entrance();
    const report = await takeX12Stream(chunksOf(interchange(set('271') + set('271', '0002'), '000000001', 2)), hub);
    expect(report).toEqual({ messages: 2, accepted: 2, repeated: 0, setAside: [], findings: [] });
    expect(hub.given).toHaveLength(1);
    expect(hub.kept).toEqual([]);
  });

  it('gives some at a time, so that memory is bounded by the largest set', async () => {
    const hub = entrance();
    const long = `ST*271*0001~${'EB*1*FAM*30**PLAN~'.repeat(20_000)}SE*20002*0001~`;
    const texts = async function* () {
      for (let number = 0; number < 10; number += 1) yield Buffer.from(interchange(long, `00000000${number}`));
    };
    const report = await takeX12Stream(texts(), hub);
    expect(report.accepted).toBe(10);
    expect(hub.given.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...hub.given.map((text) => text.length))).toBeLessThan(1_500_000);
  });

  it('gives a set that was cut off alone, and it is set aside; what stands around it goes in', async () => {
    const hub = entrance();
    const cut = `${isa('000000002')}GS*HP*A*B*20260105*0930*2*X*005010X221A1~ST*835*0001~BPR*I*100*C*ACH~CLP*1*1*10`;
    const report = await takeX12Stream(chunksOf(interchange(set('271')) + cut), hub);
    expect(report).toMatchObject({ messages: 2, accepted: 1 });
    expect(report.setAside.map(({ reason }) => reason)).toEqual(['the X12 835 is cut off before its SE segment']);
    expect(hub.given).toHaveLength(2);
    expect(hub.given[1]).toContain('CLP*1*1*10');
  });

  it('sets a set that nobody knows aside', async () => {
    const report = await takeX12Stream(chunksOf(interchange(set('850'))), entrance());
    expect(report.setAside).toEqual([{ kind: 'X12 850', reason: 'X12 set 850 is not one the hub knows', messageId: 'm' }]); // prettier-ignore
  });

  it.each([
    ['cut off within its ISA', 'ISA*00*          *00*   ', /ask the sender for the whole file/],
    [
      'without a transaction set',
      `${isa('000000001')}IEA*0*000000001~`,
      /^no transaction set \(ST to SE\) is in it; ask/,
    ],
    ['cut off before its first set', `${isa('000000001')}GS*HP*A*B*20260105~`, /^no transaction set/],
    ['that is none', 'ISA|and|so|on', /ask the sender/],
  ])('keeps a file %s', async (_name, text, reason) => {
    const hub = entrance();
    const report = await takeX12Stream(chunksOf(text), hub);
    expect(hub.kept).toEqual([{ kind: 'X12', reason: expect.stringMatching(reason), raw: text }]);
    expect(report).toMatchObject({ messages: 1, accepted: 0, setAside: [{ messageId: 'kept' }] });
  });

  it.each([
    ['text that is no X12', ' ALSO HERE: a letter to the patient', /text that is not X12/],
    ['a second ISA that is cut off', isa('000000002').slice(0, 60), /ended within an ISA/],
  ])('keeps a file with %s after its interchange, which goes in', async (_name, tail, reason) => {
    const hub = entrance();
    const text = interchange(set('271')) + tail;
    const report = await takeX12Stream(chunksOf(text), hub);
    expect(report).toMatchObject({ messages: 2, accepted: 1, setAside: [{ reason: expect.stringMatching(reason) }] });
    expect(hub.kept[0]?.raw).toBe(text);
  });

  it('notes what is wrong with envelopes, and takes their sets in', async () => {
    const text = interchange(set('271'), '000000001', 5).replace(/IEA.*$/, '');
    const report = await takeX12Stream(chunksOf(text), entrance());
    expect(report).toMatchObject({ accepted: 1, setAside: [] });
    expect(report.findings).toEqual(['no IEA before the end of the text', 'GE01 declares another number of transaction sets than the 1 there are']); // prettier-ignore
  });

  it('refuses an empty body', async () => {
    await expect(takeX12Stream(chunksOf(''), entrance())).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describeFilesOfOthers('X12 files written by others, as streams', () => {
  it('give the same messages as when they are read as a whole', async () => {
    for (const { path } of filesOfOthers) {
      const hub = entrance();
      await takeX12Stream(createReadStream(path, { highWaterMark: 1_000 }), hub);
      expect(hub.kept).toEqual([]);
      const whole = [...messagesIn(readFileSync(path, 'utf8'))].map(({ key }) => key);
      expect(hub.keys()).toEqual(whole);
    }
  });
});
