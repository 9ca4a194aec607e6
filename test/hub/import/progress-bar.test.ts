import { PassThrough } from 'node:stream';
import { progressBar } from '../../../hub/import/progress-bar';

function stream(isTTY: boolean) {
  let text = '';
  const made = new PassThrough().on('data', (part: Buffer) => (text += part.toString())) as unknown as NodeJS.WriteStream; // prettier-ignore
  Object.assign(made, { isTTY, columns: 120, cursorTo: () => true, clearLine: () => true, moveCursor: () => true });
  return { stream: made, text: () => text };
}

describe('progressBar', () => {
  it('shows a person how much is done', async () => {
    const { stream: out, text } = stream(true);
    const bar = progressBar({ files: 2, bytes: 99, stream: out });
    bar.advance(50);
    bar.file();
    bar.say('posting');
    bar.end();
    await new Promise((resolve) => setImmediate(resolve));
    expect(text()).toContain('0% · 0/2 files · taking in');
    expect(text()).toContain('100% · 1/2 files · done');
  });

  it('writes plain lines where nobody watches', async () => {
    const { stream: out, text } = stream(false);
    const bar = progressBar({ files: 2, bytes: 99, stream: out });
    bar.advance(50);
    bar.file();
    bar.say('posting');
    bar.end();
    await new Promise((resolve) => setImmediate(resolve));
    expect(text()).toBe('posting\n');
  });
});
