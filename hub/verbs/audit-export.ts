import { once } from 'node:events';
import { HubError } from '../../platform/domain/errors';
import { instant } from '../../platform/domain/instant';
import type { Environment } from '../environment';
import { answerTo, AUDITING } from '../hub-request';
import { calledHub } from '../verb-access';

export interface AuditExportOptions {
  readonly patient: string;
  readonly from?: string;
  readonly to?: string;
  readonly disclosures?: boolean;
  readonly data?: string;
  readonly url?: string;
}

/**
 * Writes who saw what of a patient to standard output, as the running hub's trail has it: one FHIR R4 AuditEvent a line,
 * the oldest first. Needs `audit:read`; that it was asked is itself recorded. Throws BAD_INPUT for a moment or day that
 * cannot be read.
 */
export async function auditExportVerb(environment: Environment, options: AuditExportOptions): Promise<void> {
  const { patient, from, to, disclosures = false, data = environment.dataFolder, url } = options;
  const asked = { patient, from: momentOf('--from', from), to: momentOf('--to', to), disclosures };
  const hub = await calledHub({ ...environment, dataFolder: data }, AUDITING, url);
  const body = JSON.stringify(asked);
  const sent = { method: 'POST', path: '/audit/export', contentType: 'application/json', body } as const;
  for await (const piece of answerTo(hub, sent)) {
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  }
}

/** A moment, or the first moment (UTC) of a day; null for none. */
function momentOf(option: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  try {
    return instant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  } catch {
    const message = `${option} ${text} is neither a day nor a moment; write one such as 2026-01-31 or 2026-01-31T18:00:00Z`;
    throw new HubError('BAD_INPUT', message);
  }
}
