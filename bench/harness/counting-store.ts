import type { Collection, CollectionSpec, Store, StoredDocument } from '../../platform/store/port';

/** Calls of a store, by `collection method`: `billing_accounts find`. */
export type Calls = Map<string, number>;

/** A store that counts what is asked of its collections. `iterate` counts once, whatever it reads. */
export function countingStore(store: Store): { readonly store: Store; readonly calls: Calls } {
  const calls: Calls = new Map();
  const counted = <T extends StoredDocument>(collection: Collection<T>): Collection<T> =>
    new Proxy(collection, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property, target);
        if (typeof value !== 'function') return value;
        const call = `${target.name} ${String(property)}`;
        return (...args: unknown[]): unknown => {
          calls.set(call, (calls.get(call) ?? 0) + 1);
          return Reflect.apply(value, target, args);
        };
      },
    });
  return {
    calls,
    store: {
      collection: async <T extends StoredDocument>(spec: CollectionSpec) => counted(await store.collection<T>(spec)),
      ping: () => store.ping(),
      close: () => store.close(),
    },
  };
}
