/** HTTP status of an error that ends a request before it runs. What is no code of the hub's is the client's fault. */
export function statusOf(code: unknown): number {
  switch (code) {
    // Clients that persist their queries take this for an answer, upon which they send the text.
    case 'PERSISTED_QUERY_NOT_FOUND':
    case 'PERSISTED_QUERY_NOT_SUPPORTED':
      return 200;
    case 'UNAUTHENTICATED':
      return 401;
    case 'FORBIDDEN':
      return 403;
    case 'NOT_FOUND':
      return 404;
    case 'CONFLICT':
      return 409;
    case 'SOURCE_MALFORMED':
    case 'SOURCE_REJECTED':
      return 422;
    case 'RATE_LIMITED':
      return 429;
    case 'SOURCE_UNAVAILABLE':
      return 503;
    case 'TIMED_OUT':
      return 504;
    case 'INTERNAL':
      return 500;
    default:
      return 400;
  }
}
