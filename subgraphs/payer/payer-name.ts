/** A payer's name as it is compared: capitals, letters and digits only; null when nothing is left. */
export function matchNameOf(name: string | null): string | null {
  const plain = (name ?? '').normalize('NFD').toUpperCase().replace(/[^A-Z0-9]/g, ''); // prettier-ignore
  return plain === '' ? null : plain;
}
