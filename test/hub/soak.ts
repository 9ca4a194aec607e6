import { setTimeout as wait } from 'node:timers/promises';
import { createDevelopmentIssuer } from '../../platform/access/development-issuer';
import { systemClock } from '../../platform/domain/instant';
import { callJson, startHubProcess, type HubProcess } from './hub-process';
import { readHub } from './hub-truth';
import { compareWithOutside, type Comparison } from './ledger-truth';

export const SYSTEMS = ['ehr', 'clearinghouse', 'erp', 'payments', 'bank'] as const;
export type SystemName = (typeof SYSTEMS)[number];

/** Knobs of one stand-in: `PUT /faults/SYSTEM` of the sandbox's control API. */
export interface Faults {
  readonly latencyMs?: number;
  readonly errorRate?: number;
  readonly outage?: boolean;
  readonly duplicate?: number;
  readonly malformed?: number;
}

export interface SoakOptions {
  readonly dataFolder: string;
  readonly seed: number;
  /** Told what happens, a line at a time. */
  readonly tell?: (line: string) => void;
}

const QUIET = 180_000; // 3 minutes for everything to come to rest

/**
 * A hub with its sandbox under test: days pass, systems fail, processes are killed, and the hub comes back on the same
 * data. Which moments are hit follows from the seed and the machine's own pace.
 */
export class Soak {
  readonly #options: SoakOptions;
  #hub: HubProcess | null = null;
  #random: number;
  restarts = 0;

  constructor(options: SoakOptions) {
    this.#options = options;
    this.#random = options.seed;
  }

  async start(): Promise<void> {
    const { dataFolder, seed } = this.#options;
    this.#hub = await startHubProcess({ dataFolder, seed });
  }

  get hub(): HubProcess {
    if (!this.#hub) throw new Error('the hub does not run');
    return this.#hub;
  }

  tell(line: string): void {
    this.#options.tell?.(line);
  }

  /** A whole number from `least` to `most`: a linear congruential generator is enough here. */
  draw(least: number, most: number): number {
    this.#random = (this.#random * 1_103_515_245 + 12_345) % 2_147_483_648;
    return least + Math.floor((this.#random / 2_147_483_648) * (most - least + 1));
  }

  /** Lets days pass in the sandbox; the hub follows in its own time. */
  async days(count: number): Promise<void> {
    await callJson(`${this.hub.sandbox['control']}/advance`, 'POST', { days: count });
  }

  /** Lets days pass one by one, each worked to its end. */
  async drainedDays(count: number): Promise<void> {
    await callJson(`${this.hub.url}/sandbox/advance`, 'POST', { days: count });
  }

  async faults(systems: readonly SystemName[], faults: Faults): Promise<void> {
    for (const system of systems) await callJson(`${this.hub.sandbox['control']}/faults/${system}`, 'PUT', faults);
  }

  async noFaults(): Promise<void> {
    await callJson(`${this.hub.sandbox['control']}/faults`, 'DELETE');
  }

  /** Kills the hub at once and starts it again on the same data. */
  async crash({ andSandbox = false }: { readonly andSandbox?: boolean } = {}): Promise<void> {
    const sandboxPid = this.hub.sandboxPid();
    await this.hub.kill();
    if (andSandbox && sandboxPid !== null) process.kill(sandboxPid, 'SIGKILL');
    this.restarts += 1;
    await this.start();
  }

  /** Kills the hub while it is starting, so that it has to start once more. */
  async crashWhileStarting(afterMs: number): Promise<void> {
    await this.hub.kill();
    const { dataFolder, seed } = this.#options;
    await startHubProcess({ dataFolder, seed, killAfterMs: afterMs }).then((hub) => hub.kill(), () => undefined); // prettier-ignore
    this.restarts += 2;
    await this.start();
  }

  /** Resolves when nothing is under way any more. Throws with what is left after three minutes. */
  async rest(): Promise<void> {
    const deadline = Date.now() + QUIET;
    for (;;) {
      const drained = await this.#drain();
      const left = this.#left();
      if (drained && left === '') return;
      if (left !== '') this.tell(`  not at rest: ${left}`);
      if (Date.now() > deadline) throw new Error(`the hub does not come to rest: ${left || 'it cannot be drained'}`);
      await wait(500); // milliseconds
    }
  }

  async compare(expectedCases: readonly string[] = []): Promise<Comparison> {
    await this.noFaults();
    await this.rest();
    const { dataFolder } = this.#options;
    return compareWithOutside({ dataFolder, urls: this.hub.sandbox, expectedCases });
  }

  async stop(): Promise<void> {
    await this.#hub?.stop();
    this.#hub = null;
  }

  async #drain(): Promise<boolean> {
    const issuer = await createDevelopmentIssuer({ folder: this.#options.dataFolder });
    const token = await issuer.issue({
      ...{ role: 'operator', patientIds: [], facilityIds: [], clientId: 'soak', now: systemClock() },
    });
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${this.hub.url}/operator/drain`, { method: 'POST', headers });
    if (!response.ok) this.tell(`  drain: ${response.status} ${(await response.text()).slice(0, 200)}`);
    return response.ok;
  }

  /** What is under way, in words; empty when nothing is. */
  #left(): string {
    const { undelivered, behind, inboxes } = readHub(`${this.#options.dataFolder}/accord.db`);
    const counts = { ...undelivered, ...behind };
    const pending = Object.entries(inboxes).map(([name, states]) => [`inbox ${name}`, states['PENDING'] ?? 0] as const);
    const left = [...Object.entries(counts), ...pending].filter(([, count]) => count > 0);
    return left.map(([name, count]) => `${name} ${count}`).join(', ');
  }
}
