/**
 * Free text as any receiver takes it: capitals of the basic character set, accents off, whatever separates X12 data
 * turned into blanks, at most `length` characters. For names and addresses, never for identifiers.
 */
export function plainText(text: string, length: number): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
  return plain
    .replace(/[^A-Z0-9 &'()+,\-./;=?]/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, length)
    .trim();
}
