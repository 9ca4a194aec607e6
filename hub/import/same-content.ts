import { isDeepStrictEqual } from 'node:util';

type Fields = Readonly<Record<string, unknown>>;

interface Meta extends Fields {
  readonly versionId?: unknown;
  readonly lastUpdated?: unknown;
  readonly tag?: readonly Label[];
  readonly security?: readonly Label[];
}

interface Label {
  readonly system?: unknown;
  readonly code?: unknown;
}

/**
 * Whether a stored version says what a given resource says. The server sets version and time, and keeps labels that an
 * update leaves out: those of the given resource have to be among the stored ones. FHIR R4, section 3.1.0.4 (update).
 */
export function saysTheSame(given: Fields, stored: Fields): boolean {
  const [one, other] = [given, stored].map(withoutMeta) as [Split, Split];
  const hasLabels = (['tag', 'security'] as const).every((kind) =>
    (one.meta[kind] ?? []).every((label) => (other.meta[kind] ?? []).some((known) => isSameLabel(label, known))),
  );
  return hasLabels && isDeepStrictEqual(one.content, other.content);
}

interface Split {
  readonly meta: Meta;
  readonly content: Fields;
}

function withoutMeta(resource: Fields): Split {
  const { meta = {}, ...rest } = resource as { readonly meta?: Meta };
  const { versionId: _, lastUpdated: __, tag: ___, security: ____, ...kept } = meta;
  return { meta, content: Object.keys(kept).length === 0 ? rest : { ...rest, meta: kept } };
}

const isSameLabel = (a: Label, b: Label): boolean => a.system === b.system && a.code === b.code;
