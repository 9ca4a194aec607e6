import { HubError } from '../../../../platform/domain/errors';
import { messagesIn, rereadMessage } from '../../../../subgraphs/payer/x12/messages';
import { write835 } from '../sample-835';

const WHOLE = write835({ paid: '50', claims: [[['CLP', 'A', '1', '50', '50']]] });

const reasonsOf = (text: string) =>
  [...messagesIn(text)].map(({ payload }) => (payload instanceof HubError ? payload.message : payload.kind));

describe('messagesIn', () => {
  it('gives each transaction set as a message that can be read by itself', () => {
    const messages = [...messagesIn(WHOLE + WHOLE.replaceAll('\n', '\r\n'))];
    expect(messages.map(({ kind }) => kind)).toEqual(['X12 835', 'X12 835']);
    expect(messages[0]).toEqual(messages[1]);
    expect(messages[0]?.raw).toBe(WHOLE);
    expect(messages.map(rereadMessage)).toEqual(messages);
  });

  it('gives what cannot be read with its reason, and what stands beside it as it is', () => {
    const cutOff = WHOLE.slice(0, WHOLE.indexOf('CLP*A') + 6);
    expect(reasonsOf(cutOff + WHOLE)).toEqual(['the X12 835 is cut off before its SE segment', 'REMITTANCE']);
    expect(reasonsOf(WHOLE.replace('ST*835', 'ST*834'))).toEqual(['X12 set 834 is not one the hub knows']);
    expect(reasonsOf('Dear customer')).toEqual(['the text does not begin with ISA: this is not X12']);
  });

  it('keeps a cut-off set as it came, and reads it as cut off again', () => {
    const [message] = [...messagesIn(WHOLE.slice(0, WHOLE.indexOf('CLP*A') + 6))];
    expect(message?.raw.endsWith('LX*1~\nCLP*A*')).toBe(true);
    expect(message && rereadMessage(message)).toEqual(message);
  });

  it('says of a set without a code that it has none', () => {
    expect(reasonsOf(WHOLE.replace('ST*835', 'ST*PATIENT NAME'))).toEqual([
      'X12 set without a code is not one the hub knows',
    ]);
  });
});
