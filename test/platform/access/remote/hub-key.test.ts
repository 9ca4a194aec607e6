import { newHubKeyPair, readSigningKey, readVerifyingKeys } from '../../../../platform/access/remote/hub-key';

describe('the hub key', () => {
  it('is a pair of which the private half signs and the public half has no secret', async () => {
    const { gateway, subgraph } = await newHubKeyPair();
    const { d, ...rest } = JSON.parse(gateway) as Record<string, string>;
    expect(d).toMatch(/^[\w-]{43}$/);
    expect(JSON.parse(subgraph)).toEqual(rest);
    expect((await readSigningKey(gateway)).kid).toBe(rest['kid']);
    await readVerifyingKeys(subgraph);
    expect((await newHubKeyPair()).subgraph).not.toBe(subgraph);
  });

  it('is refused in the wrong hands, with what to do and without its text', async () => {
    const { gateway, subgraph } = await newHubKeyPair();
    const { d = '' } = JSON.parse(gateway) as { d?: string };
    await expect(readSigningKey(subgraph)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(/a gateway signs, and so needs the private hub key/),
    });
    for (const text of [gateway, JSON.stringify({ keys: [JSON.parse(subgraph), JSON.parse(gateway)] })]) {
      const refused = await readVerifyingKeys(text).catch((error: unknown) => error as Error);
      expect(refused).toMatchObject({ code: 'BAD_INPUT' });
      expect((refused as Error).message).toMatch(/the private hub key belongs to gateways alone/);
      expect(JSON.stringify(refused) + (refused as Error).message).not.toContain(d);
    }
  });

  it('is an Ed25519 key and nothing else', async () => {
    const { gateway, subgraph } = await newHubKeyPair();
    const other = JSON.parse((await newHubKeyPair()).subgraph) as { x: string };
    const wrong = [
      '',
      'secret',
      '[]',
      '{}',
      '{"keys":[]}',
      JSON.stringify({ kty: 'oct', k: 'c2VjcmV0' }),
      JSON.stringify({ ...JSON.parse(subgraph), crv: 'X25519' }),
    ];
    for (const text of wrong) {
      await expect(readSigningKey(text)).rejects.toMatchObject({ code: 'BAD_INPUT' });
      await expect(readVerifyingKeys(text)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    }
    const mixed = JSON.stringify({ ...JSON.parse(gateway), x: other.x });
    await expect(readSigningKey(mixed)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(/halves of ACCORD_HUB_KEY do not belong together/),
    });
  });
});
