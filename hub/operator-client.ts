import { HubError } from '../platform/domain/errors';

/** What the hub tells of X12 or other raw messages given to it. */
export interface MessageReport {
  readonly messages: number;
  readonly accepted: number;
  readonly repeated: number;
  readonly setAside: readonly { readonly reason: string }[];
}

/** An operator's hold on a running hub, by HTTP. */
export interface OperatorClient {
  /** Gives an X12 file in by the payer's entrance. */
  giveX12(body: Uint8Array): Promise<MessageReport>;
  /** Gives in what cannot be read: kept raw, and raised as an exception case. */
  setAside(message: { readonly kind: string; readonly reason: string; readonly raw: string }): Promise<void>;
  /** Pulls from every outside system and resolves once all that was taken in has reached the ledger and the views. */
  drain(): Promise<void>;
}

/** Talks to `url` with a token that holds `operator:write`. Throws the hub's own error by its code and words. */
export function createOperatorClient({ url, token }: { readonly url: string; readonly token: string }): OperatorClient {
  const post = async (path: string, contentType: string, body: string | Uint8Array): Promise<unknown> => {
    const response = await send(`${url}/operator${path}`, { contentType, body, token });
    if (response.ok) return response.json();
    const { code, message } = (await response.json().catch(() => ({}))) as { code?: string; message?: string };
    throw new HubError(
      'BAD_INPUT',
      message ?? `the hub refused with status ${response.status}${code ? ` (${code})` : ''}`,
    );
  };
  return {
    giveX12: (body) => post('/x12', 'application/edi-x12', body) as Promise<MessageReport>,
    setAside: async (message) => void (await post('/set-aside', 'application/json', JSON.stringify(message))),
    drain: async () => void (await post('/drain', 'application/json', '{}')),
  };
}

async function send(
  url: string,
  { contentType, body, token }: { contentType: string; body: string | Uint8Array; token: string },
) {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': contentType, authorization: `Bearer ${token}` },
      body: typeof body === 'string' ? body : Buffer.from(body),
    });
  } catch (cause) {
    throw new HubError('SOURCE_UNAVAILABLE', `the hub does not answer at ${new URL(url).origin}; is it running?`, {
      cause,
    });
  }
}
