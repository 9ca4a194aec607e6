import { createRequire } from 'node:module';
import type { Logger } from '../platform/telemetry/logger';
import type { Tracing } from '../platform/telemetry/span';
import type * as TracingModule from '../platform/telemetry/tracing';
import type { Environment } from './environment';
import type { Teardown } from './teardown';

const load = createRequire(__filename);

/**
 * Records traces where the environment names a collector; else there are none, and what records them is not even
 * loaded. To be opened before all that it traces, so that it is stopped last.
 */
export function openTracing(
  { tracesUrl }: Pick<Environment, 'tracesUrl'>,
  { service, log, teardown }: { readonly service: string; readonly log: Logger; readonly teardown: Teardown },
): Tracing | undefined {
  if (tracesUrl === null) return undefined;
  const { createTracing } = load('../platform/telemetry/tracing') as typeof TracingModule;
  const tracing = createTracing({ url: tracesUrl, service, log });
  teardown.add(() => tracing.stop());
  return tracing;
}
