/** The tests that hold the decision core, and nothing that needs a server; not the random properties, which take half a minute a mutant. */
const { globalSetup, globalTeardown, ...shared } = require('../../jest.config.cjs')
module.exports = { ...shared, rootDir: '../..', testMatch: ['<rootDir>/test/mutation/all.ts'], snapshotResolver: '<rootDir>/test/mutation/snapshots.cjs' }
