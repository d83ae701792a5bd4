/**
 * Packages that ship ES modules alone: jest on Node 20 cannot require them, so the compiler turns them into CommonJS.
 */
const esmOnly = ['jose', 'temporal-polyfill', 'temporal-utils'].join('|');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.[cm]?[tj]sx?$': [
      '@swc/jest',
      { jsc: { target: 'es2022' }, module: { type: 'commonjs' }, sourceMaps: 'inline' },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${esmOnly})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testSequencer: '<rootDir>/test/longest-first.cjs',
  testTimeout: 90_000,
  // Servers, worker and browser of one test file fill two cores: files run one after another.
  maxWorkers: 1,
};
