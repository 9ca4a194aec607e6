import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { json, Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { AuditReader, PatientAuditQuery } from '../platform/access/audit/audit-reader';
import type { AuditContent } from '../platform/access/audit/audit-record';
import type { AuditWriter } from '../platform/access/audit/audit-writer';
import { accountingStart } from '../platform/access/audit/disclosure';
import { toAuditEvent } from '../platform/access/audit/fhir-audit-event';
import type { Viewer } from '../platform/access/viewer';
import { digestOf, newId } from '../platform/domain/ids';
import { bodyFault, callerOf, moment, onlyWith, parsed, refuse, type RouteGuard } from './guarded-routes';

export interface AuditRouteDependencies extends RouteGuard {
  readonly reader: AuditReader;
  readonly writer: AuditWriter;
  /** SHA-256 of the supergraph that is served now. */
  readonly policyVersion: () => string;
}

const LARGEST_BODY = 16 * 1024; // 16 KiB
const FHIR_LINES = 'application/fhir+ndjson';

const asked = z.object({
  patient: z.string().min(1).max(500),
  from: moment.nullish(),
  to: moment.nullish(),
  disclosures: z.boolean().default(false),
});

/**
 * `/audit/export`, for tokens that hold `audit:read`: POST, so that no URL names a patient. Answers with one FHIR R4
 * AuditEvent a line, the oldest first. That it was asked is on record before the first of them leaves.
 */
export function createAuditRoutes(deps: AuditRouteDependencies): Router {
  const routes = Router();
  routes.use(onlyWith('audit:read', deps), json({ limit: LARGEST_BODY }));
  routes.post('/export', (request, response) => void exportTo(request, response, deps));
  routes.use((error: unknown, request: Request, response: Response, _next: () => void) =>
    refuse(deps.log, bodyFault(error, LARGEST_BODY), { request, response }),
  );
  return routes;
}

async function exportTo(request: Request, response: Response, deps: AuditRouteDependencies): Promise<void> {
  try {
    const { patient, from, to, disclosures } = parsed(asked, request.body);
    const start = from ?? (disclosures ? accountingStart(deps.clock()) : null);
    const query = { patientId: patient, from: start, to, disclosuresOnly: disclosures };
    await deps.writer.append([recordOf(query, callerOf(response), deps)]);
    response.setHeader('content-type', FHIR_LINES);
    await pipeline(Readable.from(linesOf(query, deps.reader)), response);
  } catch (error) {
    // Once lines have been sent, only a connection that breaks off says that they are not all.
    refuse(deps.log, error, { request, response });
    if (!response.writableEnded) response.destroy();
  }
}

async function* linesOf(query: PatientAuditQuery, reader: AuditReader): AsyncGenerator<string> {
  for await (const audit of reader.iterate(query)) yield `${JSON.stringify(toAuditEvent(audit))}\n`;
}

/** That the trail itself was read, as the same question to the graph would have it recorded. */
function recordOf(
  { patientId, disclosuresOnly }: PatientAuditQuery,
  { subject, clientId, tokenId, purpose }: Viewer,
  { clock, policyVersion }: AuditRouteDependencies,
): AuditContent {
  const field = disclosuresOnly ? 'Query.accountingOfDisclosures' : 'Query.accessLog';
  return {
    at: clock(),
    correlationId: newId(),
    subgraph: 'catalog',
    viewer: { subject, clientId, tokenId, patientIds: [] },
    purpose,
    reason: null,
    operation: { kind: 'QUERY', nameHash: digestOf('audit export'), documentHash: digestOf('audit export') },
    policyVersion: policyVersion(),
    entities: [patientId],
    types: ['Patient'],
    entityTypes: [0, 1, 0],
    patients: [patientId],
    owners: [0, 1, 0],
    accesses: [{ decision: 'ALLOW', fields: [field], entities: [0, 1, 0] }],
  };
}
