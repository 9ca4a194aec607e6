import { defaultFieldResolver, getNamedType, isInterfaceType, isObjectType, Kind } from 'graphql';
import type { GraphQLFieldResolver, GraphQLNamedType, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { HubError } from '../domain/errors';
import { accessOn, isGuarded, type Access } from './access-directive';
import type { AccessCollector } from './audit/access-collector';
import type { Sightings, WatchedField } from './audit/sightings';
import { allows, USUAL_PATHS } from './compartment';
import { applyMask, type MaskBasis } from './masks';
import { compileDecision, type Decision } from './rights';
import type { WatchedContext } from './subgraph';
import type { Viewer } from './viewer';

type Resolver = GraphQLFieldResolver<unknown, Partial<WatchedContext> | undefined>;

/** The error that a refused field gives beside its null. Names the place, never the value. */
export const refusal = (coordinate: string): HubError =>
  new HubError('FORBIDDEN', `${coordinate} needs a right that you do not hold`, { details: { field: coordinate } });

/**
 * Puts the guard that `@access` asks for onto every guarded field, and onto reading entities by reference; and has each
 * PII and PHI field noted for the audit trail. Guards are synchronous and decide before the resolver runs, so a refused
 * field causes no read.
 */
export function withGuards(schema: GraphQLSchema, masking: MaskBasis): GraphQLSchema {
  const guarded = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, fieldName, typeName) => {
      const access = accessOn(field.astNode);
      if (!access) return field;
      const coordinate = `${typeName}.${fieldName}`;
      const bare = (field.resolve ?? defaultFieldResolver) as Resolver;
      const note = isSensitive(access) ? createNote({ type: typeName, coordinate }) : null;
      let resolve = bare;
      if (isGuarded(access) || access.class === 'FINANCIAL')
        resolve = guardedResolver({ access, coordinate, resolve, masking, note: note ?? noNote });
      else if (note) resolve = notedResolver(resolve, note);
      if (isPart(getNamedType(field.type))) resolve = partResolver(resolve, typeName);
      return resolve === bare ? field : { ...field, resolve };
    },
  });
  for (const type of Object.values(guarded.getTypeMap())) {
    if (isObjectType(type) || isInterfaceType(type)) guardReferences(type);
  }
  return guarded;
}

const isSensitive = ({ class: dataClass }: Access): boolean => dataClass === 'PII' || dataClass === 'PHI';

/** Whether values of the type have no id of their own and hold PII or PHI: they are parts of what they are read from. */
function isPart(type: GraphQLNamedType): boolean {
  if (!isObjectType(type)) return false;
  const fields = type.getFields();
  if ('id' in fields) return false;
  return Object.values(fields).some(({ astNode }) => {
    const access = accessOn(astNode);
    return access !== undefined && isSensitive(access);
  });
}

interface GuardSpec {
  readonly access: Access;
  readonly coordinate: string;
  readonly resolve: Resolver;
  readonly masking: MaskBasis;
  readonly note: Note;
}

function guardedResolver({ access, coordinate, resolve, masking, note }: GuardSpec): Resolver {
  const decisionFor = compileDecision(access);
  const isMoney = access.class === 'FINANCIAL';
  const refused = refusal(coordinate); // one for all: a thousand refused rows take no stack each
  return (source, args, context, info) => {
    const viewer = context?.viewer;
    const decision = isMoney && viewer?.glass && isOthers(source, viewer) ? 'DENY' : decisionFor(viewer);
    note(context?.audit, decision, source);
    if (decision === 'ALLOW') return resolve(source, args, context, info);
    if (decision === 'DENY' || !access.mask) throw refused;
    const { mask } = access;
    const value: unknown = resolve(source, args, context, info);
    return isThenable(value)
      ? value.then((resolved) => applyMask(mask, resolved, masking))
      : applyMask(mask, value, masking);
  };
}

/** A broken glass leads to records outside the viewer's compartment: the money in them stays closed. */
function isOthers(source: unknown, { compartment }: Viewer): boolean {
  if (typeof source !== 'object' || source === null || !OWNERS.some((path) => path in source)) return false;
  return !allows(compartment, source, USUAL_PATHS);
}

const OWNERS = Object.values(USUAL_PATHS) as readonly string[];

/** Takes note of one access; a request without a collector is not noted. */
type Note = (audit: AccessCollector | undefined, decision: Decision, source: unknown) => void;

const noNote: Note = () => undefined;

