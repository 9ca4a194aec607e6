import type { Instant } from '../domain/instant';

/** HL7 v3 PurposeOfUse codes that the hub knows. */
export const PURPOSES_OF_USE = ['TREAT', 'HPAYMT', 'HOPERAT', 'PATRQT', 'BTG'] as const;
export type PurposeOfUse = (typeof PURPOSES_OF_USE)[number];

/** How sensitive a value is, the mildest first. */
export const DATA_CLASSES = ['PUBLIC', 'INTERNAL', 'FINANCIAL', 'PII', 'PHI', 'SECRET'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

export const MASKS = ['REDACT', 'LAST4', 'YEAR_ONLY', 'ZIP3', 'HASH', 'RANGE'] as const;
export type Mask = (typeof MASKS)[number];

/** Whose records a viewer may see at all. */
export type Compartment =
  /** The patient's own records, and the accounts that they are guarantor of. */
  | {
      readonly kind: 'PATIENT';
      readonly patientIds: readonly string[];
      /** Ids of Guarantors that they are besides; a patient may be one by the patient's id. */
      readonly guarantorIds?: readonly string[] | undefined;
      /** What they are guarantor of, looked up for each request; absent where nobody has looked. */
      readonly guaranteed?: Guaranteed | undefined;
    }
  /** The records of these facilities. */
  | { readonly kind: 'FACILITY'; readonly facilityIds: readonly string[] }
  /** What these payers were sent and answered: for payers' own machines. */
  | { readonly kind: 'PAYER'; readonly payerIds: readonly string[] }
  /** What came from these outside systems, named as in origins: for vendors' own machines. */
  | { readonly kind: 'VENDOR'; readonly systems: readonly string[] }
  /** All records of the network. */
  | { readonly kind: 'NETWORK' }
  /** No record. */
  | { readonly kind: 'NONE' };

/** Accounts of others that a guarantor answers for, and whose they are. */
export interface Guaranteed {
  readonly accountIds: readonly string[];
  readonly patientIds: readonly string[];
}

/** What a viewer broke the glass for, and until when it stays broken. */
export interface BrokenGlass {
  readonly grantId: string;
  /** In the viewer's own words; may hold health data. */
  readonly reason: string;
  readonly until: Instant;
}

/** Who asks, from a verified token, and why, from the request. */
export interface Viewer {
  /** Token claim `sub`: a surrogate id. */
  readonly subject: string;
  readonly scopes: ReadonlySet<string>;
  readonly compartment: Compartment;
  /** The consuming application, token claim `client_id`. */
  readonly clientId: string;
  /** Token claim `jti`; null for the hub itself. */
  readonly tokenId: string | null;
  readonly purpose: PurposeOfUse;
  /** There while the viewer asks with the purpose BTG and may. */
  readonly glass?: BrokenGlass;
  /** When the token, or the broken glass, ends, and open streams with it; absent for the hub itself. */
  readonly expiresAt?: Instant;
}
