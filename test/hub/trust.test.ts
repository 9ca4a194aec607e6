import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTrust } from '../../hub/trust';
import { digestOf } from '../../platform/domain/ids';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accord-trust-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('trusted documents of a hub', () => {
  test('are none unless the environment names a folder', async () => {
    expect(await openTrust({ trustedDocuments: null, trustedOnly: [] })).toEqual({});
  });

  test('are read from the folder, with where no others are taken', async () => {
    const text = '{ payers { name } }';
    await writeFile(join(folder, 'payers.graphql'), text);
    const { trusted, trustedOnly } = await openTrust({ trustedDocuments: folder, trustedOnly: ['analytics'] });
    expect([trusted?.textOf(digestOf(text)), trustedOnly]).toEqual([text, ['analytics']]);
  });

  test('must be there where no others are taken', async () => {
    await expect(openTrust({ trustedDocuments: folder, trustedOnly: ['portal'] })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: `there is no trusted document in ${folder}: put .graphql files or manifests there`,
    });
    await expect(openTrust({ trustedDocuments: join(folder, 'absent'), trustedOnly: [] })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
  });
});
