import { Kind, parse } from 'graphql';
import { accessOn, accessText, isGuarded } from '../../../platform/access/access-directive';

const accessIn = (directive: string) => {
  const [node] = parse(`type A ${directive} { x: Int }`).definitions;
  return node?.kind === Kind.OBJECT_TYPE_DEFINITION ? accessOn(node) : undefined;
};

describe('accessOn', () => {
  it('reads what the directive says, single values standing for lists', () => {
    expect(accessIn('@access(class: PHI, scopes: ["a", ["b", "c"]], mask: LAST4, purposes: TREAT)')).toEqual({
      class: 'PHI',
      scopes: [['a'], ['b', 'c']],
      mask: 'LAST4',
      purposes: ['TREAT'],
    });
  });

  it('is undefined where there is none', () => expect(accessIn('@key(fields: "x")')).toBeUndefined());

  it('is guarded by scopes, purposes or secrecy', () => {
    const guarded = ['class: PHI', 'class: SECRET', 'class: PHI, scopes: [["a"]]', 'class: PHI, purposes: [BTG]'].map(
      (text) => {
        const access = accessIn(`@access(${text})`);
        return access && isGuarded(access);
      },
    );
    expect(guarded).toEqual([false, true, true, true]);
  });

  it('is one text for one meaning', () => {
    const [a, b] = ['[["a", "b"], ["c"]]', '[["c"], ["b", "a"]]'].map((scopes) =>
      accessIn(`@access(class: PHI, scopes: ${scopes})`),
    );
    expect(a && accessText(a)).toBe(b && accessText(b));
  });
});
