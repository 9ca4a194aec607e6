import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './accord-process';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A refusal is one message for a person: no stack, nothing on standard output, exit code 1. */
function expectRefusal({ code, out, err }: Awaited<ReturnType<typeof run>>, reason: RegExp): void {
  expect(err).toMatch(reason);
  expect(err).not.toMatch(/\n\s+at /);
  expect(out).toBe('');
  expect(code).toBe(1);
}

describe('the command line', () => {
  test('explains itself and each verb', async () => {
    const help = await run(['--help']);
    expect(help).toMatchObject({ code: 0, err: '' });
    const verbs = ['start', 'token', 'import', 'gateway', 'sandbox'];
    for (const verb of verbs) expect(help.out).toMatch(new RegExp(`^  ${verb} `, 'm'));
    const helps = await Promise.all(verbs.map((verb) => run([verb, '--help'])));
    const options = [
      ['--port', '--data', '--no-sandbox', '--pace'],
      ['--role', '--subject', '--patient', '--facility', '--client', '--ttl', '--data'],
      ['--data', '<path...>'],
      ['--supergraph', '--unguarded', '--port', '--data'],
      ['--data', '--pace'],
    ];
    helps.forEach(({ code, out }, index) => {
      expect(code).toBe(0);
      for (const option of options[index] ?? []) expect(out).toContain(option);
    });
  });

  test.each([
    [['nosuch'], /unknown command 'nosuch'/],
    [['start', '--nosuch'], /unknown option '--nosuch'/],
    [['start', '--port', '99999'], /'--port <number>' argument '99999' is invalid\. It must be a whole number from 0 to 65535/], // prettier-ignore
    [['start', '--pace', 'fast'], /'--pace <days>' argument 'fast' is invalid/],
    [['token'], /required option '--role <role>' not specified/],
  ])('refuses %j and says why', async (args, reason) => expectRefusal(await run(args), reason));

  test('lists every fault of the environment at once', async () => {
    const { code, err } = await run(['token', '--role', 'analyst'], { ACCORD_PORT: 'abc', ACCORD_BUS: 'nats://x', ACCORD_EHR_URL: 'http://ehr' }); // prettier-ignore
    expect(err).toMatch(
      /ACCORD_PORT must be a whole number[^]*ACCORD_BUS must be in-process[^]*ACCORD_EHR_TOKEN is missing/,
    );
    expect(code).toBe(1);
  });

  test('refuses a data folder that is a file, before anything is started', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expectRefusal(await run(['start', '--data', file]), /accord: the data folder .*\/file is not a folder \(EEXIST\)/);
    expectRefusal(await run(['token', '--role', 'analyst', '--data', join(file, 'in')]), /is not a folder \(ENOTDIR\); choose another with --data/); // prettier-ignore
  });
});
