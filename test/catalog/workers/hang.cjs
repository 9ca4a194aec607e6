// Never answers, except to a subgraph named `quick`.
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ id, parts }) => {
  const [{ name }] = parts;
  if (name === 'quick') parentPort.postMessage({ id, composition: { supergraphSdl: name, hints: [], errors: [] } });
  if (name === 'crash') process.exit(3);
  if (name === 'fail') parentPort.postMessage({ id, failure: 'a bug' });
});
