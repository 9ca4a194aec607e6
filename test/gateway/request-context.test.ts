import { correlationIdOf, createContext, createIdentify, subgraphContext } from '../../gateway/request-context';
import { createLocalRevocations } from '../../platform/access/revocations';
import { AccessCollector } from '../../platform/access/audit/access-collector';
import type { SubgraphCall } from '../../platform/access/subgraph';
import { systemClock } from '../../platform/domain/instant';
import { viewerOf } from '../platform/access/viewer-of';

const origin = { viewer: viewerOf([]), correlationId: 'c1', traceparent: null, passedAuthorization: null };

describe('a correlation id', () => {
  it.each([
    'tour-1',
    'a.b_c',
    '6f1c2b9e-0000-4000-8000-123456789012',
    '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    '4bf92f3577b34da6a3ce929d0e0e4736',
  ])('is kept: %s', (given) => expect(correlationIdOf(given)).toBe(given));

  it.each([
    undefined,
    '',
    ['a'],
    'has space',
    'a@b',
    '-x',
    '123-45-6789',
    'x-1980-02-03',
    '4111111111111111',
    '555-867-5309',
    'é',
    'a\nb',
  ])('is made anew in place of %j', (given) => expect(correlationIdOf(given)).toMatch(/^[0-9a-f]{8}-/));
});

describe('a request', () => {
  const made: SubgraphCall[] = [];
  const room = (name: string) => ({
    name,
    contextFor: (call: SubgraphCall) => {
      made.push(call);
      return { ...call, loaders: {}, audit: new AccessCollector() };
    },
  });

  it('has one context for each subgraph, and shows a pushed event to its owner only', () => {
    const request = createContext(origin, { owner: 'a', payload: { id: 1 } });
    const [a, b] = [room('a'), room('b')];
    expect(subgraphContext(a, request)).toBe(subgraphContext(a, request));
    expect(subgraphContext(b, request)).not.toBe(subgraphContext(a, request));
    expect(made.map(({ event }) => event)).toEqual([{ id: 1 }, undefined]);
    expect(subgraphContext(a, createContext(origin))).not.toBe(subgraphContext(a, request));
  });
});

describe('identify', () => {
  const verifier = {
    verify: async (token: string, purpose: unknown) => ({ ...viewerOf([]), subject: `${token} ${String(purpose)}` }),
  };
  const options = { verifier, revocations: createLocalRevocations(), clock: systemClock, unguarded: false };

  it('reads the bearer token and the purpose of use', async () => {
    const identify = createIdentify(options);
    expect((await identify({ authorization: 'bearer abc', purposeOfUse: 'TREAT' }, null)).subject).toBe('abc TREAT');
    expect((await identify({ authorization: 'Bearer abc', purposeOfUse: undefined }, null)).subject).toBe('abc null');
  });

  it.each([undefined, 'abc', 'Basic abc', 'Bearer ', ['Bearer abc'], 7])(
    'is refused with %j',
    async (authorization) => {
      await expect(createIdentify(options)({ authorization, purposeOfUse: undefined }, null)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    },
  );

  it('gives no one any right where nothing is guarded', async () => {
    const viewer = await createIdentify({ ...options, unguarded: true })(
      { authorization: 'Bearer x', purposeOfUse: undefined },
      null,
    );
    expect([...viewer.scopes, viewer.compartment.kind]).toEqual(['NONE']);
  });
});
