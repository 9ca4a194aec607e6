import { badRequest, evalFhirPath, matchesSearchRequest, OperationOutcomeError, Operator } from '@medplum/core';
import type { Filter, SearchRequest, SortRule } from '@medplum/core';
import { loadStructures, searchParametersOf } from './definitions';
import type { Identified } from './fhir-types';
import { timeRange, type TimeRange } from './time-range';
import { resourceOf, type PlacedVersion, type VersionStore } from './versions';

/** One page of a search. */
export interface Page {
  readonly resources: readonly Identified[];
  /** Number of matches on all pages. */
  readonly total: number;
  /** Where the next page begins; null on the last. */
  readonly next: { readonly offset: number; readonly cursor?: string } | null;
}

const DEFAULT_COUNT = 50;
const MOST = 1_000;

/**
 * Runs a search over the current resources. FHIR R4, section 3.1.1 (Search).
 * `_lastUpdated` is answered by the order of writing, to the millisecond; everything else by FHIRPath.
 * In that order a page is continued by the place of its last match, so that a resource written while a client
 * walks the pages is met again later and none is skipped. Throws OperationOutcomeError for what is not supported.
 */
export function searchVersions(store: VersionStore, request: SearchRequest): Page {
  const matches = typesOf(request).flatMap((type) => matchesOfType(store, type, request));
  const isByTime = (request.sortRules ?? []).every((rule) => rule.code === '_lastUpdated' && !rule.descending);
  const sorted = sortVersions(matches, request.sortRules ?? []);
  const after = isByTime ? Number(request.cursor ?? Number.NaN) : Number.NaN;
  const isContinued = Number.isSafeInteger(after);
  const offset = wholeNumber('_offset', request.offset, 0);
  const rest = isContinued ? sorted.filter((version) => version.sequence > after) : sorted.slice(offset);
  const count = Math.min(wholeNumber('_count', request.count, DEFAULT_COUNT), MOST);
  const page = rest.slice(0, count);
  const last = page.at(-1);
  const next = last && rest.length > page.length ? { offset: offset + page.length, ...(isByTime ? { cursor: String(last.sequence) } : {}) } : null; // prettier-ignore
  return { resources: page.map(resourceOf), total: matches.length, next };
}

function typesOf(request: SearchRequest): readonly string[] {
  const types = request.types?.length ? request.types : [request.resourceType];
  const unknown = types.find((type) => searchParametersOf(type) === undefined);
  if (unknown !== undefined) throw new OperationOutcomeError(badRequest(`there is no resource type ${unknown}`));
  return types;
}

function matchesOfType(store: VersionStore, type: string, request: SearchRequest): readonly PlacedVersion[] {
  const filters = (request.filters ?? []).map((filter) => checked(type, filter));
  const times = filters.filter((filter) => filter.code === '_lastUpdated').map(rangeOf);
  const others = filters.filter((filter) => filter.code !== '_lastUpdated');
  const byId = others.find((filter) => filter.code === '_id' && filter.operator === Operator.EQUALS);
  const rest = others.filter((filter) => filter !== byId);
  const from = Math.max(-Infinity, ...times.map((range) => range.from));
  const until = Math.min(Infinity, ...times.map((range) => range.until));
  const candidates = byId
    ? [...new Set(byId.value.split(','))].flatMap((id) => within(store.newest(type, id), from, until))
    : store.current(type, from, until);
  if (rest.length === 0) return candidates;
  loadStructures();
  return candidates.filter((version) => couldMatch(version, rest) && matchesSearchRequest(resourceOf(version), { resourceType: type as Identified['resourceType'], filters: rest })); // prettier-ignore
}

function within(version: PlacedVersion | undefined, from: number, until: number): PlacedVersion[] {
  if (!version || version.text === null) return [];
  return version.lastUpdated >= from && version.lastUpdated < until ? [version] : [];
}

/** A filter of a parameter that the type has; a reference by id alone gets the types that it may point to. */
function checked(type: string, filter: Filter): Filter {
  const parameter = searchParametersOf(type)?.[filter.code];
  if (!parameter) throw new OperationOutcomeError(badRequest(`${type} has no search parameter ${filter.code}`));
  if (parameter.type !== 'reference' || filter.operator !== Operator.EQUALS) return filter;
  const values = filter.value.split(',').flatMap((value) => {
    if (value.includes('/') || value === '') return [value];
    return (parameter.target ?? []).map((target) => `${target}/${value}`);
  });
  return { ...filter, value: values.join(',') };
}

/** A cheap look at the text before the costly one at its meaning: a reference that is not in it cannot match. */
function couldMatch(version: PlacedVersion, filters: readonly Filter[]): boolean {
  return filters.every((filter) => {
    const isReference = searchParametersOf(version.resourceType)?.[filter.code]?.type === 'reference';
    if (!isReference || filter.operator !== Operator.EQUALS || filter.value === '') return true;
    return filter.value.split(',').some((value) => version.text?.includes(`"${value}"`));
  });
}

function rangeOf(filter: Filter): TimeRange {
  const range = timeRange(filter.operator, filter.value);
  if (!range) throw new OperationOutcomeError(badRequest(`_lastUpdated cannot be searched by ${filter.operator} ${filter.value}`)); // prettier-ignore
  return range;
}

function wholeNumber(name: string, value: number | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!Number.isSafeInteger(value) || value < 0) throw new OperationOutcomeError(badRequest(`${name} must be a whole number of at least 0`)); // prettier-ignore
  return value;
}

/** Sorted by the rules, the first rule first; by the order of writing where they leave it open. */
function sortVersions(versions: readonly PlacedVersion[], rules: readonly SortRule[]): readonly PlacedVersion[] {
  const keyed = versions.map((version) => ({ version, keys: rules.map((rule) => keyOf(version, rule)) }));
  keyed.sort((a, b) => {
    for (const [index, rule] of rules.entries()) {
      const [left = '', right = ''] = [a.keys[index], b.keys[index]];
      if (left !== right) return (left < right ? -1 : 1) * (rule.descending ? -1 : 1);
    }
    return a.version.sequence - b.version.sequence;
  });
  return keyed.map(({ version }) => version);
}

function keyOf(version: PlacedVersion, rule: SortRule): string | number {
  if (rule.code === '_lastUpdated') return version.sequence;
  if (rule.code === '_id') return version.id;
  const parameter = searchParametersOf(version.resourceType)?.[rule.code];
  if (!parameter) throw new OperationOutcomeError(badRequest(`${version.resourceType} cannot be sorted by ${rule.code}`)); // prettier-ignore
  loadStructures();
  const [first] = evalFhirPath(parameter.expression as string, resourceOf(version));
  return typeof first === 'string' ? first : JSON.stringify(first ?? '');
}
