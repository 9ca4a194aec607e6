import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { isEnumType, parse, printSchema, type GraphQLSchema } from 'graphql';
import { composeSchemaFiles } from '../../catalog/compose-command';
import { contractSchema } from '../../gateway/contract-schema';
import { readSupergraphTags } from '../../gateway/supergraph-tags';
import { CONTRACTS } from '../../platform/access/contracts';

const { supergraphSdl } = composeSchemaFiles(join(__dirname, '..', '..'));
const sdl = supergraphSdl ?? '';
const whole = Supergraph.build(sdl).apiSchema().toGraphQLJSSchema();

/** The values of an enum of a contract that the whole graph has besides. */
const hiddenValues = (contract: GraphQLSchema): readonly string[] =>
  Object.values(contract.getTypeMap()).flatMap((type) => {
    const all = whole.getType(type.name);
    if (!isEnumType(type) || !isEnumType(all)) return [];
    return all.getValues().flatMap(({ name }) => (type.getValue(name) ? [] : [name]));
  });

test.each(CONTRACTS)('no description of the contract %s names a value outside it', (name) => {
  const schema = contractSchema(whole, readSupergraphTags(parse(sdl))(name))?.schema;
  if (!schema) throw new Error('there is no such contract');
  const text = printSchema(schema);
  expect(hiddenValues(schema).filter((value) => new RegExp(`\\b${value}\\b`).test(text))).toEqual([]);
  if (name === 'analytics') expect(hiddenValues(schema)).toContain('MONTH');
});
