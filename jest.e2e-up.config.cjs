const shared = require('./jest.shared.cjs');

/** Tests of `airlock up` and `down`, on accounts of their own. @type {import('jest').Config} */
module.exports = {
  ...shared,
  displayName: 'e2e-up',
  testMatch: ['<rootDir>/test/e2e/local/up.e2e.test.ts'],
  globalSetup: '<rootDir>/test/e2e/accounts/setup-up.ts',
};
