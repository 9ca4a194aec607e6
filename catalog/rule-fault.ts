import type { AccessFault } from '../platform/access/rules/declarations';
import { HubError } from '../platform/domain/errors';

/** One reason why a set of subgraphs does not make a graph; the code is composition's own or one of the catalog's. */
export type RuleFault = AccessFault;

/** The faults as one RULE_BROKEN error: the first three messages in its text, each fault's rule and coordinates in its details. */
export function ruleBroken(faults: readonly RuleFault[]): HubError {
  const shown = faults.slice(0, 3).map((fault) => fault.message);
  const more = faults.length > shown.length ? `; and ${faults.length - shown.length} more` : '';
  return new HubError('RULE_BROKEN', `the graph does not compose: ${shown.join('; ')}${more}`, {
    details: {
      faults: faults.length,
      rules: distinct(faults.map((fault) => fault.rule)),
      coordinates: distinct(faults.flatMap((fault) => fault.coordinates)),
      subgraphs: distinct(faults.flatMap((fault) => fault.subgraphs)),
    },
  });
}

const distinct = (words: readonly string[]): string => [...new Set(words)].join(' ');
