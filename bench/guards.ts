import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, type GraphQLSchema } from 'graphql';
import { subgraphDocument } from '../platform/access/build-subgraph';
import { withGuards } from '../platform/access/guards';
import { hubViewer } from '../platform/access/roles';
import { withShield } from '../platform/access/shield';
import { systemClock } from '../platform/domain/instant';
import { SCALAR_RESOLVERS } from '../platform/domain/scalars';
import type { Bench } from './harness/bench';
import { inTurns } from './harness/statistics';

const ROWS = 1_000;
const FIELDS = Array.from({ length: 10 }, (_, index) => `field${index}`);
const ROUNDS = 200;

const SCHEMA = `
  type Query { rows: [Row!] @access(class: INTERNAL) }
  type Row @access(class: FINANCIAL, scopes: [["account:read"]]) { ${FIELDS.map((name) => `${name}: Int`).join(' ')} }`;

/** The same list of 1,000 rows of 10 guarded fields, with and without shield and guards. */
export const bench: Bench = {
  name: 'guards on 1,000 rows of 10 fields',
  async run() {
    const rows = Array.from({ length: ROWS }, (_, row) => Object.fromEntries(FIELDS.map((name) => [name, row])));
    const resolvers = { ...SCALAR_RESOLVERS, Query: { rows: () => rows } };
    const bare = buildSubgraphSchema({ typeDefs: subgraphDocument(SCHEMA), resolvers });
    const guarded = withGuards(withShield(bare), { hashKey: 'bench', clock: systemClock });
    const document = parse(`{ rows { ${FIELDS.join(' ')} } }`);
    const contextValue = { viewer: hubViewer, correlationId: 'bench' };
    const asked = (schema: GraphQLSchema) => async (): Promise<void> => {
      const { errors } = await execute({ schema, document, contextValue });
      if (errors) throw errors[0] as Error;
    };
    const [off, on] = await inTurns(ROUNDS, [asked(bare), asked(guarded)]);
    return [
      { what: 'without, CPU', value: off?.cpu ?? NaN, unit: 'ms' },
      { what: 'with, CPU', value: on?.cpu ?? NaN, unit: 'ms' },
      { what: 'ratio', value: on?.ratio ?? NaN, unit: 'times', target: { under: 1.3 } },
    ];
  },
};
