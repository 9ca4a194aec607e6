import { parse, validate, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';

const MOST_CHECKED = 5_000; // fetch documents

/** A fetch's document and what is wrong with it. */
export interface CheckedDocument {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
}

/** Checks each document that a gateway's plans fetch by once; they are kept by their text, at most 5,000. */
export class CheckedDocuments {
  readonly #known = new Map<string, CheckedDocument>();
  readonly #schema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** Throws GraphQL's syntax error. `parsed` is the text, where it has been parsed already. */
  check(text: string, parsed?: DocumentNode): CheckedDocument {
    const known = this.#known.get(text);
    if (known) return known;
    const document = parsed ?? parse(text, { noLocation: true });
    const checked = { document, errors: validate(this.#schema, document) };
    if (this.#known.size >= MOST_CHECKED) this.#known.clear();
    this.#known.set(text, checked);
    return checked;
  }
}
