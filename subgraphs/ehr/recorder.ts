import { HubError, toHubError } from '../../platform/domain/errors';
import type { Clock } from '../../platform/domain/instant';
import type { Recorder, Settlement, Taken } from '../../platform/connect/port';
import type { AppendRequest, CommitLog } from '../../platform/events/port';
import type { EhrFact } from './facts';
import { createFacilityFinder } from './facility-finder';
import { recordingsOf, type Recording } from './mapping/fhir';

const ATTEMPTS = 5;

export interface RecorderDependencies {
  readonly log: CommitLog<EhrFact>;
  readonly clock: Clock;
}

/** One message with what it states, or with why it cannot be read yet or ever. */
interface Reading {
  readonly message: Taken;
  readonly recordings: readonly Recording[];
  readonly settlement: Settlement;
}

/** Records FHIR R4 resources as facts of the ehr log, a batch at a time; a fact that stands already is left as it is. */
export function createRecorder({ log, clock }: RecorderDependencies): Recorder {
  return async (messages) => {
    const finder = createFacilityFinder(log);
    const readings: Reading[] = [];
    for (const message of messages) {
      const reading = read(message);
      finder.note(reading.recordings);
      readings.push(reading);
    }
    const complete: Reading[] = [];
    for (const reading of readings) complete.push(await withFacility(reading, finder));
    await append(log, complete.flatMap((reading) => requestsOf(reading, clock))); // prettier-ignore
    return complete.map(({ settlement }) => settlement);
  };
}

function read(message: Taken): Reading {
  const { messageId, payload, system, receivedAt, correlationId } = message;
  try {
    if (payload instanceof HubError) throw payload;
    const recordings = recordingsOf(payload, (sourceId, sourceVersion) => ({
      system,
      sourceId,
      sourceVersion,
      receivedAt,
      messageId,
      correlationId,
    }));
    return { message, recordings, settlement: { messageId, outcome: 'ACCEPTED' } };
  } catch (error) {
    const reason = toHubError(error);
    if (reason.code === 'INTERNAL') throw error;
    return { message, recordings: [], settlement: { messageId, outcome: 'SET_ASIDE', reason } };
  }
}

async function withFacility(reading: Reading, finder: ReturnType<typeof createFacilityFinder>): Promise<Reading> {
  const recordings: Recording[] = [];
  for (const recording of reading.recordings) {
    const found = await finder.complete(recording.fact, reading.message.payload);
    if ('waitingFor' in found) {
      const { messageId } = reading.message;
      return { ...reading, recordings: [], settlement: { messageId, outcome: 'WAITING', ...found } };
    }
    recordings.push({ ...recording, fact: found.fact });
  }
  return { ...reading, recordings };
}

type Request = Omit<AppendRequest<EhrFact>, 'expectedVersion'>;

const requestsOf = ({ message, recordings }: Reading, clock: Clock): readonly Request[] =>
  recordings.map(({ stream, factKey, fact }) => ({
    stream,
    factKey,
    facts: [fact],
    at: clock(),
    origin: fact.data.origin,
    trace: { correlationId: message.correlationId, causationId: message.messageId },
  }));

/** Appends what is new; what another writer was faster with is looked at again. Throws CONFLICT when that never ends. */
async function append(log: CommitLog<EhrFact>, requests: readonly Request[]): Promise<void> {
  let left = withoutRepeats(requests);
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS) throw new HubError('CONFLICT', 'the ehr log is being written by too many at once');
    left = await appendOnce(log, left);
  }
}

function withoutRepeats(requests: readonly Request[]): readonly Request[] {
  const seen = new Set<string>();
  return requests.filter(({ stream, factKey }) => {
    const key = `${stream} ${factKey}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** One pass over the log; returns the requests that met another writer. */
async function appendOnce(log: CommitLog<EhrFact>, requests: readonly Request[]): Promise<readonly Request[]> {
  const held = await log.holds(requests);
  const fresh = requests.filter((_, index) => !held[index]);
  if (fresh.length === 0) return [];
  const versions = new Map(await log.versions([...new Set(fresh.map(({ stream }) => stream))]));
  const placed = fresh.map((request) => {
    const expectedVersion = versions.get(request.stream) ?? 0;
    versions.set(request.stream, expectedVersion + 1);
    return { ...request, expectedVersion };
  });
  const results = await log.appendMany(placed);
  return fresh.filter((_, index) => results[index]?.outcome === 'STALE');
}
