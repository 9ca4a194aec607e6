import { getStatus, isOk, normalizeOperationOutcome } from '@medplum/core';
import type { FhirRequest, FhirRouter } from '@medplum/fhir-router';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import type { SystemFaults } from '../faults';
import { requireBearer, type Refuse } from '../http';
import { createCapabilityStatement } from './capability';
import { resourceTypes } from './definitions';
import type { Bundle, OperationOutcome, Resource } from './fhir-types';
import type { JournaledRepository } from './repository';
import { createRouter } from './router';

/** Where the FHIR service root is, below the system's URL. */
export const FHIR_PATH = '/fhir/R4';

const BODY_LIMIT = '20mb';
const FHIR_JSON = 'application/fhir+json; charset=utf-8';
const JSON_TYPES = ['application/fhir+json', 'application/json', 'application/json+fhir'];

export interface FhirServerOptions {
  readonly repository: JournaledRepository;
  readonly faults: SystemFaults;
  /** The service root as clients see it. */
  readonly baseUrl: () => string;
}

/**
 * The FHIR REST API as an express application. Every answer waits until what it tells of is on disk. Answers to writes
 * carry X-Accord-Received-At: versions with an earlier `lastUpdated` stood there before the request.
 */
export function createFhirServer({ repository, faults, baseUrl }: FhirServerOptions): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  const api = express.Router();
  const types = new Set(resourceTypes());
  api.use((_request, response, next) => {
    response.setHeader('X-Accord-Sandbox', 'true');
    next();
  });
  api.use(faults.middleware(refuse));
  api.get('/metadata', (_request, response) => {
    send(response, 200, createCapabilityStatement(baseUrl(), new Date().toISOString()));
  });
  api.use(requireBearer(undefined, refuse));
  api.use(express.json({ limit: BODY_LIMIT, type: JSON_TYPES }), express.urlencoded({ extended: false }));
  const router = createRouter(repository);
  api.use(async (request, response) => {
    const fault = faultOf(request, types);
    if (fault) return refuse(response, fault.status, fault.message);
    await answer({ request, response, router, repository, faults, baseUrl });
  });
  app.use(FHIR_PATH, api);
  app.use((_request, response) => refuse(response, 404, `the FHIR service is at ${FHIR_PATH}`));
  app.use(failed);
  return app;
}

/** Refuses in FHIR's words. */
const refuse: Refuse = (response, status, message) => {
  const code = REASONS[status] ?? ('invalid' as const);
  const issue = [{ severity: 'error' as const, code, details: { text: message }, diagnostics: message }];
  send(response, status, { resourceType: 'OperationOutcome', issue });
};

const REASONS: Readonly<Record<number, 'login' | 'not-found' | 'too-long' | 'exception' | 'transient'>> = {
  401: 'login',
  404: 'not-found',
  413: 'too-long',
  500: 'exception',
  503: 'transient',
};

/** What is wrong with a request before any resource is looked at; null when nothing is. */
function faultOf(request: Request, types: ReadonlySet<string>): { status: number; message: string } | null {
  const [type = '', id = ''] = request.path.split('/').filter(Boolean);
  if (type !== '' && !types.has(type)) return { status: 404, message: `there is no resource type ${type}` };
  if (request.method !== 'POST' && request.method !== 'PUT') return null;
  const body = request.body as unknown;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { status: 400, message: 'the body must be one FHIR resource as JSON' };
  }
  if (id === '_search') return null;
  const given = body as { resourceType?: unknown; id?: unknown };
  const expected = type === '' ? 'Bundle' : type;
  if (given.resourceType !== expected)
    return { status: 400, message: `the resourceType of the body must be ${expected}` };
  if (request.method === 'PUT' && id !== '' && given.id !== id) {
    return { status: 400, message: `the id of the body must be ${id}, as in the address` };
  }
  return null;
}

interface Call extends FhirServerOptions {
  readonly request: Request;
  readonly response: Response;
  readonly router: FhirRouter;
}

