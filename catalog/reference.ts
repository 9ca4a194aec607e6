import { HubError } from '../platform/domain/errors';

/** What the catalog knows by reference. */
export const REFERENCE_KINDS = ['api', 'field', 'system', 'team', 'domain'] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

/** The name of one thing in the catalog, in the one form `kind:namespace/name@version`. */
export interface Reference {
  readonly kind: ReferenceKind;
  readonly namespace: string;
  readonly name: string;
  /** Null for the thing itself, whatever its version. */
  readonly version: string | null;
}

/** Namespace of what belongs to this hub. */
export const HUB_NAMESPACE = 'accord';

const SHAPE = /^([a-z]+):([a-z0-9-]+)\/([A-Za-z0-9_.-]+)(?:@([A-Za-z0-9.+-]+))?$/;

/** Prints a reference; the namespace is the hub's own unless given. */
export function printReference(reference: Pick<Reference, 'kind' | 'name'> & Partial<Reference>): string {
  const { kind, namespace = HUB_NAMESPACE, name, version = null } = reference;
  return `${kind}:${namespace}/${name}${version === null ? '' : `@${version}`}`;
}

/** Reads `api:accord/billing@1.2.0`. Throws BAD_INPUT for any other form and for an unknown kind. */
export function parseReference(text: string): Reference {
  const [, kind = '', namespace = '', name = '', version] = SHAPE.exec(text) ?? [];
  if (!isKind(kind)) throw new HubError('BAD_INPUT', 'a reference is written kind:namespace/name@version');
  return { kind, namespace, name, version: version ?? null };
}

const isKind = (text: string): text is ReferenceKind => (REFERENCE_KINDS as readonly string[]).includes(text);

/** The version part of a published schema's reference: the number its team gave it and the start of its hash. */
export const versionLabel = (version: string, hash: string): string => `${version}+${hash.slice(0, 12)}`;
