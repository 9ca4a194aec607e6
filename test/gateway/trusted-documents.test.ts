import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namedDocument, noTrustedDocuments, readTrustedDocuments } from '../../gateway/trusted-documents';
import { digestOf } from '../../platform/domain/ids';

describe('trusted documents', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-trusted-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const write = (name: string, content: unknown) =>
    writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

  it('are the files of a folder and the entries of its manifests', async () => {
    const texts = ['{ a }', '{ b }', '{ c }', '{ d }'];
    const [a = '', b = '', c = '', d = ''] = texts;
    await write('one.graphql', a);
    const operations = [{ id: digestOf(b), name: 'B', type: 'query', body: b }];
    await write('apollo.json', { format: 'apollo-persisted-query-manifest', version: 1, operations });
    await write('relay.json', { [digestOf(c)]: c, [`sha256:${digestOf(d)}`]: d });
    await write('notes.txt', 'not a document');
    const documents = await readTrustedDocuments(folder);
    expect(texts.map((text) => documents.textOf(digestOf(text)))).toEqual(texts);
    expect([documents.count, documents.textOf(digestOf('{ e }'))]).toEqual([4, undefined]);
    expect(noTrustedDocuments.textOf(digestOf('{ a }'))).toBeUndefined();
  });

  it.each([
    ['an id of another text', { [digestOf('{ b }')]: '{ a }' }, 'is not the SHA-256 of its text'],
    ['no manifest', { a: 1 }, 'is no manifest'],
    ['no JSON', '{', 'is no manifest'],
  ])('are refused with %s', async (_case, content, message) => {
    await write('manifest.json', content);
    await expect(readTrustedDocuments(folder)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(message),
    });
  });

  it('are refused without their folder', async () => {
    await expect(readTrustedDocuments(join(folder, 'absent'))).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('the document that a request names', () => {
  const hash = digestOf('{ a }');

  it('comes as GraphQL over HTTP or as Apollo has it', () => {
    expect(namedDocument({ documentId: `sha256:${hash}` })).toEqual({ hash, isPersisted: false });
    const persistedQuery = { version: 1, sha256Hash: hash };
    expect(namedDocument({ extensions: { persistedQuery } })).toEqual({ hash, isPersisted: true });
    const none = [{}, { extensions: null }, { documentId: null }, { extensions: { persistedQuery: null } }];
    expect(none.map(namedDocument)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it.each(['', 'sha256:', 'x'.repeat(64), 7, {}, '__proto__'])('is refused in another form: %s', (documentId) => {
    expect(() => namedDocument({ documentId })).toThrow('a document id is sha256: and 64 hex digits');
  });

  it.each([
    ['without a hash', { version: 1 }],
    ['of another version', { version: 2, sha256Hash: hash }],
    ['without a version', { sha256Hash: hash }],
  ])('is refused as a persisted query %s', (_case, persistedQuery) => {
    expect(() => namedDocument({ extensions: { persistedQuery } })).toThrow(expect.objectContaining({ status: 400 }));
  });
});
