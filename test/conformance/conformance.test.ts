import { accordInProcess, accordRemote } from './adapters/accord';
import { SchemaRefused } from './adapters/adapter';
import { startIssuer, type Issuer } from './harness/issuer';
import { createDataEngine } from './harness/data-engine';
import { needsOf, runCase, type Stage } from './harness/run-case';
import { readScenarios } from './harness/scenario';

const ADAPTERS = [accordInProcess, accordRemote];
const only = process.env['SCENARIO']?.split(',') ?? [];

describe.each(ADAPTERS)('conformance of $name', (adapter) => {
  let issuer: Issuer;
  beforeAll(async () => {
    issuer = await startIssuer();
  });
  afterAll(async () => {
    await adapter.end?.();
    await issuer.stop();
  });

  describe.each(readScenarios(only))('$name', (scenario) => {
    let stage: Stage | undefined;
    beforeAll(async () => {
      const world = { scenario, engine: createDataEngine(scenario.data), issuer };
      try {
        stage = { adapter, world, gateway: await adapter.start(world) };
      } catch (error) {
        if (!scenario.mayRefuse || !(error instanceof SchemaRefused)) throw error;
      }
    });
    afterAll(() => stage?.gateway.stop());

    for (const theCase of scenario.cases) {
      const lacking = needsOf(theCase).filter((need) => !adapter.capabilities.includes(need));
      if (lacking.length > 0) it.skip(`${theCase.name} (no ${lacking.join(', ')})`, () => {});
      else it(theCase.name, async () => expect(stage ? await runCase(theCase, stage) : []).toEqual([]));
    }
  });
});
