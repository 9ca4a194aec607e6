import { parse } from 'graphql';
import { loadGraph } from '../../gateway/graph';
import { createContext } from '../../gateway/request-context';
import { hubViewer } from '../../platform/access/roles';
import { silentLogger as log } from '../../platform/telemetry/logger';
import { createStubGraph } from './stubs/stub-graph';

const MANY = Array.from({ length: 30 }, (_, index) => `a${index}: accounts { memo patient { name } }`).join(' ');

it('plans made in the worker answer as plans made here do', async () => {
  const { supergraph, subgraphs } = createStubGraph();
  const graph = await loadGraph(supergraph, { subgraphs, log, unguarded: false });
  const viewer = { viewer: hubViewer, correlationId: 'c', traceparent: null, passedAuthorization: null };
  const ask = async (text: string) =>
    JSON.parse(JSON.stringify(await graph.run({ document: parse(text), context: createContext(viewer) }))) as {
      data: { patients: Record<string, unknown>[] };
    };
  const light = await ask('{ patients { a0: accounts { memo patient { name } } } }');
  const heavy = await ask(`query Named { patients { ${MANY} } }`);
  expect(heavy.data.patients.map(({ a29 }) => a29)).toEqual(light.data.patients.map(({ a0 }) => a0));
  expect(light.data.patients[0]?.['a0']).toEqual([{ memo: 'first', patient: { name: 'Ada Quill' } }]);
  await graph.close();
});
