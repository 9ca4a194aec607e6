import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Person } from '../people';
import type { Price } from '../prices';
import type { Random } from '../random';
import { PATIENTS, type World } from '../world';

/** One coded charge of a visit. */
export interface PlannedCharge {
  readonly id: string;
  readonly price: Price;
  readonly quantity: number;
}

/** What happens to a charge some days later, because somebody looked again. */
export interface PlannedRevision {
  readonly chargeId: string;
  readonly afterDays: number;
  /** The right quantity; null when the charge was entered in error. */
  readonly quantity: number | null;
}

/** One encounter as it will go. */
export interface Visit {
  readonly id: string;
  readonly day: CalendarDate;
  readonly person: Person;
  readonly facilityId: string;
  readonly practitionerId: string;
  readonly isEmergency: boolean;
  /** Hour and minute of its beginning, UTC. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** Its end, and with it the charges, are only known on the next day. */
  readonly endsNextDay: boolean;
  /** ICD-10-CM code. */
  readonly diagnosis: string;
  readonly charges: readonly PlannedCharge[];
  readonly revisions: readonly PlannedRevision[];
}

/** The longest time after a visit at which a charge of it is still revised, in days. */
export const LONGEST_REVISION = 5;

/** The visits of one day: about 12 for 200 patients, the same for the same seed and day. */
export function visitsOf(world: World, day: CalendarDate): readonly Visit[] {
  const random = world.random(`ehr/visits/${day}`);
  const count = Math.ceil((random.integer(10, 14) * world.patients.length) / PATIENTS);
  return Array.from({ length: count }, (_, index) => createVisit(world, random, { day, number: index + 1 }));
}

function createVisit(world: World, random: Random, { day, number }: { day: CalendarDate; number: number }): Visit {
  const key = `${day.replaceAll('-', '')}-${String(number).padStart(2, '0')}`;
  const person = random.pick(world.patients);
  const facilityId = random.chance(0.12) ? random.pick(world.facilities).id : person.homeFacilityId;
  const isEmergency = random.chance(0.12);
  const hour = random.integer(8, 16);
  const minute = random.pick(['00', '15', '30', '45']);
  const charges = createCharges(world, random, { key, person, day, isEmergency });
  return {
    id: `encounter-${key}`,
    day,
    person,
    facilityId,
    practitionerId: random.pick(world.practitioners.filter((one) => one.facilityId === facilityId)).id,
    isEmergency,
    startsAt: `${String(hour).padStart(2, '0')}:${minute}`,
    endsAt: `${String(hour + random.integer(1, 4)).padStart(2, '0')}:${minute}`,
    endsNextDay: random.chance(0.35),
    diagnosis: random.pick(DIAGNOSES),
    charges,
    revisions: charges.flatMap((charge) => createRevisions(random, charge)),
  };
}

interface Occasion {
  readonly key: string;
  readonly person: Person;
  readonly day: CalendarDate;
  readonly isEmergency: boolean;
}

function createCharges({ prices }: World, random: Random, occasion: Occasion): readonly PlannedCharge[] {
  const isChild = Number(occasion.day.slice(0, 4)) - Number(occasion.person.birthDate.slice(0, 4)) < 18;
  const visitKind = occasion.isEmergency ? 'EMERGENCY' : isChild ? 'CHILD_VISIT' : 'VISIT';
  const visit = random.pick(prices.filter((price) => price.kind === visitKind));
  const services = prices.filter((price) => price.kind === 'SERVICE');
  const chosen = new Set<Price>([visit]);
  for (let more = random.integer(0, 3); more > 0; more -= 1) chosen.add(random.pick(services));
  return [...chosen].map((price, index) => ({
    id: `charge-${occasion.key}-${index + 1}`,
    price,
    quantity: price.kind === 'SERVICE' && random.chance(0.08) ? 2 : 1,
  }));
}

/** One charge in thirty gets another quantity later, one in sixty is taken back. */
function createRevisions(random: Random, charge: PlannedCharge): readonly PlannedRevision[] {
  const afterDays = random.integer(2, LONGEST_REVISION);
  const isWrong = random.chance(1 / 60);
  const isMiscounted = random.chance(1 / 30);
  if (charge.price.kind !== 'SERVICE' || !(isWrong || isMiscounted)) return [];
  return [{ chargeId: charge.id, afterDays, quantity: isWrong ? null : charge.quantity + 1 }];
}

const DIAGNOSES = ['J06.9', 'I10', 'E11.9', 'M54.50', 'R07.9', 'J45.909', 'N39.0', 'K21.9', 'R51.9', 'S93.401A', 'Z00.00', 'E78.5', 'R10.9', 'L03.90', 'F41.1']; // prettier-ignore
