import {
  getNullableType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, type Selecting } from './collected-fields';
import type { Data } from './fetcher';
import { isInherited } from './own-property';
import { refusedBy, type Refusal } from './refused-fields';
import { jsonText } from './representation';
import { clientName } from './response-names';
import { interfaceOf, isUntyped, needsType } from './untyped-objects';

/**
 * Writes the JSON of an answer from its merged data, or gives null when the data is not clean: a null where none may be, a
 * value that does not fit its type. `hasShared` says that lists may stand in several places.
 */
export type Project = (root: Data, hasShared: boolean) => Projected | null;

/** An answer in the client's names. */
export interface Projected {
  readonly text: string;
  /** Once for each refused selection that has a place in it. */
  readonly refusals: readonly Refusal[];
}

/** What a projector is made for. */
export interface Projection extends Selecting {
  readonly operation: OperationDefinitionNode;
}

/** Compiles a projector: JavaScript generated for the operation. Only GraphQL names and JSON texts get into its code. */
export function compileProjector(projection: Projection): Project {
  const source = new ProjectorSource(projection);
  const root = source.ofRoot();
  const make = new Function('str', 'enums', source.text(root)); // eslint-disable-line @typescript-eslint/no-implied-eval
  return make(jsonText, source.enums) as Project; // eslint-disable-line @typescript-eslint/no-unsafe-call -- the function made above
}

/** The `__typename`s by which an object of a type is known in a place of an abstract type. */
function labelsOf(type: GraphQLObjectType, place: GraphQLAbstractType): string {
  if (!isUntyped(type)) return `case "${type.name}":`;
  const own = interfaceOf(type);
  return `case "${own.name}":${own === place ? 'case undefined:' : ''}`;
}

/** An expression of the generated code for the JSON of a value that is not null. */
type Expression = (value: string) => string;

class ProjectorSource {
  readonly enums: ReadonlySet<string>[] = [];
  readonly #functions: string[] = [];
  readonly #known = new Map<string, string>();
  readonly #sets = new Map<SelectionSetNode, number>();
  readonly #refusing = new Map<SelectionSetNode, boolean>();
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  ofRoot(): string {
    const { schema, operation } = this.#projection;
    const type = schema.getRootType(operation.operation);
    if (!type) throw new TypeError(`the schema has no ${operation.operation} type`);
    return this.#object(type, [operation.selectionSet]);
  }

  /**
   * `C` holds what one projection notes: whether it is clean, the texts of lists that stand in several places, and where
   * anything is refused the path, the place (`at`: a tree of names, without indices) and what was the first at its place.
   */
  text(root: string): string {
    const { selectionSet } = this.#projection.operation;
    const noted = this.#refuses([selectionSet]) ? ',path:[],at:{},refused:[]' : '';
    return [
      "'use strict';",
      "function bad(C){C.clean=false;return 'null'}",
      'function refuse(C,name,coordinate){C.at["!"+name]=true;C.refused.push({coordinate,path:[...C.path,name]})}',
      ...this.#functions,
      `return (o,shared)=>{const C={clean:true,texts:shared?new Map():null${noted}};const text=${root}(C,o);`,
      `return C.clean?{text,refusals:${noted === '' ? '[]' : 'C.refused'}}:null}`,
    ].join('\n');
  }

