import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What is posted. */
export interface Request {
  readonly url: string;
  readonly token: string;
  /** JSON. */
  readonly body: string;
  /** How many times at once. */
  readonly times: number;
}

/** A client in a process of its own, so that what it takes is not taken for the server's. */
export interface ClientProcess {
  /** Posts and waits for all of the answers; returns the SHA-256 of the one text that they must have. */
  post(request: Request): Promise<string>;
  /** The text of the last answers. */
  text(): Promise<string>;
  close(): Promise<void>;
}

const PROGRAM = `
const { createHash } = require('node:crypto');
let text = '';
process.on('message', async (request) => {
  if (request === 'text') return process.send({ result: text });
  const { url, token, body, times } = request;
  try {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer ' + token };
    const post = async () => (await fetch(url, { method: 'POST', headers, body })).text();
    const texts = await Promise.all(Array.from({ length: times }, post));
    if (new Set(texts).size > 1) throw new Error('the answers differ');
    [text] = texts;
    process.send({ result: createHash('sha256').update(text).digest('hex') });
  } catch (error) {
    process.send({ failure: String(error) });
  }
});`;

type Answer = { readonly result?: string; readonly failure?: string };

/** Starts a client. It posts one thing after another. */
export function startClient(): ClientProcess {
  const child = spawn(process.execPath, ['-e', PROGRAM], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const told = async (message: Request | 'text'): Promise<string> => {
    child.send(message);
    const [{ result, failure }] = (await once(child, 'message')) as [Answer];
    if (result === undefined) throw new Error(failure ?? 'the client ended');
    return result;
  };
  return {
    post: told,
    text: () => told('text'),
    async close() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
