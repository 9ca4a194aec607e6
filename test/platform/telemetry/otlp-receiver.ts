import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A span as it came by OTLP over HTTP in JSON (opentelemetry-proto, trace/v1). */
export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Absent at the root of a trace. */
  readonly parentSpanId?: string;
  /** 1 internal, 2 server, 3 client. */
  readonly kind: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Code 2: at fault. */
  readonly status: object;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  /** Name of the process that it came from. */
  readonly service: string;
}

/** A collector of traces. */
export interface OtlpReceiver {
  /** Base URL, as `OTEL_EXPORTER_OTLP_ENDPOINT` has it. */
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** Every byte that came, heads of requests included. */
  readonly bytes: () => string;
  /** How many requests came. */
  readonly requests: () => number;
  /** Waits for so many spans of such names. */
  until(count: number, name?: RegExp): Promise<readonly ReceivedSpan[]>;
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage) => number | Promise<number>;

/** Receives at a free port; `answer` tells with which status, once it resolves. */
export async function receiveOtlp(answer: Answer = () => 200): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const texts: string[] = [];
  const server = createServer((request, response) => {
    const take = async (): Promise<void> => {
      const text = (await buffer(request)).toString();
      texts.push(`${request.url}\n${request.rawHeaders.join('\n')}\n${text}`);
      const status = await answer(request);
      if (status === 200 && request.url === '/v1/traces') spans.push(...spansIn(JSON.parse(text)));
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    };
    take().catch(() => response.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    bytes: () => texts.join('\n'),
    requests: () => texts.length,
    async until(count, name = /^/) {
      const found = () => spans.filter((span) => name.test(span.name));
      for (let tries = 0; tries < 400 && found().length < count; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      if (found().length < count) throw new Error(`of ${count} spans ${name.source} came ${found().length}: ${spans.map((span) => span.name).join()}`); // prettier-ignore
      return found();
    },
    async close() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

interface Value {
  readonly stringValue?: string;
  readonly intValue?: number;
  readonly arrayValue?: { readonly values: readonly Value[] };
}
type Attributes = readonly { readonly key: string; readonly value: Value }[];
type Sent = Omit<ReceivedSpan, 'attributes' | 'service'> & { readonly attributes: Attributes };
interface Body {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Attributes };
    readonly scopeSpans: readonly { readonly spans: readonly Sent[] }[];
  }[];
}

const spansIn = ({ resourceSpans }: Body): readonly ReceivedSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        ...span,
        attributes: recordOf(span.attributes),
        service: String(recordOf(resource.attributes)['service.name']),
      })),
    ),
  );

const recordOf = (attributes: Attributes): Readonly<Record<string, unknown>> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value)]));

const plain = ({ stringValue, intValue, arrayValue }: Value): unknown =>
  stringValue ?? intValue ?? arrayValue?.values.map(plain);
