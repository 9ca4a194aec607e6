import type { Data } from './fetcher';

/** Names that every plain object answers to, though nobody put them there. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

export const isInherited = (name: string): boolean => INHERITED.has(name);

/** The value that the object itself holds under a name. */
export const own = (object: Readonly<Data>, name: string): unknown =>
  INHERITED.has(name) && !Object.hasOwn(object, name) ? undefined : object[name];
