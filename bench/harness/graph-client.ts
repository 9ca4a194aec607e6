import { Client } from 'undici';
import { createDevelopmentIssuer } from '../../platform/access/development-issuer';
import type { Role } from '../../platform/access/roles';
import { systemClock } from '../../platform/domain/instant';

/** A client of the graph on one kept connection, as billing staff of the whole network unless told. */
export interface GraphClient {
  readonly token: string;
  /** Data of the answer. Throws when it has errors. */
  ask<T>(query: string, variables?: object): Promise<T>;
  close(): Promise<void>;
}

export async function openGraphClient(
  { url, dataFolder }: { readonly url: string; readonly dataFolder: string },
  role: Role = 'billing',
): Promise<GraphClient> {
  const issuer = await createDevelopmentIssuer({ folder: dataFolder });
  const token = await issuer.issue({ role, facilityIds: ['*'], clientId: 'bench', now: systemClock() });
  const client = new Client(url, { pipelining: 1 });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return {
    token,
    async ask<T>(query: string, variables: object = {}) {
      const body = JSON.stringify({ query, variables });
      const response = await client.request({ path: '/graphql', method: 'POST', headers, body });
      const { data, errors } = (await response.body.json()) as { data?: T; errors?: readonly { message: string }[] };
      if (errors || !data) throw new Error(errors?.[0]?.message ?? `status ${response.statusCode}`);
      return data;
    },
    close: () => client.close(),
  };
}
