import type { GivenMessages } from './message-report';

/** A call of one of the hub's entrances for given messages, as plain data: so it goes from thread to thread. */
export type GivenRequest = {
  [Method in keyof GivenMessages]: { readonly method: Method; readonly argument: Parameters<GivenMessages[Method]>[0] };
}[keyof GivenMessages];

/** The entrances as seen from another thread. */
export function relayGivenMessages(ask: (request: GivenRequest) => Promise<unknown>): GivenMessages {
  const relay =
    <Method extends keyof GivenMessages>(method: Method) =>
    (argument?: unknown) =>
      ask({ method, argument } as GivenRequest) as ReturnType<GivenMessages[Method]>;
  return {
    giveX12: relay('giveX12'),
    giveStripeEvents: relay('giveStripeEvents'),
    giveBankFile: relay('giveBankFile'),
    setAside: relay('setAside'),
    ehrRemainder: relay('ehrRemainder'),
  };
}

/** Does what a request asks. */
export function answerGivenRequest(given: GivenMessages, request: GivenRequest): Promise<unknown> {
  switch (request.method) {
    case 'giveX12':
      return given.giveX12(request.argument);
    case 'giveStripeEvents':
      return given.giveStripeEvents(request.argument);
    case 'giveBankFile':
      return given.giveBankFile(request.argument);
    case 'setAside':
      return given.setAside(request.argument);
    case 'ehrRemainder':
      return given.ehrRemainder();
    default:
      return request satisfies never;
  }
}
