import { EventEmitter, on } from 'node:events';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { buildSubgraph } from '../../../platform/access/build-subgraph';
import type { Subgraph, SubgraphCall, SubgraphContext } from '../../../platform/access/subgraph';
import { HubError } from '../../../platform/domain/errors';

/** What the stub subgraphs noticed, for assertions. */
export interface StubGraph {
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly supergraph: string;
  /** Emits `balance` with an account id. */
  readonly events: EventEmitter;
  /** Coordinates whose resolvers ran, in order. */
  readonly reads: string[];
  readonly calls: SubgraphCall[];
}

export const PATIENTS = [
  {
    id: 'p1',
    name: 'Ada Quill',
    birthDate: '1980-02-03',
    note: 'n1',
    guarantorId: 'c1',
    nickname: 'A',
    standing: 'GOOD',
  },
  {
    id: 'p2',
    name: 'Ben Rook',
    birthDate: '1991-07-09',
    note: 'n2',
    guarantorId: 'p1',
    nickname: 'B',
    standing: 'SUED',
  },
];
export const ACCOUNTS = [
  { id: 'a1', patientId: 'p1', facilityId: 'f1', memo: 'first', balance: { minorUnits: 1_234_567, currency: 'USD' } },
  { id: 'a2', patientId: 'p2', facilityId: 'f1', memo: 'second', balance: { minorUnits: 500, currency: 'USD' } },
];
export const COMPANY = { __typename: 'Company', id: 'c1', name: 'Quill & Sons', industry: 'paper' };

const typed = (patient: (typeof PATIENTS)[number] | undefined) => patient && { __typename: 'Patient', ...patient };

/** Two composed subgraphs in this process: people and their accounts. */
export function createStubGraph({ version = 1 } = {}): StubGraph {
  const reads: string[] = [];
  const calls: SubgraphCall[] = [];
  const events = new EventEmitter();
  const contextFor = (call: SubgraphCall): SubgraphContext<unknown> => {
    calls.push(call);
    return { ...call, loaders: {} };
  };
  const people = buildSubgraph({
    name: 'people',
    schemaFile: join(__dirname, 'people.graphql'),
    lineage: [],
    contextFor,
    resolvers: peopleResolvers(reads),
  });
  const accounts = buildSubgraph({
    name: 'accounts',
    schemaFile: join(__dirname, 'accounts.graphql'),
    lineage: [],
    contextFor,
    resolvers: accountsResolvers(reads),
    subscriptions: { balanceChanged: balanceSource(events) },
  });
  const subgraphs = new Map([people, accounts].map((subgraph) => [subgraph.name, subgraph]));
  return { subgraphs, supergraph: composed([...subgraphs.values()], version), events, reads, calls };
}

/** The supergraph of the subgraphs, each at an address of this process. */
export function composed(subgraphs: readonly Pick<Subgraph, 'name' | 'sdl'>[], version = 1): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, url: `local://${name}@${version}`, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

const peopleResolvers = (reads: string[]) => ({
  Query: {
    patient: (_: unknown, { id }: { id: string }) => typed(PATIENTS.find((patient) => patient.id === id)),
    patients: () => PATIENTS.map(typed),
    parties: () => [typed(PATIENTS[0]), COMPANY, null],
    secretCount: () => {
      reads.push('Query.secretCount');
      return 7;
    },
  },
  Company: { __resolveReference: () => null },
  Patient: {
    __resolveReference: ({ id }: { id: string }) => {
      reads.push(`Patient ${id}`);
      return typed(PATIENTS.find((patient) => patient.id === id)) ?? null;
    },
    name: ({ name }: { name: string }) => {
      reads.push('Patient.name');
      return name;
    },
    guarantor: ({ guarantorId }: { guarantorId: string }) =>
      guarantorId === COMPANY.id ? COMPANY : typed(PATIENTS.find(({ id }) => id === guarantorId)),
  },
});

const accountsResolvers = (reads: string[]) => ({
  Query: {
    account: (_: unknown, { id }: { id: string }) => {
      const account = ACCOUNTS.find((one) => one.id === id);
      if (!account) throw new HubError('NOT_FOUND', `there is no account ${id}`);
      return account;
    },
    accounts: (_: unknown, { first }: { first: number }) => ACCOUNTS.slice(0, first),
    missing: () => null,
    _onBalanceChanged: (_: unknown, __: unknown, { event }: SubgraphCall) => {
      if (event === undefined) throw new HubError('FORBIDDEN', 'this field is for pushed events only');
      return event;
    },
  },
  Mutation: {
    writeMemo: (_: unknown, { accountId, text }: { accountId: string; text: string }) => {
      reads.push('Mutation.writeMemo');
      return { ...ACCOUNTS.find(({ id }) => id === accountId), memo: text };
    },
  },
  Account: {
    __resolveReference: ({ id }: { id: string }) => ACCOUNTS.find((account) => account.id === id) ?? null,
    patient: ({ patientId }: { patientId: string }) => ({ __typename: 'Patient', id: patientId }),
    auditor: () => ({ __typename: 'Company', id: 'c9' }),
    broken: () => {
      throw new Error('Ada Quill is not in the database');
    },
  },
  Patient: {
    accounts: ({ id }: { id: string }) => ACCOUNTS.filter(({ patientId }) => patientId === id),
  },
  BalanceChange: {
    account: ({ accountId }: { accountId: string }) => ACCOUNTS.find(({ id }) => id === accountId),
  },
});

const balanceSource = (events: EventEmitter): Subgraph['subscriptions'][string] => ({
  authorize: async ({ accountId }, { compartment }) => {
    if (compartment.kind === 'NONE' || accountId === 'absent') {
      throw new HubError('NOT_FOUND', `there is no account ${String(accountId)}`);
    }
  },
  subscribe: ({ accountId, after }) => {
    const stop = new AbortController();
    const source = on(events, 'balance', { signal: stop.signal });
    let count = Number(after ?? 0);
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      async next() {
        const { done } = await source.next().catch(() => ({ done: true }));
        if (done) return { done: true, value: undefined };
        count += 1;
        return { done: false, value: { accountId, cursor: String(count) } };
      },
      async return() {
        stop.abort();
        return { done: true, value: undefined };
      },
    };
  },
});
