/** A form body once its brackets are read: text leaves, nested objects; arrays come as objects keyed `0`, `1`, … */
export interface FormObject {
  readonly [name: string]: string | FormObject;
}

const DEPTH = 6; // levels of brackets; Stripe's own bodies use three

/**
 * Reads `application/x-www-form-urlencoded` text (a body or a query) as Stripe's SDKs write it:
 * `metadata[account_id]=a&expand[0]=latest_charge&created[gte]=1`. `expand[]=x` is read as the next index.
 * A name that cannot be read is kept as it stands, so that the endpoint can refuse it as an unknown parameter.
 */
export function parseForm(text: string): FormObject {
  const root: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of new URLSearchParams(text)) set(root, pathOf(name), value);
  return root as FormObject;
}

function pathOf(name: string): readonly string[] {
  const parts = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (parts === null) return [name];
  const inner = [...(parts[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? '');
  return inner.length > DEPTH ? [name] : [parts[1] ?? name, ...inner];
}

function set(root: Record<string, unknown>, path: readonly string[], value: string): void {
  let at = root;
  for (const step of path.slice(0, -1)) at = child(at, step === '' ? nextIndex(at) : step);
  const last = path.at(-1) ?? '';
  at[last === '' ? nextIndex(at) : last] = value;
}

function child(at: Record<string, unknown>, step: string): Record<string, unknown> {
  const there = at[step];
  if (typeof there === 'object' && there !== null) return there as Record<string, unknown>;
  const made = Object.create(null) as Record<string, unknown>;
  at[step] = made;
  return made;
}

const nextIndex = (at: Record<string, unknown>): string => String(Object.keys(at).length);

/** The text values of a list parameter such as `expand`, in order; none when absent. */
export function textList(value: string | FormObject | undefined): readonly string[] {
  if (value === undefined || typeof value === 'string') return value === undefined ? [] : [value];
  return Object.values(value).filter((item): item is string => typeof item === 'string');
}
