import { addDays, calendarDate, type CalendarDate } from '../platform/domain/calendar-date';
import type { Random } from './random';
import type { Address, Facility, Payer } from './world';

/** One plan that covers a person. */
export interface PersonCoverage {
  /** Also the id of its FHIR Coverage. */
  readonly id: string;
  readonly payerId: string;
  /** 1 pays first, 2 what is left. */
  readonly order: 1 | 2;
  /** The subscriber's number with the payer; a dependant shares it. */
  readonly memberId: string;
  /** How the person is related to the subscriber. X12 SBR02 18, 19, 01. */
  readonly relationship: 'self' | 'child' | 'spouse';
  readonly subscriber: { readonly family: string; readonly given: string };
  readonly startsOn: CalendarDate;
}

/** Who answers for the bill: the person, another patient, or somebody who is no patient. */
export type PersonGuarantor =
  | { readonly kind: 'SELF' }
  | { readonly kind: 'PATIENT'; readonly patientId: string }
  | {
      readonly kind: 'RELATED';
      /** Also the id of the FHIR RelatedPerson. */
      readonly id: string;
      readonly family: string;
      readonly given: string;
      /** HL7 v3 RoleCode. */
      readonly relationship: 'PRN' | 'SPS';
      readonly address: Address;
      readonly telephone: string;
    };

/** A patient, invented. */
export interface Person {
  /** Also the id of the FHIR Patient. */
  readonly id: string;
  readonly medicalRecordNumber: string;
  readonly family: string;
  readonly given: string;
  readonly birthDate: CalendarDate;
  readonly gender: 'female' | 'male';
  readonly address: Address;
  readonly telephone: string;
  /** Where most of their visits are. */
  readonly homeFacilityId: string;
  readonly guarantor: PersonGuarantor;
  /** Primary first; none for those who pay themselves. */
  readonly coverages: readonly PersonCoverage[];
}

export interface PeopleOptions {
  readonly count: number;
  readonly random: Random;
  readonly facilities: readonly Facility[];
  readonly payers: readonly Payer[];
}

/** `count` patients; three in twenty are dependants, whose guarantor is an earlier patient or a person outside. */
export function createPeople(options: PeopleOptions): readonly Person[] {
  const people: Person[] = [];
  for (let number = 1; number <= options.count; number += 1) {
    people.push(DEPENDANT_PLACES.has(number % 20) ? createDependant(number, people, options) : createAdult(number, options)); // prettier-ignore
  }
  return people;
}

const DEPENDANT_PLACES: ReadonlySet<number> = new Set([6, 13, 19]);
const PUBLIC_PLAN_AGE = calendarDate('1961-01-01'); // born before: 65 or older

function createAdult(number: number, options: PeopleOptions): Person {
  const { random } = options;
  const gender = random.pick(['female', 'male'] as const);
  const family = random.pick(FAMILIES);
  const given = random.pick(GIVEN[gender]);
  const birthDate = birthBetween(random, 1938, 2006);
  return {
    ...identityOf(number),
    family,
    given,
    gender,
    birthDate,
    address: createAddress(random),
    telephone: createTelephone(random),
    homeFacilityId: random.pick(options.facilities).id,
    guarantor: { kind: 'SELF' },
    coverages: createCoverages({ number, subscriber: { family, given }, birthDate, relationship: 'self' }, options),
  };
}

/** A child, or one time in five a spouse. */
function createDependant(number: number, earlier: readonly Person[], options: PeopleOptions): Person {
  const { random } = options;
  const isSpouse = random.chance(0.2);
  const adults = earlier.filter((person) => person.guarantor.kind === 'SELF' && person.coverages.length > 0);
  const adult = random.chance(0.6) ? random.pick(adults) : createAdult(number, options);
  const isPatient = earlier.includes(adult);
  const gender = random.pick(['female', 'male'] as const);
  const relationship = isSpouse ? 'spouse' : 'child';
  return {
    ...identityOf(number),
    family: adult.family,
    given: random.pick(GIVEN[gender]),
    gender,
    birthDate: isSpouse ? birthBetween(random, 1955, 2000) : birthBetween(random, 2009, 2024),
    address: adult.address,
    telephone: adult.telephone,
    homeFacilityId: adult.homeFacilityId,
    guarantor: isPatient ? { kind: 'PATIENT', patientId: adult.id } : outsideGuarantor(number, adult, isSpouse),
    coverages: adult.coverages.map((coverage) => ({
      ...coverage,
      id: `coverage-${pad(number)}-${coverage.order}`,
      relationship,
    })),
  };
}

