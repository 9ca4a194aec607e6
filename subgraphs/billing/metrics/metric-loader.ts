import DataLoader from 'dataloader';
import { allows, USUAL_PATHS } from '../../../platform/access/compartment';
import type { Compartment } from '../../../platform/access/viewer';
import { HubError } from '../../../platform/domain/errors';
import { MetricDesk, type MetricAnswer, type MetricQuestion } from './answers';
import type { MetricSnapshots } from './snapshots';

/**
 * Answers the metrics of one request out of the viewer's own facilities, those of a tick together, and later ones narrowed
 * by what was shown before. Throws NOT_FOUND before the first business day has been counted.
 */
export function createMetricLoader(
  snapshots: Pick<MetricSnapshots, 'current'>,
  compartment: Compartment,
): DataLoader<MetricQuestion, MetricAnswer> {
  const open = once(async () => {
    const snapshot = await snapshots.current();
    if (!snapshot) throw new HubError('NOT_FOUND', 'there are no metrics yet; they are counted once a business day');
    const { asOf, atoms } = snapshot;
    return { asOf, desk: new MetricDesk(atoms.filter((atom) => allows(compartment, atom, USUAL_PATHS))) };
  });
  return new DataLoader(
    async (questions) => {
      const { asOf, desk } = await open();
      return desk.answer(questions, asOf);
    },
    { cache: false },
  );
}

/** One snapshot for the whole request: two would differ by a day's people. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
