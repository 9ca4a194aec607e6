import { z } from 'zod';
import type { Filter } from '../store/port';
import type { Compartment } from './viewer';

/** Where documents of one collection say whose they are: field paths, dots reaching into objects. */
export interface CompartmentPaths {
  /** Holds the id of the patient whose care or money it is about. */
  readonly patient?: string;
  /** Holds the id of the patient that it describes as a person, and nothing of their care. */
  readonly person?: string;
  /** Holds the id of the guarantor that it is about. */
  readonly guarantor?: string;
  /** Holds the id of the account; `_id` for accounts themselves. */
  readonly account?: string;
  /** Holds the id of the one facility. */
  readonly facility?: string;
  /** Holds an array of facility ids. */
  readonly facilities?: string;
  /** Holds the id of the payer that made it, or that it was made for. */
  readonly payer?: string;
  /** Holds the name of the outside system that it came from. */
  readonly system?: string;
}

/** One way in which a record belongs to a compartment. */
export type Belonging =
  /** The field is one of these. */
  | { readonly path: string; readonly among: readonly string[] }
  /** The field is an array that holds one of these. */
  | { readonly path: string; readonly holds: readonly string[] };

/** Whose records a compartment opens, as data. */
export interface CompartmentRule<Of extends Compartment> {
  readonly name: Of['kind'];
  readonly sentence: string;
  /** What the compartment must say. */
  readonly parameters: z.ZodType<Of>;
  /** Each way to belong to it; `EVERY` record does without any. */
  belongings(compartment: Of, paths: CompartmentPaths): typeof EVERY | readonly Belonging[];
}

export const EVERY = 'EVERY';

type Rules = { readonly [Kind in Compartment['kind']]: CompartmentRule<Extract<Compartment, { kind: Kind }>> };

const ids = z.array(z.string()).readonly();

/** Every kind of compartment there is. */
export const COMPARTMENT_RULES: Rules = {
  PATIENT: {
    name: 'PATIENT',
    sentence:
      'A patient’s own records; and of those whose bills they answer for, that they do, the accounts and who they are.',
    parameters: z.strictObject({
      kind: z.literal('PATIENT'),
      patientIds: ids,
      guarantorIds: ids.optional(),
      guaranteed: z.strictObject({ accountIds: ids, patientIds: ids }).readonly().optional(),
    }),
    belongings: ({ patientIds, guarantorIds, guaranteed }, { patient, person, guarantor, account }) => [
      ...among(patient, patientIds),
      ...among(guarantor, [...patientIds, ...(guarantorIds ?? [])]),
      ...among(account, guaranteed?.accountIds),
      ...among(person, guaranteed?.patientIds),
    ],
  },
  FACILITY: {
    name: 'FACILITY',
    sentence: 'The records of these facilities.',
    parameters: z.strictObject({ kind: z.literal('FACILITY'), facilityIds: ids }),
    belongings: ({ facilityIds }, { facility, facilities }) => [
      ...among(facility, facilityIds),
      ...(facilities === undefined ? [] : [{ path: facilities, holds: facilityIds }]),
    ],
  },
  PAYER: {
    name: 'PAYER',
    sentence: 'What these payers were sent and what they answered.',
    parameters: z.strictObject({ kind: z.literal('PAYER'), payerIds: ids }),
    belongings: ({ payerIds }, { payer }) => among(payer, payerIds),
  },
  VENDOR: {
    name: 'VENDOR',
    sentence: 'What came from these outside systems.',
    parameters: z.strictObject({ kind: z.literal('VENDOR'), systems: ids }),
    belongings: ({ systems }, { system }) => among(system, systems),
  },
  NETWORK: {
    name: 'NETWORK',
    sentence: 'Every record of the network.',
    parameters: z.strictObject({ kind: z.literal('NETWORK') }),
    belongings: () => EVERY,
  },
  NONE: {
    name: 'NONE',
    sentence: 'No record.',
    parameters: z.strictObject({ kind: z.literal('NONE') }),
    belongings: () => [],
  },
};

const among = (path: string | undefined, given: readonly string[] | undefined): readonly Belonging[] =>
  path === undefined || given === undefined ? [] : [{ path, among: given }];

/** A compartment as it comes from elsewhere. */
export const compartmentSchema: z.ZodType<Compartment> = z.union(
  Object.values(COMPARTMENT_RULES).map(({ parameters }): z.ZodType<Compartment> => parameters) as [
    z.ZodType<Compartment>,
    ...z.ZodType<Compartment>[],
  ],
);

/** Each way in which records of these paths belong to the compartment. */
export function belongingsOf(compartment: Compartment, paths: CompartmentPaths): typeof EVERY | readonly Belonging[] {
  const rule = COMPARTMENT_RULES[compartment.kind] as CompartmentRule<Compartment>;
  return rule.belongings(compartment, paths);
}

/** A belonging as the store tests it. */
export function filterOf(belonging: Belonging): readonly Filter[] {
  if ('among' in belonging) return belonging.among.length === 0 ? [] : [{ [belonging.path]: { in: belonging.among } }];
  return belonging.holds.map((id): Filter => ({ [belonging.path]: { has: id } }));
}
