import { randomBytes } from 'node:crypto';

/** Nobody can guess it, so no name of a client's begins so. */
const RENAMED = `renamed_${randomBytes(6).toString('hex')}_`;

/** A response name under which a field is planned and fetched, where the client's own would be taken for another field. */
export const renamed = (name: string): string => `${RENAMED}${name}`;

/** A name of the answer, or of an error's path, as the client wrote it. */
export const clientName = <Step extends string | number>(step: Step): Step | string =>
  typeof step === 'string' && step.startsWith(RENAMED) ? step.slice(RENAMED.length) : step;

/** The value with the client's names, in the order it came. */
export function inClientNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inClientNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [clientName(name), inClientNames(one)]));
}
