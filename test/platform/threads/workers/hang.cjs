// Never answers, except to some jobs.
const { parentPort, workerData } = require('node:worker_threads');
parentPort.on('message', ({ id, work }) => {
  if (work === 'quick') parentPort.postMessage({ id, result: 'done' });
  if (work === 'data') parentPort.postMessage({ id, result: workerData });
  if (work === 'crash') process.exit(3);
  if (work === 'fail') parentPort.postMessage({ id, failure: 'a bug' });
});
