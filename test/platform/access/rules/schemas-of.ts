import { parse } from 'graphql';
import type { DeclaredSchema } from '../../../../platform/access/rules/declarations';
import type { LineageRow } from '../../../../platform/mapping/lineage';

const NAMES = ['ehr', 'billing', 'payer'];

/** Schema texts as the subgraphs `ehr`, `billing` and `payer`; the lineage is the first one's. */
export const schemasOf = (sdls: readonly string[], lineage: readonly LineageRow[] = []): readonly DeclaredSchema[] =>
  sdls.map((sdl, index) => ({ name: NAMES[index] ?? '', document: parse(sdl), lineage: index === 0 ? lineage : [] }));
