'use strict';

const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  transform: {
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // Packages that are ES modules only, or import some when they run: jest's own loader can do neither untransformed.
  transformIgnorePatterns: ['/node_modules/(?!jose/|(?:.*/)?@opentelemetry/otlp-exporter-base/)'],
  testTimeout: 30_000,
  // Many tests start processes of their own, so half the processors are left to those; but never one test at a time.
  maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
};
