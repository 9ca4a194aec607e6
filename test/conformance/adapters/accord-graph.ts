import { parse } from 'graphql';
import type { Subgraph } from '../../../platform/access/subgraph';
import { compose } from '../harness/compose';
import { buildAccordSubgraphs, type EventSource } from './accord-subgraphs';
import type { World } from './adapter';

/** A subgraph where the gateway reaches it. */
export interface PlacedSubgraph {
  readonly url: string;
  close(): Promise<void>;
}

/** Puts a subgraph where its gateway reaches it; `publication` counts the versions. */
export type Place = (subgraph: Subgraph, publication: number) => Promise<PlacedSubgraph>;

/** The gateway's figures, which tell of each swap. */
interface Figures {
  metrics(): Promise<string>;
}

/** The subgraphs of the version that is served, and how to serve another. */
export async function createServedGraph(
  world: World,
  { folder, events, place }: { readonly folder: string; readonly events: EventSource; readonly place: Place },
) {
  let supergraph = '';
  let served: string | undefined;
  // Those of former versions stay: open streams still come from them.
  const placed: PlacedSubgraph[] = [];
  let publications = 0;
  let changed = (): void => {};
  const take = async (version: string): Promise<void> => {
    publications += 1;
    const built = await buildAccordSubgraphs(world, version, { folder, events });
    const newest = await Promise.all(built.map((subgraph) => place(subgraph, publications)));
    placed.push(...newest);
    supergraph = compose(
      built.map(({ name, sdl }, at) => ({ name, url: newest[at]?.url ?? '', document: parse(sdl) })),
    );
    served = version;
  };
  await take('');
  return {
    source: {
      current: () => supergraph,
      onChange(callback: () => void) {
        changed = callback;
        return () => {};
      },
    },
    /** Resolves when the gateway serves the version. Throws when it refuses it. */
    async serve(version: string, figures: Figures): Promise<void> {
      if (version === served) return;
      const taken = await swaps(figures, 'taken');
      await take(version);
      changed();
      while ((await swaps(figures, 'taken')) === taken) {
        if ((await swaps(figures, 'refused')) > 0) throw new Error(`the version ${version} was refused`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    close: async () => void (await Promise.all(placed.map((one) => one.close()))),
  };
}

async function swaps(figures: Figures, outcome: 'taken' | 'refused'): Promise<number> {
  const pattern = new RegExp(`supergraph_swaps_total\\{[^}]*${outcome}[^}]*\\} (\\d+)`);
  return Number(pattern.exec(await figures.metrics())?.[1] ?? 0);
}