async function answer({ request, response, router, repository, faults, baseUrl }: Call): Promise<void> {
  if (request.method !== 'GET') response.setHeader('X-Accord-Received-At', new Date(repository.mark()).toISOString());
  const stale = request.method === 'DELETE' ? await staleDelete(request, repository) : null;
  const [outcome, resource] = stale ?? (await router.handleRequest(requestOf(request), repository));
  await repository.settled();
  const status = getStatus(outcome);
  if (!isOk(outcome) || !resource) return send(response, status, outcome);
  if (resource.resourceType === 'Bundle' && resource.type !== undefined && resource.meta?.versionId === undefined) {
    return send(response, status, duplicated(resource, faults), faults.shouldMalform());
  }
  describe(response, resource, status === 201 ? baseUrl() : null);
  if (request.method === 'GET' && matches(request.get('if-none-match'), resource))
    return void response.status(304).end();
  if (request.method !== 'GET' && request.get('prefer') === 'return=minimal') return void response.status(status).end();
  send(response, status, resource, request.method === 'GET' && faults.shouldMalform());
}

function requestOf(request: Request): FhirRequest {
  const { method, url, headers } = request;
  return {
    method: method as FhirRequest['method'],
    url,
    pathname: '',
    params: {},
    query: {},
    headers,
    body: request.body as unknown,
  };
}

/** 412 when a deletion names another version than the newest. FHIR R4, section 3.1.0.5. */
async function staleDelete(request: Request, repository: JournaledRepository): Promise<[OperationOutcome] | null> {
  const expected = request.get('if-match');
  const [type = '', id] = request.path.split('/').filter(Boolean);
  if (expected === undefined || id === undefined) return null;
  const current = repository.peek(type as Resource['resourceType'], id);
  if (!current || matches(expected, current)) return null;
  return [{ resourceType: 'OperationOutcome', id: 'precondition-failed', issue: [{ severity: 'error', code: 'processing' }] }]; // prettier-ignore
}

const matches = (header: string | undefined, resource: Resource): boolean =>
  header !== undefined && new RegExp(`^(W/)?"${resource.meta?.versionId}"$`).test(header.trim());

function describe(response: Response, resource: Resource, createdAt: string | null): void {
  const { versionId, lastUpdated } = resource.meta ?? {};
  if (versionId !== undefined) response.setHeader('ETag', `W/"${versionId}"`);
  if (lastUpdated !== undefined) response.setHeader('Last-Modified', new Date(lastUpdated).toUTCString());
  if (createdAt !== null) {
    response.setHeader('Location', `${createdAt}/${resource.resourceType}/${resource.id}/_history/${versionId}`);
  }
}

/** A page that repeats its first entry, when the fault knob says so. */
function duplicated(bundle: Bundle, faults: SystemFaults): Bundle {
  const [first] = bundle.entry ?? [];
  if (bundle.type !== 'searchset' || !first || !faults.shouldDuplicate()) return bundle;
  return { ...bundle, entry: [first, ...(bundle.entry ?? [])] };
}

/** Sends a resource; a malformed one is cut in the middle. */
function send(response: Response, status: number, resource: Resource | OperationOutcome, isMalformed = false): void {
  const text = JSON.stringify(resource);
  response.status(status).setHeader('Content-Type', FHIR_JSON);
  response.end(isMalformed ? text.slice(0, Math.floor(text.length / 2)) : text);
}

/** What express itself refuses, and what nobody foresaw. */
const failed: ErrorRequestHandler = (error: { type?: string; status?: number }, _request, response, next) => {
  if (response.headersSent) return next(error);
  if (error.type === 'entity.parse.failed') return refuse(response, 400, 'the body is not valid JSON');
  if (error.type === 'entity.too.large') return refuse(response, 413, `a body may be at most ${BODY_LIMIT}`);
  if (error.type !== undefined) return refuse(response, error.status ?? 400, 'the body cannot be read');
  const [issue] = normalizeOperationOutcome(error).issue;
  refuse(response, 500, issue?.details?.text ?? 'internal error');
};
