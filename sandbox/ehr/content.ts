import type { Identified } from './fhir-types';
import { resourceOf, type PlacedVersion } from './versions';

/** A resource as JSON would carry it, without the two parts of meta that the server sets. */
export function contentOf(resource: Identified): Identified {
  const { meta, ...rest } = JSON.parse(JSON.stringify(resource)) as Identified;
  const { versionId: _, lastUpdated: __, ...kept } = meta ?? {};
  return Object.keys(kept).length === 0 ? rest : { ...rest, meta: kept };
}

/** Tags and security labels stay on a resource when an update leaves them out. FHIR R4, section 3.1.0.4 (update). */
export function withLabelsOf(stored: Identified, content: Identified): Identified {
  const meta = { ...content.meta };
  for (const kind of ['tag', 'security'] as const) {
    const labels = stored.meta?.[kind] ?? [];
    const isKept = (label: { system?: string; code?: string }): boolean =>
      labels.some(({ system, code }) => system === label.system && code === label.code);
    const added = (meta[kind] ?? []).filter((label) => !isKept(label));
    if (labels.length + added.length > 0) meta[kind] = [...labels, ...added];
  }
  return Object.keys(meta).length === 0 ? content : { ...content, meta };
}

/** The JSON text of a resource with the parts of meta that the server sets. */
export function withMeta(text: string, meta: { versionId: string; lastUpdated: string }): string {
  const { resourceType, id, meta: given, ...rest } = JSON.parse(text) as Identified;
  return JSON.stringify({ resourceType, id, meta: { ...given, ...meta }, ...rest });
}

/** One entry of a history bundle. FHIR R4, section 3.1.0.10. */
export function historyEntry(version: PlacedVersion): object {
  const method = version.text === null ? 'DELETE' : version.versionId === '1' ? 'POST' : 'PUT';
  return {
    ...(version.text === null ? {} : { resource: resourceOf(version) }),
    request: { method, url: `${version.resourceType}/${version.id}` },
    response: {
      status: method === 'POST' ? '201' : '200',
      etag: `W/"${version.versionId}"`,
      lastModified: new Date(version.lastUpdated).toISOString(),
    },
  };
}
