import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Origin } from '../../../../platform/domain/origin';
import type { EhrFact } from '../../../../subgraphs/ehr/facts';
import { FHIR_TYPES, recordingsOf, type Recording } from '../../../../subgraphs/ehr/mapping/fhir';

/** Real-shaped bundles of synthetic patients, where they have been laid beside the project. */
const FOLDER = join(__dirname, '../../../../../shared/data/fhir');
const READ: ReadonlySet<string> = new Set(FHIR_TYPES);

interface Bundle {
  readonly entry: readonly { readonly resource: { readonly resourceType: string; readonly id: string } }[];
}

function recordingsIn(folder: string): readonly Recording[] {
  const files = readdirSync(join(FOLDER, folder)).filter((name) => name.endsWith('.json'));
  return files.flatMap((name) => {
    const bundle = JSON.parse(readFileSync(join(FOLDER, folder, name), 'utf8')) as Bundle;
    return bundle.entry
      .filter(({ resource }) => READ.has(resource.resourceType))
      .flatMap(({ resource }) => recordingsOf(resource, (sourceId) => ({ sourceId }) as Origin));
  });
}

/** How many different streams each type of fact is on. */
function streamsByType(recordings: readonly Recording[]): Record<string, number> {
  const streams = new Map<string, Set<string>>();
  for (const { stream, fact } of recordings) {
    streams.set(fact.type, (streams.get(fact.type) ?? new Set()).add(stream));
  }
  return Object.fromEntries([...streams].map(([type, set]) => [type, set.size]));
}

const dataOf = <Type extends EhrFact['type']>(recordings: readonly Recording[], type: Type) =>
  recordings.flatMap(({ fact }) => (fact.type === type ? [fact.data as Extract<EhrFact, { type: Type }>['data']] : []));

const suite = existsSync(FOLDER) ? describe : describe.skip;
if (!existsSync(FOLDER)) process.stderr.write(`skipped: no FHIR bundles in ${FOLDER}\n`);

suite('bundles of synthetic patients', () => {
  const a = existsSync(FOLDER) ? recordingsIn('synthea-a') : [];
  const b = existsSync(FOLDER) ? recordingsIn('synthea-b') : [];
  const all = [...a, ...b];

  test('every resource is read, and the counts are those of the bundles', () => {
    expect(streamsByType(a)).toEqual({
      PatientRecorded: 12,
      FacilityRecorded: 15,
      PractitionerRecorded: 15,
      EncounterRecorded: 115,
      ClaimRecorded: 135,
      CoverageRecorded: 11,
    });
    expect(streamsByType(b)).toEqual({
      PatientRecorded: 6,
      FacilityRecorded: 11,
      PractitionerRecorded: 11,
      EncounterRecorded: 74,
      ClaimRecorded: 74,
      CoverageRecorded: 4,
    });
  });

  test('every encounter and claim knows patient and facility, and every claim its encounter', () => {
    const encounters = new Set(dataOf(all, 'EncounterRecorded').map(({ id }) => id));
    const facilities = new Set(dataOf(all, 'FacilityRecorded').map(({ id }) => id));
    expect(dataOf(all, 'EncounterRecorded').filter(({ facilityId }) => !facilities.has(facilityId ?? ''))).toHaveLength(
      0,
    );
    const claims = dataOf(all, 'ClaimRecorded');
    expect(claims.filter(({ facilityId }) => facilityId === null)).toHaveLength(0);
    expect(claims.filter(({ encounterId }) => !encounters.has(encounterId ?? ''))).toHaveLength(0);
  });

  test('a claim names the coverage that the benefit of the same plan contains', () => {
    const coverages = new Set(dataOf(all, 'CoverageRecorded').map(({ id }) => id));
    const insured = dataOf(all, 'ClaimRecorded').filter(({ coverageId }) => coverageId !== null);
    expect(insured.length).toBe(171);
    expect(insured.filter(({ coverageId }) => !coverages.has(coverageId ?? ''))).toHaveLength(0);
  });

  test('billed amounts are exact to the cent', () => {
    const cents = dataOf(all, 'ClaimRecorded').reduce((sum, { billedAmount }) => sum + billedAmount.minorUnits, 0);
    expect(cents).toBe(33_849_156);
  });
});
