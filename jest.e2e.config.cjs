const shared = require('./jest.shared.cjs');

/** Tests on two emulated accounts, brought up once for the whole run. @type {import('jest').Config} */
module.exports = {
  ...shared,
  displayName: 'e2e',
  reporters: ['default', '<rootDir>/test/named-mistakes.cjs'],
  testMatch: ['<rootDir>/test/e2e/**/*.e2e.test.ts'],
  testPathIgnorePatterns: ['/up\\.e2e\\.test\\.ts$'],
  globalSetup: '<rootDir>/test/e2e/accounts/setup.ts',
  globalTeardown: '<rootDir>/test/e2e/accounts/teardown.ts',
};
