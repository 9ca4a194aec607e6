import { HubError } from '../platform/domain/errors';

/** Statuses of a request that is not one of GraphQL over HTTP, whatever the document in it says. */
export type MalformedStatus = 400 | 405 | 406 | 413 | 415;

/** A request that cannot be read as one, or not as it came: wrong method, media type, size, or parameters. BAD_INPUT. */
export class MalformedRequest extends HubError {
  readonly status: MalformedStatus;

  constructor(message: string, status: MalformedStatus = 400) {
    super('BAD_INPUT', message);
    this.status = status;
  }
}