  /** Name of the function that writes an object of a type. */
  #object(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): string {
    const key = `${type.name} ${sets.map((set) => this.#idOf(set)).join(' ')}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const name = `o${this.#known.size}`;
    this.#known.set(key, name);
    const fields = [...collectFields(type, sets, this.#projection)];
    const body = fields.map(([response, nodes], index) =>
      this.#field(type, nodes, `${index === 0 ? '' : ','}"${clientName(response)}":`),
    );
    this.#functions.push(`function ${name}(C,o){let t='{',v,p;${body.join('')}return t+'}'}`);
    return name;
  }

  #field(type: GraphQLObjectType, nodes: readonly FieldNode[], lead: string): string {
    const [{ alias, name }] = nodes as readonly [FieldNode];
    if (name.value === '__typename') return `t+='${lead}"${type.name}"';`;
    const field = type.getFields()[name.value];
    if (!field) throw new TypeError(`${type.name} has no field ${name.value}`);
    const absent = isNonNullType(field.type) ? 'bad(C)' : "'null'";
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const response = (alias ?? name).value;
    const shown = clientName(response);
    const [coordinate] = nodes.flatMap((node) => refusedBy(node) ?? []);
    if (coordinate !== undefined) {
      return `if(C.at["!${shown}"]===undefined)refuse(C,"${shown}",${JSON.stringify(coordinate)});t+='${lead}'+${absent};`;
    }
    const value = isInherited(response) ? `Object.hasOwn(o,"${response}")?o.${response}:null` : `o.${response}`;
    const write = `t+='${lead}'+(v==null?${absent}:${this.#value(field.type, sets)('v')});`;
    if (!this.#refuses(sets)) return `v=${value};${write}`;
    const enter = `p=C.at;C.at=p["$${shown}"]??(p["$${shown}"]={});C.path.push("${shown}");`;
    return `v=${value};${enter}${write}C.path.pop();C.at=p;`;
  }

  /** Whether anything is refused in selection sets, or below them. */
  #refuses(sets: readonly SelectionSetNode[]): boolean {
    return sets.some((set) => {
      const known = this.#refusing.get(set);
      if (known !== undefined) return known;
      const refuses = set.selections.some((node) => {
        if (node.kind === Kind.FIELD) return refusedBy(node) !== undefined || (node.selectionSet && this.#refuses([node.selectionSet])); // prettier-ignore
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.#projection.fragments.get(node.name.value);
        return fragment && this.#refuses([fragment.selectionSet]);
      });
      this.#refusing.set(set, refuses);
      return refuses;
    });
  }

  #value(type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Expression {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return this.#list(nullable.ofType, sets);
    if (isLeafType(nullable)) return this.#leaf(nullable);
    const write = isObjectType(nullable) ? this.#object(nullable, sets) : this.#abstract(nullable, sets);
    return (value) => `(typeof ${value}==='object'?${write}(C,${value}):bad(C))`;
  }

  #list(item: GraphQLOutputType, sets: readonly SelectionSetNode[]): Expression {
    const name = `l${this.#functions.length}`;
    const absent = isNonNullType(item) ? 'bad(C)' : "'null'";
    // Reserves its place, for the items' functions come before it.
    const at = this.#functions.push('') - 1;
    const write = this.#value(item, sets)('v');
    const refuses = this.#refuses(sets);
    const step = refuses ? 'C.path[at]=i;' : '';
    const loop = `for(let i=0;i<a.length;i++){const v=a[i];if(i)t+=',';${step}t+=v==null?${absent}:${write}}`;
    this.#functions[at] = refuses
      ? [
          `function ${name}(C,a){if(!Array.isArray(a))return bad(C);`,
          `const at=C.path.push(0)-1;let t='[';${loop}C.path.pop();return t+']'}`,
        ].join('')
      : [
          `function ${name}(C,a){if(!Array.isArray(a))return bad(C);const T=C.texts;if(T===null)return ${name}w(C,a);`,
          `let m=T.get(${name});if(m===undefined)T.set(${name},m=new Map());`,
          `let t=m.get(a);if(t===undefined)m.set(a,t=${name}w(C,a));return t}`,
          `function ${name}w(C,a){let t='[';${loop}return t+']'}`,
        ].join('');
    return (value) => `${name}(C,${value})`;
  }

  #abstract(type: GraphQLAbstractType, sets: readonly SelectionSetNode[]): string {
    const cases = this.#projection.schema
      .getPossibleTypes(type)
      .filter((possible) => !isUntyped(possible) || !needsType(possible, sets, this.#projection))
      .map((possible) => `${labelsOf(possible, type)}return ${this.#object(possible, sets)}(C,v);`);
    const name = `a${this.#functions.length}`;
    this.#functions.push(`function ${name}(C,v){switch(v.__typename){${cases.join('')}default:return bad(C)}}`);
    return name;
  }

  #leaf(type: GraphQLLeafType): Expression {
    if (isEnumType(type)) {
      const at = this.enums.push(new Set(type.getValues().map(({ name }) => name))) - 1;
      return (value) => `(enums[${at}].has(${value})?'"'+${value}+'"':bad(C))`;
    }
    switch (type.name) {
      case 'String':
        return (value) => `(typeof ${value}==='string'?str(${value}):bad(C))`;
      case 'ID':
        return (value) =>
          `(typeof ${value}==='string'?str(${value}):Number.isInteger(${value})?'"'+${value}+'"':bad(C))`;
      case 'Int':
        return (value) => `(Number.isInteger(${value})&&(${value}|0)===${value}?''+${value}:bad(C))`;
      case 'Float':
        return (value) => `(Number.isFinite(${value})?''+${value}:bad(C))`;
      case 'Boolean':
        return (value) => `(${value}===true?'true':${value}===false?'false':bad(C))`;
      default:
        return (value) => `JSON.stringify(${value})`;
    }
  }

  #idOf(set: SelectionSetNode): number {
    const known = this.#sets.get(set) ?? this.#sets.size;
    this.#sets.set(set, known);
    return known;
  }
}
