// The quick tests: no emulator, no network. jest.e2e.config.cjs has the others.
const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.(ts|mjs)$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } }] },
  // A dynamic import says .js, as Node wants it; here the file is still TypeScript.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'] },
  modulePathIgnorePatterns: ['<rootDir>/.build', '<rootDir>/cdk.out', '<rootDir>/.emulator'],
};

/** @type {import('jest').Config} */
module.exports = {
  // For all of them: no test fails because the machine is slow.
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/(stacks|constructs|e2e)/', '\\.e2e\\.test\\.ts$'],
    },
    {
      ...shared,
      displayName: 'stacks',
      testMatch: ['<rootDir>/test/{stacks,constructs}/**/*.test.ts'],
      setupFiles: ['<rootDir>/test/stacks/validation-off.cjs'],
    },
  ],
};
