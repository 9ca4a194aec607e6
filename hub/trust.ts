import type { GatewayOptions } from '../gateway/gateway';
import { readTrustedDocuments } from '../gateway/trusted-documents';
import { HubError } from '../platform/domain/errors';
import type { Environment } from './environment';

/**
 * The documents that the environment has trusted, and where no others are taken. Throws BAD_INPUT for a folder that
 * cannot be read, and for one without any document where nothing else is taken.
 */
export async function openTrust({
  trustedDocuments: folder,
  trustedOnly,
}: Pick<Environment, 'trustedDocuments' | 'trustedOnly'>): Promise<Pick<GatewayOptions, 'trusted' | 'trustedOnly'>> {
  if (folder === null) return {};
  const trusted = await readTrustedDocuments(folder);
  if (trusted.count === 0 && trustedOnly.length > 0) {
    throw new HubError('BAD_INPUT', `there is no trusted document in ${folder}: put .graphql files or manifests there`);
  }
  return { trusted, trustedOnly };
}
