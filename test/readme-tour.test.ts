import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');

/** One step of the tour: what is pasted, and what the README says comes back; null where it says nothing. */
interface Step {
  readonly script: string;
  readonly answer: string | null;
}

/** The shell blocks of the tour with the indented block that follows each. */
function readTour(): readonly Step[] {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  const tour = text.slice(text.indexOf('## A tour'), text.indexOf('## How it is built'));
  return [...tour.matchAll(/```sh\n([\s\S]*?)```\n((?:\n? {4}.*\n)+)?/g)].map(([, script = '', answer]) => ({
    script,
    answer: answer === undefined ? null : answer.replace(/^ {4}/gm, ''),
  }));
}

const folder = mkdtempSync(join(tmpdir(), 'accord-tour-'));
const data = join(folder, 'tour-data');
let hub: ChildProcess;
let url = '';

beforeAll(async () => {
  const args = [join(root, 'hub', 'bin', 'accord.mjs'), 'start', '--pace', '0', '--data', data, '--port', '0'];
  hub = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
  url = await new Promise((resolve, reject) => {
    let said = '';
    hub.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /graph\s+(http:\S+)\/graphql/.exec(said);
      if (found?.[1]) resolve(found[1]);
    });
    hub.once('exit', () => reject(new Error(`the hub did not start: ${said}`)));
  });
}, 60_000);

afterAll(async () => {
  const ended = new Promise((resolve) => hub.once('exit', resolve));
  hub.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true });
}, 30_000);

/** As pasted, but for where this hub runs and where its files are; an open stream is cut after a while. */
const here = (script: string): string =>
  script
    .replaceAll('http://127.0.0.1:4000', url)
    .replaceAll('./tour-data', data)
    .replaceAll('npm run --silent accord --', `node ${join(root, 'hub', 'bin', 'accord.mjs')}`)
    .replaceAll('unknown.835', join(folder, 'unknown.835'))
    .replaceAll('curl -sN', 'timeout 5 curl -sN');

/** Lines without blanks around them; server-sent events keep a stream open by comments. */
const linesOf = (text: string): readonly string[] =>
  text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && line !== ':'); // prettier-ignore

test('every answer of the README’s tour is as printed there', () => {
  const steps = readTour();
  expect(steps.filter(({ answer }) => answer !== null).length).toBeGreaterThanOrEqual(11);
  const setUp = steps.filter(({ answer }) => answer === null).map(({ script }) => script);
  for (const { script, answer } of steps.filter((step) => step.answer !== null)) {
    const isAdvance = script.includes('/sandbox/advance');
    const { stdout } = spawnSync('bash', ['-c', here(isAdvance ? script : [...setUp, script].join('\n'))], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(linesOf(stdout)).toEqual(linesOf(answer ?? ''));
  }
}, 240_000);
