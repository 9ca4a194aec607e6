import { parentPort } from 'node:worker_threads';
import { composeParts, type Composition, type Part } from './compose-parts';

/** A composition asked of the worker. */
export interface ComposeRequest {
  readonly id: number;
  readonly parts: readonly Part[];
}

/** Its answer; `failure` is the text of a throw, which is a bug of ours or of the composition library. */
export type ComposeAnswer =
  { readonly id: number; readonly composition: Composition } | { readonly id: number; readonly failure: string };

parentPort?.on('message', ({ id, parts }: ComposeRequest) => {
  parentPort?.postMessage(answer(id, parts));
});

function answer(id: number, parts: readonly Part[]): ComposeAnswer {
  try {
    return { id, composition: composeParts(parts) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}
