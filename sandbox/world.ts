import { createPeople, type Person } from './people';
import { CLINIC_PRICES, type Price } from './prices';
import { createRandom, type Random } from './random';

/** A postal address in a town that does not exist. */
export interface Address {
  readonly line: string;
  readonly city: string;
  /** Two-letter state code. */
  readonly state: string;
  readonly postalCode: string;
}

/** A company that keeps books of its own. */
export interface LegalEntity {
  readonly id: string;
  readonly name: string;
  /** Employer identification number, nine digits. */
  readonly taxId: string;
}

/** A place of care. */
export interface Facility {
  /** Also the id of its FHIR Organization. */
  readonly id: string;
  readonly name: string;
  /** National Provider Identifier, ten digits that pass the Luhn check. */
  readonly npi: string;
  readonly legalEntityId: string;
  readonly taxId: string;
  readonly address: Address;
  readonly telephone: string;
}

/** How a payer settles a claim. Cents; rates in basis points (10,000 = all). */
export interface Contract {
  /** Allowed amount of a line, as a share of what was billed. */
  readonly allowedBasisPoints: number;
  /** Owed by the patient per visit. */
  readonly copayCents: number;
  /** Owed by the patient per calendar year before the plan pays. */
  readonly deductibleCents: number;
  /** The patient's share of what is left of the allowed amount. */
  readonly coinsuranceBasisPoints: number;
  /** Share of claims refused altogether. */
  readonly denialBasisPoints: number;
  /** Days from receipt to remittance, least and most. */
  readonly paysAfterDays: readonly [number, number];
}

/** An insurer, invented. */
export interface Payer {
  /** Also the id of its FHIR Organization. */
  readonly id: string;
  readonly name: string;
  /** The number by which claims address it. X12 NM109 of loop 2010BB, identification code qualifier PI. */
  readonly payerIdentifier: string;
  readonly taxId: string;
  readonly address: Address;
  readonly telephone: string;
  readonly planName: string;
  readonly contract: Contract;
  /** Often pays after another plan. */
  readonly isOftenSecondary: boolean;
}

/** A clinician. */
export interface Practitioner {
  /** Also the id of its FHIR Practitioner. */
  readonly id: string;
  readonly family: string;
  readonly given: string;
  readonly npi: string;
  readonly facilityId: string;
}

/** What all stand-ins know in common: the same for the same seed. */
export interface World {
  readonly seed: number;
  readonly legalEntities: readonly LegalEntity[];
  readonly facilities: readonly Facility[];
  readonly payers: readonly Payer[];
  readonly practitioners: readonly Practitioner[];
  readonly prices: readonly Price[];
  /** The patients as they first were; the EHR holds what became of them. */
  readonly patients: readonly Person[];
  /** The generator of a named stream, always at its beginning: name a stream per purpose and day, `ehr/2026-01-05`. */
  readonly random: (stream: string) => Random;
}

/** Patients of a world, unless told. */
export const PATIENTS = 200;

/**
 * The world that `seed` always gives. Facilities and payers are the same for every seed; the people differ. With fewer
 * patients it has the first of them.
 */
export function createWorld({ seed, patients = PATIENTS }: { seed: number; patients?: number }): World {
  const random = (stream: string): Random => createRandom(seed, stream);
  return {
    seed,
    legalEntities: LEGAL_ENTITIES,
    facilities: FACILITIES,
    payers: PAYERS,
    practitioners: createPractitioners(random('world/practitioners')),
    prices: CLINIC_PRICES,
    patients: createPeople({
      count: patients,
      random: random('world/patients'),
      facilities: FACILITIES,
      payers: PAYERS,
    }),
    random,
  };
}

