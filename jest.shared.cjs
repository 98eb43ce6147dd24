const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** What the test files of one run share, in the folder that `test/remove-shared.cjs` removes at its end. */
process.env.AIRLOCK_TEST_RUN ??= join(tmpdir(), `airlock-test-run-${process.pid}`);

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.(ts|mjs)$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } }] },
  // A dynamic import says .js, as Node wants it; here the file is still TypeScript.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'] },
  modulePathIgnorePatterns: ['<rootDir>/.build', '<rootDir>/cdk.out', '<rootDir>/.emulator'],
  // Generous, and one for all: it ends what hangs, and no test fails because a machine is slow or busy.
  testTimeout: 600_000,
};
