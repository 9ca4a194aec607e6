import fc from 'fast-check';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { Draw } from './random-worlds';

export const VARIABLES = { yes: true, no: false, text: 't' };

const HEAD = 'query ($yes: Boolean!, $no: Boolean!, $default: Boolean = true, $text: String)';
const CONDITIONS = [' @include(if: $yes)', ' @skip(if: $yes)', ' @include(if: $no)', ' @skip(if: $default)'];
const ARGUMENTS = ['(with: "w")', '(with: $text)', '(times: 3)', '(with: null)'];

/**
 * A random operation on a schema, valid but for names that may not merge: aliases are new names, or names of other fields
 * that federation may select by itself.
 */
export const drawQuery = (draw: Draw, schema: GraphQLSchema): string => new QueryDrawing(draw, schema).text();

class QueryDrawing {
  #aliases = 0;
  readonly #fragments: string[] = [];

  constructor(
    private readonly draw: Draw,
    private readonly schema: GraphQLSchema,
  ) {}

  text(): string {
    const query = this.schema.getQueryType();
    if (!query) throw new Error('no Query');
    const selected = this.#selected(query, 4);
    return [`${HEAD} { ${selected} }`, ...this.#fragments].join('\n');
  }

  #chance(outOf: number): boolean {
    return this.draw(fc.nat(outOf - 1)) === 0;
  }

  #selected(type: GraphQLCompositeType, depth: number): string {
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const isLeaf = (field: GraphQLField<unknown, unknown>): boolean => !isCompositeType(getNamedType(field.type));
    const chosen = fields.filter((field) => (depth > 0 || isLeaf(field)) && !this.#chance(4));
    const free = ['id', '__typename', ...fields.map(({ name }) => name)].filter((name) => !chosen.some((field) => field.name === name)); // prettier-ignore
    const parts = chosen.map((field) => this.#field(field, free, depth));
    if (isAbstractType(type)) {
      for (const possible of this.schema.getPossibleTypes(type)) {
        if (this.draw(fc.boolean())) parts.push(this.#fragment(possible, depth - 1));
      }
    }
    if (isObjectType(type) && type.getInterfaces().length > 0 && this.#chance(5)) parts.push('... on Named { label }');
    if (free.includes('__typename') && (parts.length === 0 || this.#chance(4))) parts.push('__typename');
    return parts.join(' ');
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const selected = this.#selected(type, depth);
    if (!this.#chance(3)) return `... on ${type.name}${this.#condition()} { ${selected} }`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${type.name} { ${selected} }`);
    return `...${name}${this.#condition()}`;
  }

  #condition(): string {
    return this.draw(fc.constantFrom('', '', '', ...CONDITIONS));
  }

  #field(field: GraphQLField<unknown, unknown>, free: string[], depth: number): string {
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? ` { ${this.#selected(named, depth - 1)} }` : '';
    const args = field.args.length > 0 ? this.draw(fc.constantFrom('', ...ARGUMENTS)) : '';
    const isPlain = below === '' && field.args.length === 0;
    const alias = isPlain && !this.#chance(3) ? '' : `${this.#alias(free)}: `;
    return `${alias}${field.name}${args}${this.#condition()}${below}`;
  }

  /** A new name, or one that is free: what is selected under it then is another field. */
  #alias(free: string[]): string {
    this.#aliases += 1;
    const taken = free.length > 0 && this.#chance(25) ? free.splice(this.draw(fc.nat(free.length - 1)), 1) : [];
    return taken[0] ?? `x${this.#aliases}`;
  }
}
