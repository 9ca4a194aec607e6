import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeParts } from '../../catalog/compose-parts';
import { buildSubgraph } from '../../platform/access/build-subgraph';
import type { Subgraph } from '../../platform/access/subgraph';

/** Words in an order that the seed decides, so many characters of them. */
function prose(seed: number, length: number): string {
  const words = ['pain', 'left', 'knee', 'since', 'spring', 'no', 'fever', 'rest', 'and', 'ice', 'seen', 'again', 'in', 'June']; // prettier-ignore
  let text = '';
  for (let at = seed; text.length < length; at = (at * 7 + 3) % 101) text += `${words[at % words.length] ?? ''} `;
  return text.slice(0, length);
}

const PATIENTS = ['Ines', 'Karl', 'Mona', 'Otto', 'Ruth', 'Sven'].map((name, at) => ({
  ...{ id: `p${at + 1}`, name: `${name} Sample`, memberId: `M-${1_000 + at}`, patientId: `p${at + 1}` },
}));
const SERVICES = [899, 1_299, 15, 499, 1_299, 6_999, 3_999, 100_000, 9_999].map((price, at) => ({
  ...{ code: `9921${at + 1}`, name: `Visit of level ${at + 1}`, price, units: (at + 1) * 100 },
}));
/** Service and length of each note. */
const WRITTEN = [[0, 445], [0, 290], [0, 275], [0, 143], [1, 445], [1, 290], [1, 275], [1, 143], [2, 143], [3, 143], [3, 850]]; // prettier-ignore
const NOTES = WRITTEN.map(([service = 0, length = 0], at) => ({
  ...{ id: `n${at + 1}`, text: prose(at + 1, length), patientId: 'p1', service: { code: SERVICES[service]?.code } },
}));

interface Room {
  readonly schema: string;
  readonly resolvers: object;
}

type Keyed = { readonly id: string };
type Service = (typeof SERVICES)[number];

/** Four subgraphs whose entities reach through each other, with every field guarded. */
const ROOMS: Readonly<Record<string, Room>> = {
  people: {
    schema: `
      type Query @access(class: INTERNAL) { me: Patient  patients: [Patient] }
      type Patient @key(fields: "id") @access(class: PII, scopes: [["patient:read"]]) {
        id: ID! @access(class: INTERNAL)  name: String  memberId: String @shareable
      }`,
    resolvers: {
      Query: { me: () => PATIENTS[0], patients: () => PATIENTS },
      Patient: { __resolveReference: ({ id }: Keyed) => PATIENTS.find((patient) => patient.id === id) },
    },
  },
  tariff: {
    schema: `
      type Query @access(class: INTERNAL) { services(first: Int = 5): [Service] }
      type Service @key(fields: "code") @access(class: INTERNAL) { code: ID!  name: String  price: Int  units: Int }`,
    resolvers: {
      Query: { services: (_: unknown, { first }: { first: number }) => SERVICES.slice(0, first) },
      Service: { __resolveReference: ({ code }: Service) => SERVICES.find((service) => service.code === code) },
    },
  },
  coverage: {
    schema: `
      type Service @key(fields: "code") @access(class: INTERNAL) {
        code: ID!  price: Int @external  units: Int @external
        isCovered: Boolean  copay: Int @requires(fields: "price units")
      }`,
    resolvers: {
      Service: {
        __resolveReference: (given: Service) => ({ ...given, isCovered: given.code < '99215' }),
        copay: ({ price, units }: Service) => (price > 1_000 ? 0 : units >> 1),
      },
    },
  },
  notes: {
    schema: `
      type Note @key(fields: "id") @access(class: PHI, scopes: [["patient:read"]]) {
        id: ID! @access(class: INTERNAL)  text: String  service: Service  about: Patient @provides(fields: "memberId")
      }
      type Patient @key(fields: "id") @access(class: PII, scopes: [["patient:read"]]) {
        id: ID! @access(class: INTERNAL)  memberId: String @external  notes: [Note]
      }
      type Service @key(fields: "code") @access(class: INTERNAL) { code: ID!  notes: [Note] }`,
    resolvers: {
      Note: {
        __resolveReference: ({ id }: Keyed) => NOTES.find((note) => note.id === id),
        about: () => PATIENTS[0],
      },
      Patient: {
        __resolveReference: ({ id }: Keyed) => ({ id, patientId: id }),
        notes: () => NOTES.slice(0, 2),
      },
      Service: {
        __resolveReference: ({ code }: Service) => ({ code }),
        notes: ({ code }: Service) => NOTES.filter(({ service }) => service.code === code),
      },
    },
  },
};

const API = '@api(team: "bench", domain: "bench", version: "1.0.0", layer: "system", systems: [])';

/** Builds the subgraphs, guarded, from schemas that it writes into the folder. */
export function buildSubgraphs(folder: string): readonly Subgraph[] {
  return Object.entries(ROOMS).map(([name, { schema, resolvers }]) => {
    const schemaFile = join(folder, `${name}.graphql`);
    writeFileSync(schemaFile, `extend schema ${API}\n${schema}`);
    const contextFor: Subgraph['contextFor'] = (call) => ({ ...call, loaders: {} }) as never;
    return buildSubgraph({ name, schemaFile, resolvers, lineage: [], contextFor });
  });
}

/** Composes them; `urlOf` tells where each is reached. */
export function supergraphOf(subgraphs: readonly Subgraph[], urlOf: (name: string) => string): string {
  const parts = subgraphs.map(({ name, sdl, lineage }) => ({ name, sdl, lineage, url: urlOf(name) }));
  const { supergraphSdl, errors } = composeParts(parts);
  if (supergraphSdl === null) throw new Error(errors[0]?.message);
  return supergraphSdl;
}

const SERVICE = 'isCovered name price copay code units';
const PATIENT = 'id memberId name';
const NOTE = 'id text';
const BY_SERVICE = `${SERVICE} notes { ${NOTE} about { ${PATIENT} notes { ${NOTE} service { ${SERVICE} } } } }`;

/** Large and full of entities met before; of moderate size, each entity once; a record of one subgraph. */
export const QUERIES = {
  big: `{ patients { ${PATIENT} notes { ${NOTE} service { ${BY_SERVICE} } } } services { ${BY_SERVICE} } }`,
  mid: '{ services(first: 9) { code name price isCovered copay notes { id about { id name } } } }',
  small: '{ me { id name memberId } }',
} as const;
