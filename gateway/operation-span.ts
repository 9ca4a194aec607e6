import { statusOf } from '../platform/http/status-of';
import type { Attributes, Span, Tracing } from '../platform/telemetry/span';
import { traceparentOf } from '../platform/telemetry/traceparent';
import { doorOf } from './doors';
import type { Observation } from './metrics';
import { operationSignature } from './operation-signature';
import type { Caller, Prepared } from './preparation';

/** Where an operation stands in a trace. */
export type TracePlace = Pick<Caller, 'traceparent' | 'span'>;

/** Whose operation it is. */
type Asker = Pick<Caller, 'correlationId' | 'contract'>;

/** Begins an operation's span in the client's trace; where no traces are recorded, that trace only goes on. */
export function beginOperation(tracing: Tracing | undefined, given: unknown, asker: Asker): TracePlace {
  if (!tracing) return { traceparent: traceparentOf(given) };
  const span = tracing.begin('unknown', { traceparent: given, attributes: askedBy(asker) });
  return { traceparent: span.traceparent, span };
}

/** A pushed event is answered in a trace of its own, linked to that of its subscription, which may last for days. */
export function beginEvent(prepared: Prepared): TracePlace {
  const { caller } = prepared;
  if (!caller.span) return caller;
  const span = caller.span.follow('subscription', { ...askedBy(caller), ...shapeOf(prepared) });
  return { traceparent: span.traceparent, span };
}

/** Tells what is asked, once that is known. */
export function tellOperation(prepared: Prepared): void {
  prepared.caller.span?.tell(shapeOf(prepared));
}

/** Ends it with what became of it; over HTTP with the status, too. */
export function endOperation(
  span: Span | undefined,
  { transport, type, codes, refused }: Omit<Observation, 'seconds'>,
  status: number | null = null,
): void {
  if (!span) return;
  span.end({
    name: type,
    isFault: codes.some((code) => statusOf(code) >= 500),
    attributes: {
      'graphql.operation.type': type,
      'accord.transport': transport,
      'accord.codes': codes.length === 0 ? ['OK'] : [...new Set(codes)],
      'accord.refused_fields': refused,
      ...(status === null ? {} : { 'http.response.status_code': status }),
    },
  });
}

const askedBy = ({ correlationId, contract }: Asker): Attributes => ({
  'accord.correlation_id': correlationId,
  'accord.contract': doorOf(contract),
});

const shapeOf = ({ document, operationName }: Prepared): Attributes => ({
  'accord.operation.hash': operationSignature(document, operationName),
});
