/** The tests that hold the decision core, and nothing that needs a server: each changed line of the core must fail one of them. */
const { globalSetup, globalTeardown, ...shared } = require('../../jest.config.cjs')
module.exports = {
  ...shared,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/mutation/all.ts'],
  // The random properties take half a minute for a mutant; what they find is written down as examples.
  testPathIgnorePatterns: [...shared.testPathIgnorePatterns, '/properties.test.ts$'],
}
