import { Kind, type DocumentNode } from 'graphql';
import { HubError } from '../platform/domain/errors';
import type { ApiDeclaration } from './domain';
import { directiveUses } from '../platform/access/access-document';

/** Reads `extend schema @api(…)`. Throws RULE_BROKEN unless it stands there once with all its arguments. */
export function apiDeclarationOf(document: DocumentNode): ApiDeclaration {
  const uses = document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_EXTENSION || definition.kind === Kind.SCHEMA_DEFINITION
      ? directiveUses(definition, 'api')
      : [],
  );
  const [use] = uses;
  if (use === undefined || uses.length > 1) {
    throw new HubError('RULE_BROKEN', 'a schema declares its API by one extend schema @api(...)');
  }
  const { team, domain, version, layer, systems } = use;
  if (![team, domain, version, layer].every(isWord) || !Array.isArray(systems) || !systems.every(isWord)) {
    throw new HubError('RULE_BROKEN', '@api names team, domain, version, layer and systems');
  }
  return { team, domain, version, layer, systems: [...new Set(systems)].sort() } as ApiDeclaration;
}

const isWord = (value: unknown): value is string => typeof value === 'string' && value !== '';
