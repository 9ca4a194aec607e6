import { unguardedApollo } from './adapters/unguarded';
import { createDataEngine } from './harness/data-engine';
import { startIssuer, type Issuer } from './harness/issuer';
import { needsOf, runCase } from './harness/run-case';
import { readScenarios } from './harness/scenario';

/** Runs every case that the adapter can take, and gives the faults of each by `scenario: case`. */
async function faultsByCase(
  issuer: Issuer,
  scenarioNames: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const scenario of readScenarios(scenarioNames)) {
    const world = { scenario, engine: createDataEngine(scenario.data), issuer };
    const gateway = await unguardedApollo.start(world);
    for (const theCase of scenario.cases.filter((one) => needsOf(one).length === 0)) {
      found.set(
        `${scenario.name}: ${theCase.name}`,
        await runCase(theCase, { adapter: unguardedApollo, world, gateway }),
      );
    }
    await gateway.stop();
  }
  return found;
}

describe('the suite, over a gateway that guards nothing', () => {
  let issuer: Issuer;
  let faults: ReadonlyMap<string, readonly string[]>;
  beforeAll(async () => {
    issuer = await startIssuer();
    faults = await faultsByCase(issuer, ['entity-hops', 'fragments', 'masks', 'mutations', 'plans-across-viewers']);
  }, 60_000);
  afterAll(() => issuer.stop());

  const failing = (): readonly string[] => [...faults].flatMap(([name, of]) => (of.length > 0 ? [name] : []));

  it('passes the controls, whose viewers may see all they ask for', () => {
    expect(failing()).not.toContain('entity-hops: who holds every right sees every field of a hop');
    expect(failing()).not.toContain('masks: who holds the rights sees whole values');
  });

  it('fails wherever a rule should have held, and calls a leak a leak', () => {
    expect(failing().length).toBeGreaterThan(35);
    expect(faults.get('entity-hops: a masked field is masked beyond a hop')).toContainEqual(
      expect.stringContaining('LEAK: the answer holds "1980-02-03"'),
    );
    expect(faults.get('mutations: a denied mutation does not happen')).toContainEqual(
      expect.stringContaining('accounts Mutation.writeMemo was asked for 1 times, expected 0'),
    );
  });
});
