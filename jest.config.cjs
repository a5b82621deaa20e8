/** One module system for source, tests and build: everything, packages included, becomes CommonJS through swc. */
module.exports = {
  globalSetup: '<rootDir>/test/support/jest-global-setup.ts',
  globalTeardown: '<rootDir>/test/support/jest-global-teardown.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/data/'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/data'],
  moduleNameMapper: { '^#([a-z-]+)$': '<rootDir>/libs/$1/index.ts' },
  transform: {
    '^.+\\.[cm]?[jt]s$': ['@swc/jest', { ...require('node:fs').existsSync('.swcrc') && JSON.parse(require('node:fs').readFileSync('.swcrc', 'utf8')), $schema: undefined, swcrc: false }],
  },
  transformIgnorePatterns: [],
  // Most tests wait for a server or a disk: two at a time also on two cores.
  maxWorkers: 2,
  testTimeout: 60_000,
}
