import { addDays, type CalendarDate } from '../../platform/domain/calendar-date';
import { createAddress } from '../people';
import type { World } from '../world';
import type { Identified, Resource } from './fhir-types';
import { accountIdOf, accountResource, SYSTEMS } from './master-data';
import type { JournaledRepository } from './repository';
import { LONGEST_REVISION, visitsOf, type PlannedCharge, type PlannedRevision, type Visit } from './visits';

/**
 * Writes what one day brings: visits begin, those of today and of yesterday end and are charged, charges of earlier
 * days are corrected or taken back, and now and then a patient moves. `firstDay` is the first day that ever ran.
 */
export async function liveThrough(
  repository: JournaledRepository,
  world: World,
  { day, firstDay }: { day: CalendarDate; firstDay: CalendarDate },
): Promise<void> {
  for (const visit of visitsOf(world, day)) {
    await openAccount(repository, visit);
    await (visit.endsNextDay ? put(repository, encounterOf(visit, false)) : finish(repository, visit));
  }
  const daysBefore = (count: number): readonly Visit[] => {
    const before = addDays(day, -count);
    return before < firstDay ? [] : visitsOf(world, before);
  };
  for (const visit of daysBefore(1).filter((one) => one.endsNextDay)) await finish(repository, visit);
  for (let age = 2; age <= LONGEST_REVISION; age += 1) {
    const due = daysBefore(age).flatMap((visit) => visit.revisions.filter((revision) => revision.afterDays === age));
    for (const revision of due) await revise(repository, world, revision);
  }
  await move(repository, world, day);
}

async function put(repository: JournaledRepository, resource: Resource): Promise<void> {
  await repository.updateResource(resource);
}

/** A patient seen at another facility than the usual one gets an account there. */
async function openAccount(repository: JournaledRepository, { person, facilityId }: Visit): Promise<void> {
  if (repository.peek('Account', accountIdOf(person.id, facilityId))) return;
  await put(repository, accountResource(person, facilityId));
}

async function finish(repository: JournaledRepository, visit: Visit): Promise<void> {
  await put(repository, encounterOf(visit, true));
  for (const charge of visit.charges) await put(repository, chargeItemOf(visit, charge));
}

async function revise(repository: JournaledRepository, world: World, revision: PlannedRevision): Promise<void> {
  const charge = repository.peek('ChargeItem', revision.chargeId);
  if (!charge) return;
  const code = charge.code?.coding?.[0]?.code;
  const cents = world.prices.find((price) => price.code === code)?.cents ?? 0;
  const { quantity } = revision;
  if (quantity === null) return put(repository, { ...charge, status: 'entered-in-error' });
  await put(repository, { ...charge, quantity: { value: quantity }, priceOverride: dollars(cents * quantity) });
}

/** Every sixth day or so one patient has a new address. */
async function move(repository: JournaledRepository, world: World, day: CalendarDate): Promise<void> {
  const random = world.random(`ehr/moves/${day}`);
  if (!random.chance(0.17)) return;
  const patient = repository.peek('Patient', random.pick(world.patients).id);
  if (!patient) return;
  const { line, city, state, postalCode } = createAddress(random);
  const address = [{ use: 'home' as const, line: [line], city, state, postalCode, country: 'US' }];
  await put(repository, { ...patient, address });
}

function encounterOf(visit: Visit, isFinished: boolean): Identified {
  const start = `${visit.day}T${visit.startsAt}:00Z`;
  return {
    resourceType: 'Encounter',
    id: visit.id,
    status: isFinished ? 'finished' : 'in-progress',
    class: {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
      code: visit.isEmergency ? 'EMER' : 'AMB',
    },
    subject: { reference: `Patient/${visit.person.id}` },
    participant: [{ individual: { reference: `Practitioner/${visit.practitionerId}` } }],
    period: isFinished ? { start, end: `${visit.day}T${visit.endsAt}:00Z` } : { start },
    reasonCode: [{ coding: [{ system: SYSTEMS.diagnosis, code: visit.diagnosis }] }],
    account: [{ reference: `Account/${accountIdOf(visit.person.id, visit.facilityId)}` }],
    serviceProvider: { reference: `Organization/${visit.facilityId}` },
  };
}

/** `priceOverride` is the price of the whole line, all its units together. */
function chargeItemOf(visit: Visit, charge: PlannedCharge): Identified {
  const { code, description, cents } = charge.price;
  return {
    resourceType: 'ChargeItem',
    id: charge.id,
    status: 'billable',
    code: { coding: [{ system: SYSTEMS.procedure, code }], text: description },
    subject: { reference: `Patient/${visit.person.id}` },
    context: { reference: `Encounter/${visit.id}` },
    occurrenceDateTime: visit.day,
    performer: [{ actor: { reference: `Practitioner/${visit.practitionerId}` } }],
    performingOrganization: { reference: `Organization/${visit.facilityId}` },
    quantity: { value: charge.quantity },
    priceOverride: dollars(cents * charge.quantity),
    enteredDate: `${visit.day}T${visit.endsAt}:00Z`,
    reason: [{ coding: [{ system: SYSTEMS.diagnosis, code: visit.diagnosis }] }],
    account: [{ reference: `Account/${accountIdOf(visit.person.id, visit.facilityId)}` }],
  };
}

/** FHIR Money of whole cents: a quotient by 100 is written back with its two decimals exactly. */
const dollars = (cents: number): { value: number; currency: 'USD' } => ({ value: cents / 100, currency: 'USD' });
