import { isClaimId } from './facts';
import type { RecorderDependencies } from './recorder';

/** Which of these ids are claims known here: by the documents, and for those that lack one yet, by the log itself. */
export async function knownClaims(
  { log, documents }: Pick<RecorderDependencies, 'log' | 'documents'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const possible = [...new Set(ids.filter(isClaimId))];
  const found = await documents.claims.getMany(possible);
  const rest = possible.filter((_, index) => found[index] === null);
  const begun = await log.begun(rest.map((id) => `claim/${id}`));
  return new Set(possible.filter((id, index) => found[index] !== null || begun.has(`claim/${id}`)));
}
