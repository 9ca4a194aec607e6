import type { GivenRequest } from './import/given-request';
import type { Outside } from './outside';

/** What the worker thread is started with; plain data. */
export interface WorkerStart {
  readonly storeAddress: string;
  readonly outside: Outside;
  readonly legalEntityId: string;
  readonly booksOpenFrom: string;
  readonly logLevel: string;
}

/** What the main thread asks of the worker. */
export type WorkerAction =
  /** Answered once the work goes on, or with why it cannot. */
  | { readonly type: 'READY' }
  | { readonly type: 'DRAIN' }
  | { readonly type: 'GIVEN'; readonly request: GivenRequest }
  | { readonly type: 'STOP' };

export interface WorkerRequest {
  readonly id: number;
  readonly action: WorkerAction;
}

export type WorkerAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { readonly code: string; readonly message: string } };
