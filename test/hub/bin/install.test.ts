import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = join(__dirname, '..', '..', '..', 'hub', 'bin');

/** A project of its own with one package, which is a folder beside it, or one of a registry that is not there. */
function newProject(from: 'FOLDER' | 'REGISTRY'): string {
  const root = mkdtempSync(join(tmpdir(), 'accord-install-'));
  const write = (path: string, value: unknown): void =>
    writeFileSync(join(root, path), typeof value === 'string' ? value : JSON.stringify(value));
  const manifest = {
    name: 'accord',
    version: '1.0.0',
    devDependencies: { part: from === 'FOLDER' ? 'file:part' : '1.0.0' },
  };
  const locked =
    from === 'FOLDER'
      ? { 'node_modules/part': { resolved: 'part', link: true, dev: true }, part: { version: '1.0.0', dev: true } }
      : {
          'node_modules/part': {
            version: '1.0.0',
            resolved: 'https://registry.npmjs.org/part/-/part-1.0.0.tgz',
            dev: true,
          },
        };
  mkdirSync(join(root, 'part'));
  write('part/package.json', { name: 'part', version: '1.0.0', main: 'main.js' });
  write('part/main.js', "module.exports = 'the part is here';");
  write('package.json', manifest);
  write('package-lock.json', {
    name: 'accord',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: { '': manifest, ...locked },
  });
  write('tool.js', "console.log(require('part'), process.argv.slice(2).join(' ')); process.exitCode = 7;");
  cpSync(bin, join(root, 'hub', 'bin'), { recursive: true });
  return root;
}

describe('running a tool of the project', () => {
  const roots: string[] = [];
  const project = (from: 'FOLDER' | 'REGISTRY'): string => {
    const root = newProject(from);
    roots.push(root);
    return root;
  };
  afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true, force: true })));

  const run = (root: string, env: NodeJS.ProcessEnv = {}) =>
    spawnSync(process.execPath, ['hub/bin/run.mjs', join(root, 'tool.js'), 'a', 'b'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });

  it('installs what is missing first, also where development packages are left out by default, and once', () => {
    const root = project('FOLDER');
    const first = run(root, { NODE_ENV: 'production' });
    expect(first.stderr).toContain('Installing packages');
    expect(first).toMatchObject({ stdout: 'the part is here a b\n', status: 7 });
    expect(run(root)).toMatchObject({ stdout: 'the part is here a b\n', stderr: '', status: 7 });
  });

  it('installs again when the lockfile is newer than what is installed', () => {
    const root = project('FOLDER');
    run(root);
    const later = new Date(Date.now() + 5_000);
    utimesSync(join(root, 'package-lock.json'), later, later);
    expect(run(root).stderr).toContain('Installing packages');
  });

  it('says what to do when the registry cannot be reached', () => {
    const root = project('REGISTRY');
    const { status, stdout, stderr } = run(root, {
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_cache: join(root, 'cache'),
      npm_config_fetch_retries: '0',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`The packages of ${root} could not be installed: npm ci ended with code`);
    expect(stderr).toContain('Check the network');
    expect(existsSync(join(root, 'node_modules', '.package-lock.json'))).toBe(false);
  }, 120_000);

  it('says so when there is no npm', () => {
    const { status, stderr } = run(project('FOLDER'), { PATH: '/nowhere' });
    expect({ status, isNamed: stderr.includes('there is no npm on the PATH') }).toEqual({ status: 1, isNamed: true });
  });
});
