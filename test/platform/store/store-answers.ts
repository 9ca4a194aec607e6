import { isHubError, type ErrorCode } from '../../../platform/domain/errors';
import type { Collection, Filter, Sort, StoredDocument } from '../../../platform/store/port';

/** A document of any shape. */
export interface Doc extends StoredDocument {
  readonly [field: string]: unknown;
}

/** Opens a new collection for one case. */
export type OpenCollection = <T extends StoredDocument = Doc>(
  indexes?: { fields: string[]; unique?: boolean }[],
) => Promise<Collection<T>>;

export const failsWith = async (code: ErrorCode, work: () => Promise<unknown>): Promise<void> => {
  const error = await work().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(isHubError(error) ? error.code : error).toBe(code);
};

export const idsOf = async (things: Collection<Doc>, filter: Filter, sort?: Sort): Promise<string[]> =>
  (await things.find(filter, sort === undefined ? {} : { sort })).items.map((item) => item._id);
