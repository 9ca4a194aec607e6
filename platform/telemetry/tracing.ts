import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span as Recording,
  type SpanOptions,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Logger } from './logger';
import type { Attributes, Span, SpanEnd, Tracing } from './span';
import { readTraceparent } from './traceparent';

/** Where spans go, and whose they are. */
export interface TracingOptions {
  /** Where a collector takes traces by OTLP over HTTP, as JSON: `http://127.0.0.1:4318/v1/traces`. */
  readonly url: string;
  /** Name of this process among those of the house; `OTEL_SERVICE_NAME` goes before it. */
  readonly service: string;
  readonly log: Logger;
}

const EXPORT_TIMEOUT = 2_000; // 2 seconds for a batch, tries again included, so that nobody waits longer to leave

/**
 * Records spans and sends them in batches, from a queue of 2,048 beyond which they are lost. The standard variables set
 * sampler, queue, headers and resource (`OTEL_TRACES_SAMPLER`, `OTEL_BSP_…`, `OTEL_EXPORTER_OTLP_HEADERS`,
 * `OTEL_RESOURCE_ATTRIBUTES`). A collector that is away costs the spans and one line of the log.
 */
export function createTracing({ url, service, log }: TracingOptions): Tracing {
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT });
  const ours = resourceFromAttributes({ 'service.namespace': 'accord', 'service.name': service });
  const told = detectResources({ detectors: [envDetector] });
  const provider = new BasicTracerProvider({
    resource: defaultResource().merge(ours).merge(told),
    spanProcessors: [new BatchSpanProcessor(warningOnce(exporter, log))],
  });
  const tracer = provider.getTracer('accord');
  return {
    begin: (name, { traceparent, attributes }) =>
      begun(tracer, name, { kind: SpanKind.SERVER, attributes }, contextOf(traceparent)),
    async stop() {
      await provider.shutdown().catch(() => undefined); // the log has it already
    },
  };
}

function warningOnce(exporter: SpanExporter, log: Logger): SpanExporter {
  let isWarned = false;
  return {
    export(spans, onDone) {
      exporter.export(spans, (result) => {
        const { name, code } = (result.error ?? {}) as { readonly name?: string; readonly code?: string | number };
        if (result.error && !isWarned) {
          log.warn({ why: code ?? name }, 'traces do not reach their collector; this is not said again');
        }
        isWarned ||= result.error !== undefined;
        onDone(result);
      });
    },
    shutdown: () => exporter.shutdown(),
  };
}

const SAMPLED = 1;

/** What a span stands in: the step of another, or nothing. */
function contextOf(traceparent: unknown): Context {
  const parent = readTraceparent(traceparent);
  if (!parent) return ROOT_CONTEXT;
  const { traceId, spanId, flags } = parent;
  const traceFlags = Number.parseInt(flags, 16) & SAMPLED;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

function begun(tracer: Tracer, name: string, options: SpanOptions, context: Context): Span {
  const recording = tracer.startSpan(name, options, context);
  return recording.isRecording() ? new RecordedSpan(tracer, recording) : new UnrecordedSpan(traceparentOf(recording));
}

function traceparentOf(recording: Recording): string {
  const { traceId, spanId, traceFlags } = recording.spanContext();
  return `00-${traceId}-${spanId}-0${traceFlags & SAMPLED}`;
}

class RecordedSpan implements Span {
  readonly traceparent: string;
  readonly #tracer: Tracer;
  readonly #recording: Recording;

  constructor(tracer: Tracer, recording: Recording) {
    this.traceparent = traceparentOf(recording);
    this.#tracer = tracer;
    this.#recording = recording;
  }

  step(name: string, attributes: Attributes): Span {
    return this.#within(name, { kind: SpanKind.INTERNAL, attributes });
  }

  call(name: string, attributes: Attributes): Span {
    return this.#within(name, { kind: SpanKind.CLIENT, attributes });
  }

  follow(name: string, attributes: Attributes): Span {
    const links = [{ context: this.#recording.spanContext() }];
    return begun(this.#tracer, name, { kind: SpanKind.INTERNAL, attributes, links }, ROOT_CONTEXT);
  }

  tell(attributes: Attributes): void {
    this.#recording.setAttributes(attributes);
  }

  end({ name, attributes, isFault = false }: SpanEnd = {}): void {
    if (name !== undefined) this.#recording.updateName(name);
    if (attributes) this.#recording.setAttributes(attributes);
    // Without a message: what a system says of its failure may be about somebody.
    if (isFault) this.#recording.setStatus({ code: SpanStatusCode.ERROR });
    this.#recording.end();
  }

  #within(name: string, options: SpanOptions): Span {
    return begun(this.#tracer, name, options, trace.setSpan(ROOT_CONTEXT, this.#recording));
  }
}

/** Of a trace that nobody records: all that comes of it is told so by the same traceparent. */
class UnrecordedSpan implements Span {
  constructor(readonly traceparent: string) {}

  step(): Span {
    return this;
  }

  call(): Span {
    return this;
  }

  follow(): Span {
    return this;
  }

  tell(): void {}

  end(): void {}
}
