type Reader = (input: unknown) => unknown;

/**
 * Paths into JSON messages, as FHIR and API references write them: the first word names the resource and is not read
 * (`Patient.birthDate`), `[n]` takes the nth element, `[key=value]` the first element with that value, `[*]` every
 * element (the rest of the path is read from each). Without brackets a list is entered at its first element.
 * Reading an absent step gives undefined.
 */
export function jsonPath(path: string): Reader {
  const steps = path
    .replace(/^[^.[]+\.?/, '')
    .split(/\.(?![^[]*\])/)
    .flatMap((step) => step.split(/(?=\[)/))
    .filter((step) => step !== '');
  return steps.reduceRight<Reader>(
    (next, step) => compileStep(step, next),
    (value) => value,
  );
}

function compileStep(step: string, next: Reader): Reader {
  if (!step.startsWith('[')) return (value) => next(property(value, step));
  const selector = step.slice(1, -1);
  if (selector === '*') return (value) => listOf(value).map(next);
  if (/^\d+$/.test(selector)) return (value) => next(listOf(value)[Number(selector)]);
  const [key = '', wanted = ''] = selector.split('=');
  const inner = jsonPath(`_.${key}`);
  return (value) => next(listOf(value).find((item) => inner(item) === wanted));
}

function property(value: unknown, name: string): unknown {
  const object: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, name)) return undefined;
  return (object as Record<string, unknown>)[name];
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}
