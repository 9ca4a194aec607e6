import type { Response } from 'express';
import type { Refuse } from '../http';

/** What the service calls its refusals: the last part of the problem's `type`. */
export type ProblemKind =
  | 'validation'
  | 'unbalanced'
  | 'period-closed'
  | 'external-id-reused'
  | 'wrong-status'
  | 'not-found'
  | 'precondition-failed'
  | 'precondition-required'
  | 'too-many-requests'
  | 'unauthorized'
  | 'unavailable'
  | 'internal';

/** A refusal that names its reason. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly kind: ProblemKind,
    detail: string,
  ) {
    super(detail);
  }
}

/** Answers with `application/problem+json`. Source: RFC 9457. */
export function sendProblem(response: Response, { status, kind, message }: Problem): void {
  const title = kind.replaceAll('-', ' ');
  const body = { type: `https://erp.sandbox.example/problems/${kind}`, title, status, detail: message };
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
}

/** The refusal that the sandbox's own middleware uses here. */
export const refuseAsProblem: Refuse = (response, status, message) => {
  sendProblem(response, new Problem(status, status === 401 ? 'unauthorized' : 'unavailable', message));
};