function outsideGuarantor(number: number, adult: Person, isSpouse: boolean): PersonGuarantor {
  const { family, given, address, telephone } = adult;
  const id = `guarantor-${pad(number)}`;
  return { kind: 'RELATED', id, family, given, relationship: isSpouse ? 'SPS' : 'PRN', address, telephone };
}

interface Insured extends Pick<PersonCoverage, 'subscriber' | 'relationship'> {
  readonly number: number;
  readonly birthDate: CalendarDate;
}

/** One in ten pays alone; older people have the public plan and mostly a supplement; of the others one in five has two. */
function createCoverages(insured: Insured, { random, payers }: PeopleOptions): readonly PersonCoverage[] {
  if (random.chance(0.1)) return [];
  const isOlder = insured.birthDate < PUBLIC_PLAN_AGE;
  const [supplement] = payers.filter((payer) => payer.isOftenSecondary);
  const primaries = payers.filter((payer) => !payer.isOftenSecondary);
  const primary = isOlder ? primaries.at(-1) : random.pick(primaries);
  const chosen = [primary, random.chance(isOlder ? 0.6 : 0.2) ? supplement : undefined].filter((payer) => payer !== undefined); // prettier-ignore
  return chosen.map((payer, index) => ({
    id: `coverage-${pad(insured.number)}-${index + 1}`,
    payerId: payer.id,
    order: index === 0 ? 1 : 2,
    memberId: `${payer.name.slice(0, 3).toUpperCase()}${random.digits(9)}`,
    relationship: insured.relationship,
    subscriber: insured.subscriber,
    startsOn: calendarDate('2024-01-01'),
  }));
}

const pad = (number: number): string => String(number).padStart(4, '0');

function identityOf(number: number): Pick<Person, 'id' | 'medicalRecordNumber'> {
  return { id: `patient-${pad(number)}`, medicalRecordNumber: `M${700_000 + number * 37}` };
}

function birthBetween(random: Random, firstYear: number, lastYear: number): CalendarDate {
  return addDays(calendarDate(`${random.integer(firstYear, lastYear)}-01-01`), random.integer(0, 364));
}

/** A street in one of the invented towns. */
export function createAddress(random: Random): Address {
  const [city, postalCode] = random.pick(TOWNS);
  return { line: `${random.integer(1, 990)} ${random.pick(STREETS)}`, city, state: 'OH', postalCode };
}

/** A number of the range kept free for fiction, 555-0100 to 555-0199. */
function createTelephone(random: Random): string {
  return `614-555-01${String(random.integer(0, 99)).padStart(2, '0')}`;
}

const TOWNS = [['Port Ellery', '43999'], ['Northmere', '43998'], ['Pinecrest Falls', '43997'], ['Alder Crossing', '43991'], ['Weatherby', '43992'], ['Cobble Creek', '43993'], ['Saint Orrin', '43994'], ['Marrow Bridge', '43995']] as const; // prettier-ignore
const STREETS = ['Orchard Street', 'Mill Lane', 'Harbor Road', 'Quarry Way', 'Chapel Street', 'Lantern Court', 'Juniper Avenue', 'Ferry Road', 'Upper Meadow Drive', 'Cannery Row', 'Station Street', 'Heron Walk']; // prettier-ignore
const FAMILIES = ['Ashdown', 'Belmonte', 'Carrow', 'Delacroix', 'Ekwueme', 'Fairbairn', 'Grønlund', 'Hathersage', 'Ibarra', 'Jankowski', 'Kilbride', 'Lowenthal', 'Marchetti', 'Nakagawa', "O'Dell", 'Pemberton', 'Quispe', 'Rasmussen', 'Sarkisian', 'Thistlewood', 'Umarov', 'Vandermeer', 'Whitlock', 'Xiang', 'Yarrow', 'Zapata', 'Okafor', 'Birdwhistle', 'Castañeda', 'Lindholm']; // prettier-ignore
const GIVEN = {
  female: ['Amara', 'Beatrix', 'Clementine', 'Daniela', 'Elspeth', 'Fatima', 'Gwen', 'Hana', 'Ione', 'Josefina', 'Kirsten', 'Leocadia', 'Mirembe', 'Noor', 'Odalys', 'Petra', 'Rosalind', 'Saoirse', 'Tamsin', 'Ursula'], // prettier-ignore
  male: ['Alaric', 'Benedikt', 'Caspian', 'Dmitri', 'Emeka', 'Florian', 'Gideon', 'Haruto', 'Isidro', 'Jasper', 'Kofi', 'Lorenzo', 'Magnus', 'Nestor', 'Orson', 'Prakash', 'Quentin', 'Rafael', 'Soren', 'Tobias'], // prettier-ignore
} as const;
