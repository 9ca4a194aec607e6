import { z } from 'zod';
import type { HttpClient } from '../../../platform/connect/http-client';
import type { Call, Pulled, Received, SourceCursor } from '../../../platform/connect/port';
import { HubError } from '../../../platform/domain/errors';
import type { DeliveryReceipt, PayerConnector } from '../connector';
import type { ClaimSubmission } from '../facts';
import type { PayerNews } from '../news';
import { writeClaim837P, type TradingPartners } from '../x12/claim-837p';
import { messagesIn, rereadMessage } from '../x12/messages';

const PAGE = 50; // files
const MOST_AT_ONCE = 1_000_000; // characters of messages given at one time, and what the last file of them is over that

/** How the hub and a clearinghouse name themselves when a site says nothing else. */
const DEFAULT_PARTNERS: TradingPartners = {
  submitter: { qualifier: 'ZZ', id: 'ACCORD', name: 'ACCORD', telephone: '555-0100' },
  receiver: { qualifier: 'ZZ', id: 'CLEARINGHOUSE', name: 'CLEARINGHOUSE' },
  isTest: false,
};

const listing = z.object({
  files: z.array(z.object({ id: z.string().min(1) })),
  next: z.string(),
});

const receipt = z.object({ id: z.string().nullish() });

export interface ClearinghouseOptions {
  readonly http: HttpClient;
  readonly partners?: TradingPartners;
}

/**
 * A clearinghouse that exchanges X12 files over HTTPS: `GET /files?after=CURSOR` lists what is new, `GET /files/ID` gives
 * the text, `POST /files` takes an 837 under an Idempotency-Key. One message for each transaction set of a file.
 */
export function createClearinghouse({ http, partners = DEFAULT_PARTNERS }: ClearinghouseOptions): PayerConnector {
  return {
    source: http.source,
    pull: (cursor, call) => pull(http, cursor, call),
    reread: rereadMessage,
    deliver: (submission, call) => deliver(http, partners, { submission, call }),
  };
}

async function* pull(http: HttpClient, cursor: SourceCursor | null, call: Call): AsyncGenerator<Pulled<PayerNews>> {
  for (let after = cursor ?? ''; ;) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(after === '' ? {} : { after }) });
    const page = await http.request({ method: 'GET', path: `/files?${query.toString()}`, call });
    const { files, next } = parsed(http, listing, page.json());
    if (files.length === 0) return;
    let messages: Received<PayerNews>[] = [];
    for (const { id } of files) {
      messages.push(...(await fileMessages(http, id, call)));
      if (lengthOf(messages) < MOST_AT_ONCE) continue;
      // From the same place again, should it end here: what comes twice is known then.
      yield { messages, next: after };
      messages = [];
    }
    yield { messages, next };
    if (next === after) return;
    after = next;
  }
}

const lengthOf = (messages: readonly Received[]): number => messages.reduce((sum, { raw }) => sum + raw.length, 0);

/** A file that is listed but not there is a message that cannot be read: the others must not wait for it. */
async function fileMessages(http: HttpClient, id: string, call: Call): Promise<readonly Received<PayerNews>[]> {
  const path = `/files/${encodeURIComponent(id)}`;
  const answer = await http.request({ method: 'GET', path, call, accept: [404, 410] });
  if (answer.status < 400) return [...messagesIn(answer.text())];
  const { source } = http;
  const payload = new HubError('SOURCE_MALFORMED', `${source} lists a file that it does not have`, { source });
  return [{ key: `file:${id}`, kind: 'X12', raw: '', payload }];
}

interface Delivered {
  readonly submission: ClaimSubmission;
  readonly call: Call & { readonly idempotencyKey: string };
}

async function deliver(
  http: HttpClient,
  partners: TradingPartners,
  { submission, call }: Delivered,
): Promise<DeliveryReceipt> {
  const answer = await http.request({
    method: 'POST',
    path: '/files',
    body: writeClaim837P(submission.claim, partners, submission.submittedAt),
    headers: { 'content-type': 'application/edi-x12', 'idempotency-key': call.idempotencyKey },
    call,
    // The same key and text again is answered as the first time.
    idempotent: true,
    accept: [401, 403],
  });
  if (answer.status >= 400) throw notLetIn(http);
  const { id } = parsed(http, receipt, answer.json());
  return { receiptId: id ?? null };
}

/** The claim is not at fault: it waits until the credentials are right. */
const notLetIn = ({ source }: HttpClient): HubError =>
  new HubError('SOURCE_UNAVAILABLE', `${source} does not accept the hub's credentials`, { source });

function parsed<T>({ source }: HttpClient, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new HubError('SOURCE_MALFORMED', `${source} answered in a form that is not agreed`, { source });
}
