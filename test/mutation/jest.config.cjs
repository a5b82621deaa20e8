/** The tests that hold the decision core, and nothing that needs a server: each changed line of the core must fail one of them. */
const { globalSetup, globalTeardown, ...shared } = require('../../jest.config.cjs')
module.exports = { ...shared, rootDir: '../..', testMatch: ['<rootDir>/test/decision/**/*.test.ts', '<rootDir>/test/scenarios/**/*.test.ts', '<rootDir>/test/calendars/holidays.test.ts'] }
