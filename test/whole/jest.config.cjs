const { resolve } = require('node:path')
const base = require('../../jest.config.cjs')

/** What is tried in shares; all other folders file by file: programs, pages and snapshots, which belong to their file. */
const SHARED = Object.values(require('./shares.json')).flat().join('|')

/** Whoever names files or tests wants those, as `npx jest` has them. */
const namesSome = process.argv.slice(2).some((word) => !word.startsWith('-'))

/** All tests, as `npm test` runs them; what was skipped is said. */
module.exports = {
  ...base,
  rootDir: resolve(__dirname, '../..'),
  testMatch: namesSome ? base.testMatch : ['<rootDir>/test/whole/*.share.ts', `<rootDir>/test/!(${SHARED})/**/*.test.ts`],
  reporters: ['default', '<rootDir>/test/support/skipped-reporter.cjs'],
}
