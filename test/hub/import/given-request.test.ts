import { answerGivenRequest, relayGivenMessages } from '../../../hub/import/given-request';
import type { GivenMessages } from '../../../hub/import/message-report';

describe('given messages from thread to thread', () => {
  it('reach the entrance of the same name, with what was given', async () => {
    const calls: unknown[] = [];
    const note =
      (name: string) =>
      async (argument?: unknown): Promise<never> => {
        calls.push([name, argument]);
        return `${name} answered` as never;
      };
    const given: GivenMessages = {
      giveX12: note('giveX12'),
      giveStripeEvents: note('giveStripeEvents'),
      giveBankFile: note('giveBankFile'),
      setAside: note('setAside'),
      ehrRemainder: note('ehrRemainder'),
    };
    const relay = relayGivenMessages((request) => answerGivenRequest(given, structuredClone(request)));
    const unreadable = { kind: 'file', reason: 'why', raw: 'text' };
    expect(await relay.giveX12('ISA')).toBe('giveX12 answered');
    expect(await relay.giveStripeEvents(['{}'])).toBe('giveStripeEvents answered');
    expect(await relay.giveBankFile('01,')).toBe('giveBankFile answered');
    expect(await relay.setAside(unreadable)).toBe('setAside answered');
    expect(await relay.ehrRemainder()).toBe('ehrRemainder answered');
    expect(calls).toEqual([
      ['giveX12', 'ISA'],
      ['giveStripeEvents', ['{}']],
      ['giveBankFile', '01,'],
      ['setAside', unreadable],
      ['ehrRemainder', undefined],
    ]);
  });
});
