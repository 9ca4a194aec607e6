import { LocalGraphQLDataSource } from '@apollo/gateway';
import { parse } from 'graphql';
import { LocalFetcher } from '../gateway/fetchers';
import { createContext } from '../gateway/request-context';
import { hubViewer } from '../platform/access/roles';
import type { Bench } from './harness/bench';
import { withFolder } from './harness/folder';
import { openLocalGraph } from './harness/local-graph';
import { percentile, timedEach } from './harness/statistics';

/** As the planner writes a fetch of entities by reference: nothing of it is stored here, so that the hop alone is seen. */
const FETCH = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on PatientAccount { balance { minorUnits currency } changedAt } }
}`;
const representations = [{ __typename: 'PatientAccount', id: 'nobody' }];
const FETCHED = {
  operation: { text: FETCH, name: undefined, document: parse(FETCH, { noLocation: true }) },
  variables: {},
  representations: representations.map((one) => JSON.stringify(one)),
};

/** One fetch from the gateway into a subgraph of the same process, beside the library's own data source. */
export const bench: Bench = {
  name: 'hop to a subgraph',
  run: () =>
    withFolder(async (folder) => {
      const graph = await openLocalGraph(folder);
      try {
        const { subgraph } = graph.rooms.billing;
        const origin = { viewer: hubViewer, correlationId: 'bench', traceparent: null, passedAuthorization: null };
        const request = { query: FETCH, variables: { representations } };
        const kept = new LocalFetcher(subgraph);
        const stock = new LocalGraphQLDataSource(subgraph.schema);
        const ours = await timedEach(2_000, () => kept.fetch(FETCHED, createContext(origin)));
        const theirs = await timedEach(2_000, () => {
          const context = subgraph.contextFor({ viewer: hubViewer, correlationId: 'bench' });
          return stock.process({ request, context } as never);
        });
        const [own, other] = [percentile(ours, 0.5), percentile(theirs, 0.5)];
        return [
          { what: 'checked once, then executed, p50', value: own, unit: 'ms' },
          { what: 'the library’s, p50', value: other, unit: 'ms' },
          { what: 'ratio', value: other / own, unit: 'times' },
        ];
      } finally {
        await graph.close();
      }
    }),
};
