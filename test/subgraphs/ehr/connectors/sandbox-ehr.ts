import { fork } from 'node:child_process';
import { join } from 'node:path';

/** The sandbox as a process of its own. */
export interface SandboxEhr {
  readonly baseUrl: string;
  /** Runs whole sandbox days. */
  advance(days: number): Promise<void>;
  fault(knobs: object): Promise<void>;
  counts(): Promise<Record<string, number>>;
  put(resource: { readonly resourceType: string; readonly id: string }): Promise<void>;
  stop(): Promise<void>;
}

export async function startSandboxEhr(): Promise<SandboxEhr> {
  const child = fork(join(__dirname, '../../../../sandbox/main.ts'), ['--pace', '0'], {
    execArgv: ['--require', 'tsx/cjs'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const urls = await new Promise<Record<'ehr' | 'control', string>>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { urls: Record<'ehr' | 'control', string> }).urls));
    child.once('exit', (code) => reject(new Error(`the sandbox ended with code ${code}`)));
  });
  const baseUrl = `${urls.ehr}/fhir/R4`;
  const send = async (method: string, url: string, body?: object): Promise<Response> => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer sandbox' };
    const answer = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status}`);
    return answer;
  };
  return {
    baseUrl,
    advance: async (days) => void (await send('POST', `${urls.control}/advance`, { days })),
    fault: async (knobs) => void (await send('PUT', `${urls.control}/faults/ehr`, knobs)),
    counts: async () => {
      const state = (await (await send('GET', `${urls.control}/state`)).json()) as { counts: { ehr: Record<string, number> } }; // prettier-ignore
      return state.counts.ehr;
    },
    put: async (resource) => void (await send('PUT', `${baseUrl}/${resource.resourceType}/${resource.id}`, resource)),
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}
