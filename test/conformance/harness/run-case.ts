import { randomUUID } from 'node:crypto';
import type { Adapter, Answer, Asker, Capability, RunningGateway, World } from '../adapters/adapter';
import { answerFaults, auditFaults, callFaults } from './compare';
import type { IssuedToken } from './issuer';
import type { Ask, Case, Next, Open, Scenario, Step } from './scenario';
import { askByGet, askByPost, openEvents, openSocket, type AnswerStream, type Way } from './transports';

/** A gateway over one scenario, ready for its cases. */
export interface Stage {
  readonly adapter: Adapter;
  readonly world: World;
  readonly gateway: RunningGateway;
}

/** What a case asks of a gateway beyond answering. A trail is compared where there is one, and asked of nobody. */
export function needsOf({ steps }: Case): readonly Capability[] {
  const needs = new Set<Capability>();
  for (const step of steps.flatMap((one) => ('together' in one ? one.together : [one]))) {
    for (const verb of ['push', 'swap', 'revoke', 'advance', 'subgraph', 'contract', 'purpose'] as const) {
      if (verb in step) needs.add(verb);
    }
    if ('open' in step) needs.add('push');
    if ('reason' in step) needs.add('glass');
    if ('via' in step && (step.via === 'ws' || step.via === 'sse')) needs.add(step.via);
  }
  return [...needs];
}

/** Runs the steps of a case in order and gives what went wrong, one sentence each. */
export async function runCase(theCase: Case, stage: Stage): Promise<readonly string[]> {
  stage.world.engine.reset();
  await stage.gateway.reset?.();
  const run = new CaseRun(stage);
  try {
    for (const [at, step] of theCase.steps.entries()) {
      const faults = await run.take(step).catch((error: unknown) => [String(error)]);
      if (faults.length > 0) return faults.map((fault) => `step ${at}: ${fault}`);
    }
    return [];
  } finally {
    run.close();
  }
}

class CaseRun {
  private readonly answers: Answer[] = [];
  private readonly streams = new Map<
    string,
    { readonly stream: AnswerStream; readonly viewer: string; readonly correlationId: string }
  >();
  /** Streams whose last answer told why they end. */
  private readonly over = new Set<string>();
  private readonly tokens = new Map<string, Promise<IssuedToken>>();

  constructor(private readonly stage: Stage) {}

  async take(step: Step): Promise<readonly string[]> {
    const { gateway } = this.stage;
    if ('query' in step) return 'open' in step ? this.open(step) : this.ask(step);
    if ('next' in step) return this.next(step);
    if ('ended' in step) return this.ended(step.ended);
    if ('together' in step) return (await Promise.all(step.together.map((one) => this.ask(one)))).flat();
    if ('push' in step) await gateway.push?.(step.push, step.payload, this.streams.size - this.over.size);
    else if ('swap' in step) await gateway.swap?.(step.swap);
    else if ('revoke' in step) await gateway.revoke?.((await this.tokenOf(step.revoke)).tokenId);
    else await gateway.advance?.(step.advance);
    return [];
  }

  close(): void {
    for (const { stream } of this.streams.values()) stream.close();
  }

  private async ask(ask: Ask): Promise<readonly string[]> {
    const { world, adapter } = this.stage;
    const asker = await this.askerOf(ask);
    const before = world.engine.calls.length;
    const answer = withoutText(await this.answerOf(ask, asker), asker.correlationId);
    this.answers.push(answer);
    const { sameAs, calls, audit } = ask;
    const like = sameAs === undefined ? undefined : this.answers[sameAs];
    return [
      ...answerFaults(answer, this.withSecrets(ask, ask.viewer), adapter.codes),
      ...(like && JSON.stringify(like.body) !== JSON.stringify(answer.body) ? [`${JSON.stringify(answer.body)}\n    should be the same as ${JSON.stringify(like.body)}`] : []), // prettier-ignore
      ...(calls ? callFaults(world.engine.calls.slice(before), calls) : []),
      ...(await this.trailFaults(asker.correlationId, audit)),
    ];
  }

  private async trailFaults(correlationId: string, expected: Ask['audit']): Promise<readonly string[]> {
    const { gateway } = this.stage;
    return expected && gateway.audit ? auditFaults(await gateway.audit(correlationId), expected) : [];
  }

