import { setImmediate as nextTurn } from 'node:timers/promises';
import { GraphQLError, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { CONTRACTS, type ContractName } from '../platform/access/contracts';
import { HubError } from '../platform/domain/errors';
import { hubErrorBehind } from '../platform/domain/graphql-errors';
import { errorsWithin } from './contract-errors';
import { createContractAnswers, type AskedOfContract } from './contract-answer';
import { contractSchema, type ContractSchema } from './contract-schema';
import { readSupergraphTags } from './supergraph-tags';
import { WrittenAnswer } from './written-answer';

/** What a client's documents are valid in and answered in terms of: the whole graph, or the part of it with one tag. */
export interface Contract {
  /** Null for the whole graph. */
  readonly name: ContractName | null;
  readonly schema: GraphQLSchema;
  /** The document to plan and run for a client's. */
  documentFor(document: DocumentNode): DocumentNode;
  /** The whole graph's answer in this contract's terms. */
  answer(asked: AskedOfContract, result: ExecutionResult): Promise<ExecutionResult>;
}

/** The contracts of one supergraph. */
export interface Contracts {
  /** Null: the whole graph. Throws NOT_FOUND for a contract that nothing in the graph belongs to. */
  named(name: ContractName | null): Contract;
}

/**
 * Makes every contract of a supergraph, the event loop let go of between them. Throws RULE_BROKEN when the tags leave no
 * valid schema of one.
 */
export async function createContracts(clientSchema: GraphQLSchema, supergraph: DocumentNode): Promise<Contracts> {
  const tagsOf = readSupergraphTags(supergraph);
  const whole: Contract = {
    name: null,
    schema: clientSchema,
    documentFor: (document) => document,
    answer: async (_asked, result) => result,
  };
  const made = new Map<ContractName | null, Contract>([[null, whole]]);
  for (const name of CONTRACTS) {
    await nextTurn();
    const found = contractSchema(clientSchema, tagsOf(name));
    if (found) made.set(name, partOf(name, found));
  }
  return {
    named(name) {
      const contract = made.get(name);
      if (!contract) throw new HubError('NOT_FOUND', `nothing in this graph belongs to the contract ${name ?? ''}`);
      return contract;
    },
  };
}

function partOf(name: ContractName, found: ContractSchema): Contract {
  const { schema } = found;
  const answers = createContractAnswers(found);
  return {
    name,
    schema,
    documentFor: (document) => answers.documentFor(document),
    async answer(asked, answer) {
      if (answer instanceof WrittenAnswer && !answers.meetsOutside(asked.document)) {
        return answer.withErrors((error: GraphQLError) => inTermsOf(schema, error));
      }
      const { data, errors = [] } = answer;
      const completed: ExecutionResult = data == null ? { data: data ?? null } : await answers.complete(asked, data);
      const nulled = (completed.errors ?? []).map(({ path }) => absentAt(path));
      const within = errorsWithin(errors, { before: data, after: completed.data });
      const all = [...within.map((error) => inTermsOf(schema, error)), ...nulled];
      return {
        ...(data === undefined ? {} : { data: completed.data ?? null }),
        ...(all.length > 0 ? { errors: all } : {}),
      };
    },
  };
}

/** The error beside a null that says of nothing whether it exists. */
export function absentAt(path: GraphQLError['path']): GraphQLError {
  const originalError = new HubError('NOT_FOUND', 'what belongs here is absent, or not visible to you');
  return new GraphQLError(originalError.message, { path: path ?? null, originalError });
}

/** A refusal of a field that only the planner asked for must not name it. */
function inTermsOf(schema: GraphQLSchema, error: GraphQLError): GraphQLError {
  const field = hubErrorBehind(error)?.details['field'] ?? error.extensions?.['field'];
  if (typeof field !== 'string' || hasField(schema, field)) return error;
  return absentAt(error.path?.slice(0, -1));
}

function hasField(schema: GraphQLSchema, coordinate: string): boolean {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  return type !== undefined && 'getFields' in type && fieldName in type.getFields();
}
