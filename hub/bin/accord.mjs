#!/usr/bin/env node
// The command line: installs what is missing, then runs hub/main.ts.
process.argv.splice(2, 0, 'hub/main.ts');
await import('./run.mjs');
