import { aCall, signerAndVerifier } from './calls';

describe('the gateway', () => {
  it('signs each call anew, so that two equal calls are two', async () => {
    const { signer, verifier } = await signerAndVerifier();
    const request = { audience: 'billing', body: '{}' };
    const [first, second] = [await signer.sign(aCall, request), await signer.sign(aCall, request)];
    expect(first).not.toBe(second);
    for (const statement of [first, second]) {
      const { call } = await verifier.verify([statement], async () => Buffer.from('{}'));
      expect(call).toEqual(aCall);
    }
  });

  it('writes it as one line that any header can carry', async () => {
    const { signer } = await signerAndVerifier();
    expect(await signer.sign(aCall, { audience: 'billing', body: '{}' })).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });
});
