import { newHubKeyPair } from '../../platform/access/remote/hub-key';

/** Prints a fresh key pair as a shell reads it: `eval "$(accord hub-key)"` sets HUB_KEY and HUB_PUBLIC_KEY. */
export async function hubKeyVerb(): Promise<void> {
  const { gateway, subgraph } = await newHubKeyPair();
  process.stdout.write(
    [
      '# ACCORD_HUB_KEY of gateways; keep it secret',
      `HUB_KEY='${gateway}'`,
      '# ACCORD_HUB_KEY of subgraphs',
      `HUB_PUBLIC_KEY='${subgraph}'`,
      '',
    ].join('\n'),
  );
}
