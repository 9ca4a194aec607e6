import { faultOf, readDeclarations } from '../../../../platform/access/rules/declarations';
import { schemasOf } from './schemas-of';

describe('declarations', () => {
  const declared = readDeclarations(
    schemasOf(['type A @access(class: PHI) { x: Int }', 'extend type A { x: Int @access(class: PII), y: Int }']),
  );

  it('are found by coordinate, one for each subgraph', () => {
    expect(declared.of('A.x').map(({ subgraph, access }) => [subgraph, access?.class])).toEqual([
      ['ehr', 'PHI'],
      ['billing', 'PII'],
    ]);
    expect(declared.of('A.z')).toEqual([]);
    expect(declared.all.map(({ coordinate }) => coordinate)).toEqual(['A.x', 'A.x', 'A.y']);
  });

  it('open the sentences about them', () => {
    const [field] = declared.of('A.y');
    if (!field) throw new Error('A.y is declared');
    expect(faultOf('RULE', field, 'is wrong')).toEqual({
      rule: 'RULE',
      message: 'A.y is wrong',
      coordinates: ['A.y'],
      subgraphs: ['billing'],
    });
  });

  it('cannot be read with a class that is not of the closed list', () => {
    expect(() => readDeclarations(schemasOf(['type A @access(class: HUSH) { x: Int }']))).toThrow('@access has no class HUSH'); // prettier-ignore
  });
});
