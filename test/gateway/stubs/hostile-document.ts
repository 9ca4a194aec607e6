const DEPTH = 16; // each level doubles what is to be planned

const fragmentAt = (at: number): string =>
  `fragment F${at} on Patient { a: accounts { patient { name ...F${at + 1} } } b: accounts { patient { name ...F${at + 1} } } }`;

/** A small document over the stub graph whose plan takes minutes. */
export const HOSTILE_DOCUMENT = [
  '{ patients { ...F0 } }',
  ...Array.from({ length: DEPTH }, (_, at) => fragmentAt(at)),
  `fragment F${DEPTH} on Patient { id }`,
].join(' ');
