import { HubError } from '../domain/errors';
import type { Segment } from './segment';

/** The segments of one loop, in order: what a path is read from. */
export type Loop = readonly Segment[];

type SegmentTest = (segment: Segment) => boolean;

const PLAIN = /^([A-Z][A-Z0-9]{1,2}?)(?:(\d{2})(?:-(\d{1,2}))?)?$/;
const SELECTED = /^([A-Z][A-Z0-9]{1,2})((?:\[[^\]]*\])+)(?:\.(\d{2})(?:-(\d{1,2}))?)?$/;

/**
 * Compiles a path into the segments of a loop, written as the implementation guides name elements:
 * `CLP04` an element of the first CLP; `SVC01-2` a component of it; `N1[01=PR].02` of the first N1 whose element 01 is
 * PR (`[01=PR|PE]` for either, `[01-1=ABK]` for a component); `CAS[*].01` of every CAS; `CAS` and `CAS[*]` the segment
 * itself and all of them. What is absent or empty reads as undefined.
 * Throws INTERNAL for a path that is not of this form.
 */
export function x12Path(path: string): (loop: Loop) => unknown {
  const plain = PLAIN.exec(path);
  const [, id, selectors = '', element, component] = plain
    ? [plain[0], plain[1], '', plain[2], plain[3]]
    : (SELECTED.exec(path) ?? []);
  if (id === undefined) throw new HubError('INTERNAL', `'${path}' is not a path into X12`);
  const parts = [...selectors.matchAll(/\[([^\]]*)\]/g)].map(([, inner = '']) => inner);
  const matches = everyTest(id, parts.filter((part) => part !== '*').map(selectorTest(path)));
  const read = valueReader(element, component);
  if (parts.includes('*')) return (loop) => loop.filter(matches).map(read);
  return (loop) => {
    for (const segment of loop) if (matches(segment)) return read(segment);
    return undefined;
  };
}

function everyTest(id: string, tests: readonly SegmentTest[]): SegmentTest {
  if (tests.length === 0) return (segment) => segment.id === id;
  return (segment) => segment.id === id && tests.every((test) => test(segment));
}

const selectorTest =
  (path: string) =>
  (selector: string): SegmentTest => {
    const [, element, component, values] = /^(\d{2})(?:-(\d{1,2}))?=(.+)$/.exec(selector) ?? [];
    if (element === undefined || values === undefined) {
      throw new HubError('INTERNAL', `'${path}' is not a path into X12`);
    }
    const wanted = new Set(values.split('|'));
    const read = textReader(Number(element), component);
    return (segment) => wanted.has(read(segment));
  };

function valueReader(element: string | undefined, component: string | undefined): (segment: Segment) => unknown {
  if (element === undefined) return (segment) => segment;
  const read = textReader(Number(element), component);
  return (segment) => read(segment) || undefined;
}

function textReader(position: number, component: string | undefined): (segment: Segment) => string {
  if (component === undefined) return (segment) => segment.element(position);
  const part = Number(component);
  return (segment) => segment.component(position, part);
}
