import { request, type OutgoingHttpHeaders } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { getIntrospectionQuery } from 'graphql';
import { createDevelopmentIssuer } from '../platform/access/development-issuer';
import { systemClock } from '../platform/domain/instant';
import type { Bench, Row } from './harness/bench';
import { withFolder } from './harness/folder';
import { percentile } from './harness/statistics';
import { startWatchedGateway, type WatchedGateway } from './harness/watched-gateway';

const ROUNDS = 30;
const WARM_UP = 5; // rounds that nobody counts
const UNDER = 50; // milliseconds, for a refusal and for what holds the event loop
const MIB = 1_048_576;

const times = (count: number, one: (at: number) => string): string => Array.from({ length: count }, (_, at) => one(at)).join(' '); // prettier-ignore
const bomb = (root: string, type: string, leaf: string, via: (spread: string) => string): string =>
  `{ ${root} } ${times(12, (at) => `fragment A${at} on ${type} { ${via(`...A${at + 1}`)} }`)} fragment A12 on ${type} { ${leaf} }`;
const twice = (spread: string): string => `a: guarantors { patients { ${spread} } } b: guarantors { patients { ${spread} } }`; // prettier-ignore

const body = (query: string, variables: object = {}): Buffer => Buffer.from(JSON.stringify({ query, variables }));
const ASKED = '{ patients(first: 1) { nodes { id } } }';
const ZEROS = Buffer.alloc(20 * MIB);

interface Hostile {
  readonly what: string;
  readonly body: Buffer;
  readonly encoding?: string;
}

const HOSTILE: readonly Hostile[] = [
  { what: '10,000 aliases', body: body(`{ ${times(10_000, (at) => `a${at}: payers { id }`)} }`) },
  { what: 'fragment bomb of 1 kB', body: body(bomb('patients(first: 1) { nodes { ...A0 } }', 'Patient', 'id', twice)) },
  {
    what: 'fragment bomb on the schema',
    body: body(bomb('__schema { ...A0 }', '__Schema', 'description', (spread) => `types { name } ... on __Schema { ${spread} } ${spread}`)), // prettier-ignore
  },
  { what: '50,000 levels', body: body(`${'{ a'.repeat(50_000)}${'}'.repeat(50_000)}`) },
  { what: '1,000 levels', body: body(`${'{ patients '.repeat(1_000)}{ id }${'}'.repeat(1_000)}`) },
  { what: '1,000 root fields', body: body(`{ ${times(1_000, () => 'payers { id }')} }`) },
  { what: '100,000 tokens', body: body(`{ payers { ${'id '.repeat(100_000)} } }`) },
  { what: '1,000 directives', body: body(`{ payers { id ${'@skip(if: false) '.repeat(1_000)} } }`) },
  { what: '10,000 values in each of 19 variables', body: body(ASKED, { all: Array.from({ length: 19 }, () => Array<number>(10_000).fill(0)) }) }, // prettier-ignore
  { what: '200,000 levels in a variable', body: Buffer.from(`{"query":"${ASKED}","variables":{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`) }, // prettier-ignore
  { what: 'body of 2 MiB', body: body(ASKED, { pad: 'x'.repeat(2 * MIB) }) },
  { what: 'body of 20 MiB', body: body(ASKED, { pad: 'x'.repeat(20 * MIB) }) },
  { what: '20 MiB of zeros, gzip', body: gzipSync(ZEROS), encoding: 'gzip' },
  { what: '20 MiB of zeros, deflate', body: deflateSync(ZEROS), encoding: 'deflate' },
  { what: '20 MiB of zeros, brotli', body: brotliCompressSync(ZEROS), encoding: 'br' },
];

/**
 * What is barely let in: each time another text, so that nothing of it is known from before. Asks for nothing that has to
 * be on record, so that the disk has no part in it.
 */
