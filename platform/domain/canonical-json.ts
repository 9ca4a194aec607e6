/**
 * JSON text that is the same for equal values, whatever order their fields were set in: RFC 8785 (JCS). Fields that are
 * `undefined` are left out, as `JSON.stringify` leaves them out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    // Lists of ids and numbers, of which some hold thousands, have only one form.
    return value.every(isPlain) ? JSON.stringify(value) : `[${value.map(itemJson).join(',')}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as Readonly<Record<string, unknown>>;
  const members: string[] = [];
  // Without a comparison function, text is sorted by its UTF-16 code units, as the RFC asks.
  for (const name of Object.keys(fields).sort()) {
    const member = fields[name];
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}

const itemJson = (item: unknown): string => (item === undefined ? 'null' : canonicalJson(item));

const isPlain = (item: unknown): boolean => typeof item === 'string' || typeof item === 'number';
