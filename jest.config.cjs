// The quick tests: no emulator, no network. jest.e2e.config.cjs has the others.
const { testTimeout, ...project } = require('./jest.shared.cjs');
const shared = { ...project, globalTeardown: '<rootDir>/test/remove-shared.cjs' };

/** @type {import('jest').Config} */
module.exports = {
  testTimeout,
  // All cores: whoever runs this waits for it.
  maxWorkers: '100%',
  reporters: ['default', '<rootDir>/test/named-mistakes.cjs'],
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