const LARGEST: readonly { readonly what: string; readonly query: (round: number) => string }[] = [
  {
    what: '95 aliases over two subgraphs',
    query: (round) => `{ ${times(19, (at) => `r${round}x${at}: facilities { ${times(4, (n) => `n${n}: legalEntity { name currency }`)} }`)} }`, // prettier-ignore
  },
  { what: 'introspection', query: (round) => `${getIntrospectionQuery()} # ${round}` },
  {
    what: '1,400 selections',
    query: (round) => `{ ${times(19, (at) => `r${round}x${at}: facilities { ${times(14, () => 'id name npi legalEntity { id }')} }`)} }`, // prettier-ignore
  },
];

/** From the first byte sent to the last byte of the answer: how long each hostile input takes, and holds the others up. */
export const bench: Bench = {
  name: 'refusing what is over a limit',
  run: (say) =>
    withFolder(async (folder) => {
      const gateway = await startWatchedGateway(folder);
      try {
        const issuer = await createDevelopmentIssuer({ folder });
        const token = await issuer.issue({
          role: 'billing',
          facilityIds: ['*'],
          clientId: 'bench',
          now: systemClock(),
        });
        const rows: Row[] = [];
        for (const { what, body: sent, encoding } of HOSTILE) {
          say(what);
          rows.push(...(await rowsOf(gateway, { what, isRefused: true }, () => send(gateway, { token, body: sent, encoding })))); // prettier-ignore
        }
        for (const { what, query } of LARGEST) {
          say(what);
          rows.push(...(await rowsOf(gateway, { what, isRefused: false }, (round) => send(gateway, { token, body: body(query(round)) })))); // prettier-ignore
        }
        return rows;
      } finally {
        await gateway.stop();
      }
    }),
};

interface Case {
  readonly what: string;
  readonly isRefused: boolean;
}

/** Three figures: what is answered in place of refused need not be quick, and holds the event loop as briefly. */
async function rowsOf(
  gateway: WatchedGateway,
  { what, isRefused }: Case,
  ask: (round: number) => Promise<number>,
): Promise<readonly Row[]> {
  const once = async (round: number): Promise<number> => {
    const started = performance.now();
    const status = await ask(round);
    if (status >= 400 !== isRefused) throw new Error(`${what}: the gateway answered with status ${status}`);
    return performance.now() - started;
  };
  for (let round = -WARM_UP; round < 0; round += 1) await once(round + WARM_UP + ROUNDS);
  const elapsed: number[] = [];
  const held = await gateway.watch(async () => {
    for (let round = 0; round < ROUNDS; round += 1) elapsed.push(await once(round));
  });
  const target = isRefused ? { target: { under: UNDER } } : {};
  const until = isRefused ? 'refused' : 'answered';
  return [
    { what: `${what}: ${until}, p50`, value: percentile(elapsed, 0.5), unit: 'ms', ...target },
    { what: `${what}: ${until}, longest`, value: Math.max(...elapsed), unit: 'ms', ...target },
    { what: `${what}: event loop held`, value: held, unit: 'ms', target: { under: UNDER } },
  ];
}

interface Sent {
  readonly token: string;
  readonly body: Buffer;
  readonly encoding?: string | undefined;
}

/** Posts a body on a connection of its own; resolves with the status when the answer has been read to its end. */
function send({ url }: WatchedGateway, { token, body: sent, encoding }: Sent): Promise<number> {
  const headers: OutgoingHttpHeaders = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': sent.length,
    ...(encoding !== undefined && { 'content-encoding': encoding }),
  };
  return new Promise((resolve, reject) => {
    let status: number | undefined;
    const asked = request(`${url}/graphql`, { method: 'POST', headers, agent: false }, (response) => {
      status = response.statusCode;
      response.resume();
      response.once('end', () => resolve(status ?? 0));
    });
    // Who is refused while still sending finds the connection closed: the answer is what counts.
    asked.on('error', (error) => status === undefined && reject(error));
    asked.end(sent);
  });
}