/** The NPI for nine leading digits: the tenth is the Luhn check digit over them with the prefix 80840. 45 CFR 162.406. */
export function npiOf(nine: string): string {
  const sum = [...`80840${nine}`].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${nine}${(10 - (sum % 10)) % 10}`;
}

const LEGAL_ENTITIES: readonly LegalEntity[] = [
  { id: 'le-lakeview', name: 'Lakeview Health Network Inc', taxId: '990000101' },
  { id: 'le-pinecrest', name: 'Pinecrest Medical Group LLC', taxId: '990000202' },
];

const FACILITIES: readonly Facility[] = [
  {
    id: 'facility-harbor',
    name: 'Lakeview Harbor Hospital',
    npi: npiOf('199000001'),
    legalEntityId: 'le-lakeview',
    taxId: '990000101',
    address: { line: '1 Harbor Road', city: 'Port Ellery', state: 'OH', postalCode: '43999' },
    telephone: '555-0101',
  },
  {
    id: 'facility-northside',
    name: 'Lakeview Northside Clinic',
    npi: npiOf('199000002'),
    legalEntityId: 'le-lakeview',
    taxId: '990000101',
    address: { line: '220 Orchard Street', city: 'Northmere', state: 'OH', postalCode: '43998' },
    telephone: '555-0102',
  },
  {
    id: 'facility-pinecrest',
    name: 'Pinecrest Family Medicine',
    npi: npiOf('199000003'),
    legalEntityId: 'le-pinecrest',
    taxId: '990000202',
    address: { line: '48 Mill Lane', city: 'Pinecrest Falls', state: 'OH', postalCode: '43997' },
    telephone: '555-0103',
  },
];

const PAYERS: readonly Payer[] = [
  {
    id: 'payer-meadowlark',
    name: 'Meadowlark Health Plan',
    payerIdentifier: '99101',
    taxId: '990001101',
    address: { line: '500 Prairie Avenue', city: 'Larksfield', state: 'IN', postalCode: '46999' },
    telephone: '555-0111',
    planName: 'Meadowlark Choice',
    contract: contract({ allowed: 7_200, copay: 2_500, deductible: 50_000, coinsurance: 2_000, denial: 300 }),
    isOftenSecondary: false,
  },
  {
    id: 'payer-stonebridge',
    name: 'Stonebridge Mutual',
    payerIdentifier: '99102',
    taxId: '990001102',
    address: { line: '12 Quarry Way', city: 'Stonebridge', state: 'PA', postalCode: '19999' },
    telephone: '555-0112',
    planName: 'Stonebridge Standard',
    contract: contract({ allowed: 6_500, copay: 4_000, deductible: 100_000, coinsurance: 2_500, denial: 1_400 }),
    isOftenSecondary: false,
  },
  {
    id: 'payer-commonwell',
    name: 'Commonwell Public Plan',
    payerIdentifier: '99103',
    taxId: '990001103',
    address: { line: '9 Assembly Square', city: 'Capitol Springs', state: 'OH', postalCode: '43996' },
    telephone: '555-0113',
    planName: 'Commonwell Basic',
    contract: contract({ allowed: 4_800, copay: 0, deductible: 24_000, coinsurance: 2_000, denial: 400 }),
    isOftenSecondary: false,
  },
  {
    id: 'payer-tandem',
    name: 'Tandem Supplemental Assurance',
    payerIdentifier: '99104',
    taxId: '990001104',
    address: { line: '77 Wheelhouse Drive', city: 'Tandem Hill', state: 'KY', postalCode: '40999' },
    telephone: '555-0114',
    planName: 'Tandem Gap Cover',
    contract: contract({ allowed: 7_800, copay: 0, deductible: 0, coinsurance: 0, denial: 200 }),
    isOftenSecondary: true,
  },
];

function contract(terms: Record<'allowed' | 'copay' | 'deductible' | 'coinsurance' | 'denial', number>): Contract {
  return {
    allowedBasisPoints: terms.allowed,
    copayCents: terms.copay,
    deductibleCents: terms.deductible,
    coinsuranceBasisPoints: terms.coinsurance,
    denialBasisPoints: terms.denial,
    paysAfterDays: [2, 6],
  };
}

const PRACTITIONER_FAMILIES = ['Abara', 'Bergstrom', 'Castellan', 'Dunmore', 'Eskildsen', 'Farrow', 'Galloway', 'Hartwell', 'Imaizumi', 'Jorvik', 'Kestrel', 'Lindqvist']; // prettier-ignore
const PRACTITIONER_GIVEN = ['Ada', 'Bruno', 'Celia', 'Dario', 'Edith', 'Felix', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Kaia', 'Lars']; // prettier-ignore

/** Four clinicians per facility. */
function createPractitioners(random: Random): readonly Practitioner[] {
  return PRACTITIONER_FAMILIES.map((family, index) => ({
    id: `practitioner-${index + 1}`,
    family,
    given: random.pick(PRACTITIONER_GIVEN),
    npi: npiOf(`1991${String(index + 1).padStart(5, '0')}`),
    facilityId: (FACILITIES[index % FACILITIES.length] as Facility).id,
  }));
}
