/** A failure that the data asks for, with the code that the stub gives it. */
export class StubFault extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A record of `data.json`; the viewers that `$visibleTo` names see it, or all. */
export type StubRecord = Record<string, unknown>;

/** What an expression of `data.json` is evaluated among. */
export interface Surroundings {
  readonly entities: Record<string, StubRecord[]>;
  readonly record: StubRecord;
  readonly args: Readonly<Record<string, unknown>>;
  readonly subject: string | null;
}

/** Whether a value is an object and no list. */
export const isRecord = (value: unknown): value is StubRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `Type/id` of a record. */
export function keyOf(type: string, { __typename, id }: StubRecord): string {
  return `${typeof __typename === 'string' ? __typename : type}/${typeof id === 'string' ? id : '?'}`;
}

/** A value of `data.json`; an object whose first key starts with `$` is an expression, see the README. */
export function evaluate(value: unknown, around: Surroundings): unknown {
  if (Array.isArray(value)) return value.map((item) => evaluate(item, around));
  if (!isRecord(value)) return value ?? null;
  const [name = ''] = Object.keys(value);
  const expression = EXPRESSIONS[name];
  return expression ? expression(value, around) : value;
}

type Expression = (value: StubRecord, around: Surroundings) => unknown;

const EXPRESSIONS: Readonly<Record<string, Expression>> = {
  /** `{"$ref": "Type/id"}`: the record, its reference where this subgraph has no records of the type, or null. */
  $ref({ $ref }, { entities, subject }) {
    const [type = '', id] = String($ref).split('/');
    const records = entities[type];
    if (!records) return { __typename: type, id };
    return typed(type, records.find((record) => record['id'] === id && isSeen(record, subject)) ?? null);
  },
  /** `{"$find": "Type", "where": {…}}`: the first that fits; else the fault MISSING, or null with `"orNull": true`. */
  $find({ $find, where, orNull }, around) {
    const type = String($find);
    const [found] = matching(type, where, around);
    if (found) return typed(type, found);
    if (orNull === true) return null;
    throw new StubFault('MISSING', `there is no such ${type}`);
  },
  /** `{"$list": "Type", "where": {…}, "sortBy": …, "first": …}` */
  $list({ $list, where, sortBy, first }, around) {
    const found = matching(String($list), where, around);
    const by = evaluate(sortBy, around);
    if (typeof by === 'string') found.sort((a, b) => String(a[by]).localeCompare(String(b[by])));
    const most = evaluate(first, around);
    return found.slice(0, typeof most === 'number' ? most : undefined).map((record) => typed(String($list), record));
  },
  $count: ({ $count, where }, around) => matching(String($count), where, around).length,
  /** `{"$text": "{given} of {address.city} {args.per}"}`: of the record's own fields and the arguments. */
  $text: ({ $text }, { record, args }) =>
    String($text).replace(/\{([\w.]+)\}/g, (_, path: string) => String(valueAt({ ...record, args }, path))),
  $own: ({ $own }, { record }) => record[String($own)],
  $args: ({ $args }, { args }) => args[String($args)],
  /** `{"$error": "text", "code": "…"}`: thrown. */
  $error({ $error, code }) {
    throw new StubFault(typeof code === 'string' ? code : 'BUG', String($error));
  },
  /** `{"$update": "Type", "where": {…}, "set": {…}}`: changes the record and gives it. */
  $update({ $update, where, set }, around) {
    const [found] = matching(String($update), where, around);
    if (!found) throw new StubFault('MISSING', `there is no such ${String($update)}`);
    Object.assign(found, evaluateAll(set, around));
    return typed(String($update), found);
  },
  /** `{"$object": {…}}`: an object whose fields are evaluated here. */
  $object: ({ $object }, around) => evaluateAll($object, around),
  /** `{"$late": …, "ms": 5}`: the value, a little later. */
  $late: async ({ $late, ms }, around) => {
    await new Promise((resolve) => setTimeout(resolve, Number(ms)));
    return evaluate($late, around);
  },
};

const valueAt = (record: StubRecord, path: string): unknown =>
  path.split('.').reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), record);

const typed = (type: string, record: StubRecord | null): StubRecord | null => record && { __typename: type, ...record };

/** Whether a record is there for this subject. */
export const isSeen = ({ $visibleTo }: StubRecord, subject: string | null): boolean =>
  !Array.isArray($visibleTo) || $visibleTo.includes(subject);

const evaluateAll = (values: unknown, around: Surroundings): StubRecord =>
  Object.fromEntries(
    Object.entries((values ?? {}) as StubRecord).map(([key, value]) => [key, evaluate(value, around)]),
  );

/** Records that fit each condition; a condition on an argument that was not given is none. */
function matching(type: string, where: unknown, around: Surroundings): StubRecord[] {
  const conditions = Object.entries(evaluateAll(where, around)).filter(([, value]) => value != null);
  return (around.entities[type] ?? []).filter(
    (record) => isSeen(record, around.subject) && conditions.every(([key, value]) => record[key] === value),
  );
}