/** Remembers where its last request notes, so that a thousand rows look that up once. */
function createNote(field: WatchedField): Note {
  let last: AccessCollector | undefined;
  let sightings: Sightings | undefined;
  return (audit, decision, source) => {
    if (!audit) return;
    if (audit !== last || !sightings) {
      last = audit;
      sightings = audit.sightingsOf(field.type);
    }
    sightings.note(field, decision, source);
  };
}

const notedResolver =
  (resolve: Resolver, note: Note): Resolver =>
  (source, args, context, info) => {
    note(context?.audit, 'ALLOW', source);
    return resolve(source, args, context, info);
  };

/** Remembers of a value without an id what it is a part of, so that its fields are noted for that. */
const partResolver =
  (resolve: Resolver, typeName: string): Resolver =>
  (source, args, context, info) => {
    const value: unknown = resolve(source, args, context, info);
    const audit = context?.audit;
    if (!audit) return value;
    if (!isThenable(value)) {
      audit.addPart(value, source, typeName);
      return value;
    }
    return value.then((resolved) => {
      audit.addPart(resolved, source, typeName);
      return resolved;
    });
  };

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function';

type ReferenceResolver = (
  reference: object,
  context: Partial<WatchedContext> | undefined,
  info: GraphQLResolveInfo,
) => unknown;

interface FederatedExtensions {
  readonly apollo?: { readonly subgraph?: { readonly resolveReference?: ReferenceResolver } };
}

type GuardedType = Extract<ReturnType<typeof getNamedType>, { getFields(): Record<string, { astNode?: unknown }> }>;

/**
 * Reading by reference runs before any field is decided: unless the viewer may see one of the selected fields, the
 * reference itself is the answer, and each field's own guard then says why.
 */
function guardReferences(type: Extract<GuardedType, { extensions: unknown }>): void {
  const extensions = type.extensions as FederatedExtensions;
  const read = extensions.apollo?.subgraph?.resolveReference;
  if (!read) return;
  const decisions = new Map(
    Object.entries(type.getFields()).map(([name, { astNode }]) => [
      name,
      compileDecision(accessOn(astNode as Parameters<typeof accessOn>[0])),
    ]),
  );
  const resolveReference: ReferenceResolver = (reference, context, info) => {
    if (!context?.viewer) throw new HubError('UNAUTHENTICATED', 'entities are read for a viewer only');
    const { viewer } = context;
    const isRefused = (name: string): boolean => decisions.get(name)?.(viewer) === 'DENY';
    const selected = selectedOn(type.name, info);
    // What the reference brings need not be read; but whoever calls may put into it what they like.
    const mayStay = (name: string): boolean => name === '__typename' || name in reference || isRefused(name);
    return selected.some(isRefused) && selected.every(mayStay) ? reference : thawed(read(reference, context, info));
  };
  type.extensions = {
    ...extensions,
    apollo: { ...extensions.apollo, subgraph: { ...extensions.apollo?.subgraph, resolveReference } },
  };
}

/** Federation writes `__typename` onto what a reference gives, which a frozen document does not let it. */
function thawed(value: unknown): unknown {
  if (isThenable(value)) return value.then(thawed);
  return typeof value === 'object' && value !== null && !Object.isExtensible(value) ? { ...value } : value;
}

const selections = new WeakMap<object, Map<string, readonly string[]>>();

/** Names of the fields that `_entities` selects on `type`; worked out once per document. */
function selectedOn(type: string, info: GraphQLResolveInfo): readonly string[] {
  const known = selections.get(info.fieldNodes) ?? new Map<string, readonly string[]>();
  selections.set(info.fieldNodes, known);
  const found = known.get(type) ?? info.fieldNodes.flatMap(({ selectionSet }) => namesIn(selectionSet, type, info));
  known.set(type, found);
  return found;
}

type SelectionSet = GraphQLResolveInfo['fieldNodes'][number]['selectionSet'];

function namesIn(set: SelectionSet, type: string, info: GraphQLResolveInfo): readonly string[] {
  return (set?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value];
    if (!fragment || !appliesTo(fragment.typeCondition?.name.value, type, info)) return [];
    return namesIn(fragment.selectionSet, type, info);
  });
}

function appliesTo(condition: string | undefined, type: string, { schema }: GraphQLResolveInfo): boolean {
  if (condition === undefined || condition === type || condition === '_Entity') return true;
  const abstract = schema.getType(condition);
  const concrete = schema.getType(type);
  return isInterfaceType(abstract) && isObjectType(concrete) && schema.isSubType(abstract, concrete);
}