  private async answerOf(ask: Ask, asker: Asker): Promise<Answer> {
    const { gateway } = this.stage;
    const request = { query: ask.query, operationName: ask.operation, variables: ask.variables };
    if (ask.subgraph !== undefined) {
      if (!gateway.askSubgraph) throw new Error('this gateway gives no way to its subgraphs');
      return gateway.askSubgraph(ask.subgraph, request, asker);
    }
    const way = this.wayOf(ask.contract, asker);
    if (ask.via === 'http') return askByPost(request, way);
    if (ask.via === 'get') return askByGet(request, way);
    const stream = ask.via === 'ws' ? openSocket(request, way) : await openEvents(request, way);
    const answer = await stream.next();
    stream.close();
    if (!answer) throw new Error('the stream ended without an answer');
    return answer;
  }

  private async open(step: Open): Promise<readonly string[]> {
    const { open, viewer, via, query, variables, contract } = step;
    const asker = await this.askerOf(step);
    const way = this.wayOf(contract, asker);
    const request = { query, variables };
    const stream = via === 'ws' ? openSocket(request, way) : await openEvents(request, way);
    this.streams.set(open, { stream: ahead(stream), viewer, correlationId: asker.correlationId });
    // What is pushed before the subscription stands would be missed.
    await new Promise((resolve) => setTimeout(resolve, SETTLE));
    return [];
  }

  private async next(step: Next): Promise<readonly string[]> {
    const { stream, viewer, correlationId } = this.streamOf(step.next);
    const answer = await stream.next();
    if (!answer) return [`the stream ${step.next} ended`];
    if (answer.body.data == null) this.over.add(step.next);
    return [
      ...answerFaults(answer, this.withSecrets(step, viewer), this.stage.adapter.codes),
      ...(await this.trailFaults(correlationId, step.audit)),
    ];
  }

  private async ended(name: string): Promise<readonly string[]> {
    const answer = await this.streamOf(name).stream.next();
    return answer ? [`the stream ${name} goes on with ${JSON.stringify(answer.body)}`] : [];
  }

  private streamOf(name: string) {
    const found = this.streams.get(name);
    if (!found) throw new Error(`no stream ${name} was opened`);
    return found;
  }

  private wayOf(contract: string | undefined, asker: Asker): Way {
    return { url: this.stage.gateway.url(contract), ...this.stage.adapter.say(asker) };
  }

  private async askerOf({ viewer, purpose, reason }: Pick<Ask, 'viewer' | 'purpose' | 'reason'>): Promise<Asker> {
    const token = viewer === null ? null : (await this.tokenOf(viewer)).token;
    return { token, purpose, reason, correlationId: randomUUID() };
  }

  private tokenOf(viewer: string): Promise<IssuedToken> {
    const { adapter, world } = this.stage;
    const spec = world.scenario.viewers[viewer];
    if (!spec) throw new Error(`the scenario has no viewer ${viewer}`);
    const token =
      this.tokens.get(viewer) ?? world.issuer.issue({ sub: viewer, ...adapter.claimsOf(viewer, spec) }, spec.flaw);
    this.tokens.set(viewer, token);
    return token;
  }

  /** What must not show: the step's own secrets, and the scenario's that this viewer may not see. */
  private withSecrets<T extends Pick<Ask, 'secrets' | 'mayShow'>>(step: T, viewer: string | null): T {
    return {
      ...step,
      secrets: [...(step.secrets ?? []), ...hiddenFrom(viewer, this.stage.world.scenario, step.mayShow)],
    };
  }
}

/** A random id might hold the digits of a secret by chance. */
const withoutText = (answer: Answer, text: string): Answer => ({ ...answer, text: answer.text.replaceAll(text, '') });

const SETTLE = 50; // milliseconds

const hiddenFrom = (viewer: string | null, { secrets }: Scenario, mayShow: readonly string[] = []): readonly string[] =>
  Object.entries(secrets).flatMap(([secret, viewers]) =>
    (viewer !== null && viewers.includes(viewer)) || mayShow.includes(secret) ? [] : [secret],
  );

/** Asks for the first answer at once, so that the operation is sent when it is opened. */
function ahead(stream: AnswerStream): AnswerStream {
  let first: Promise<Answer | null> | undefined = stream.next();
  first.catch(() => {}); // told when it is asked for
  return {
    next() {
      const answer = first ?? stream.next();
      first = undefined;
      return answer;
    },
    close: () => stream.close(),
  };
}
