import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileFault, findFiles, isFileError, readText } from '../../../hub/import/message-files';
import { HubError } from '../../../platform/domain/errors';

let folder: string;
const at = (name: string): string => join(folder, name);
const put = (name: string, content: string | Uint8Array): Promise<void> => writeFile(at(name), content);
const kindsOf = async (...names: string[]) => (await findFiles(names.map(at))).files.map(({ kind }) => kind);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accord-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('findFiles', () => {
  it('tells files by their first characters, never by their names', async () => {
    await put('a.pdf', '\uFEFF {"resourceType": "Bundle"}');
    await put('b.json', 'ISA*00*');
    await put('c.json', '\r\n01,121000358,ACCORD,260106,0600,1,80,,2/');
    await put('d.json', 'MSH|^~\\&|ADT1|');
    await put('e.json', '\x0bMSH|^~\\&|ADT1|');
    await put('f.json', '<Bundle xmlns="http://hl7.org/fhir"/>');
    await put('g.json', ' \n');
    await put('h.json', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00]));
    await put('i.json', 'ISAAC NEWTON was born');
    await put('j.json', Buffer.from('{"a":1}', 'utf16le'));
    const names = 'abcdefghij'.split('').map((name) => (name === 'a' ? 'a.pdf' : `${name}.json`));
    expect(await kindsOf(...names)).toEqual(['JSON', 'X12', 'BAI2', 'HL7 v2', 'HL7 v2', 'XML', 'empty', 'binary', 'text', 'binary']); // prettier-ignore
  });

  it('knows a FHIR resource from other JSON', async () => {
    await put('fhir', '{"id":"x","resourceType":"Bundle"}');
    await put('stripe', '{"id":"evt_1","object":"event"}');
    expect((await findFiles([folder])).files.map(({ isFhir }) => isFhir)).toEqual([true, false]);
  });

  it('goes through folders in a steady order, takes each file once, and follows links to files', async () => {
    await mkdir(at('b'));
    await put('b/2.json', '{}');
    await put('b/1.json', '{}');
    await put('a.json', '{}');
    await symlink(at('a.json'), at('b/3.json'));
    await symlink(folder, at('b/circle'));
    const { files } = await findFiles([folder, at('b'), at('a.json')]);
    expect(files.map(({ path }) => path)).toEqual([at('a.json'), at('b/1.json'), at('b/2.json')]);
    expect(files.map(({ size }) => size)).toEqual([2, 2, 2]);
    expect((await findFiles([at('b')])).files.map(({ path }) => basename(path))).toEqual(['1.json', '2.json', '3.json']); // prettier-ignore
  });

  it('leaves out what only describes a folder, unless it is named itself', async () => {
    for (const name of ['MANIFEST.json', 'README.md', '.hidden', 'LICENSE']) await put(name, '{}');
    const { files, leftOut } = await findFiles([folder]);
    expect(files).toEqual([]);
    expect(leftOut.map((path) => basename(path))).toEqual(['.hidden', 'LICENSE', 'MANIFEST.json', 'README.md']);
    expect((await findFiles([at('MANIFEST.json')])).files).toHaveLength(1);
  });

  it('names a path that is not there, and one that is neither file nor folder', async () => {
    await expect(findFiles([at('gone.json')])).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: `there is no file or folder ${at('gone.json')}; check the path`,
    });
    await expect(findFiles(['/dev/null'])).rejects.toMatchObject({ message: expect.stringMatching(/^\/dev\/null is neither/) }); // prettier-ignore
  });

  const asOneself = process.getuid?.() === 0 ? it.skip : it;
  asOneself('lists what may not be read, with what to do, and finds the others', async () => {
    await put('a.json', '{}');
    await put('b.json', '{}');
    await chmod(at('a.json'), 0o000);
    const { files, locked } = await findFiles([folder]);
    expect(files.map(({ path }) => path)).toEqual([at('b.json')]);
    expect(locked).toEqual([{ path: at('a.json'), reason: expect.stringMatching(/may not read it \(EACCES\)/) }]);
  });
});

describe('readText', () => {
  it('reads UTF-8 as such, and other bytes one by one', async () => {
    await put('utf8', '\uFEFFJosé');
    await put('latin1', Buffer.from('José', 'latin1'));
    expect(await readText({ path: at('utf8'), size: 8 }, 100)).toBe('José');
    expect(await readText({ path: at('latin1'), size: 4 }, 100)).toBe('José');
  });

  it('refuses what is too large for one piece', async () => {
    await expect(readText({ path: at('x'), size: 101 }, 100)).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringMatching(/split it/) }); // prettier-ignore
  });
});

describe('fileFault', () => {
  const fault = (code: string): Error => Object.assign(new Error('x'), { code, syscall: 'open' });

  it('says what to do', () => {
    expect(fileFault(fault('EACCES'))).toMatch(/give yourself read permission/);
    expect(fileFault(fault('EIO'))).toBe('it cannot be read (EIO); see to the disk and import it again');
    expect(fileFault(fault('ENOENT'))).toMatch(/it has gone/);
    expect(fileFault(new HubError('BAD_INPUT', 'as it says'))).toBe('as it says');
  });

  it('is about files alone', () => {
    expect(isFileError(fault('EIO'))).toBe(true);
    expect(isFileError(Object.assign(fault('ECONNREFUSED'), { address: '127.0.0.1' }))).toBe(false);
    expect(isFileError(new HubError('BAD_INPUT', 'x'))).toBe(false);
  });
});
