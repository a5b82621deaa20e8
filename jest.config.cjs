const { existsSync, readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

/** The packages that are ES modules: they become CommonJS. All others, thousands of files, are taken as they are. */
function modulePackages(folder = join(__dirname, 'node_modules'), scope = '') {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => {
      if (name.startsWith('@')) return modulePackages(join(folder, name), `${name}/`)
      const described = join(folder, name, 'package.json')
      const own = existsSync(described) && JSON.parse(readFileSync(described, 'utf8')).type === 'module' ? [scope + name] : []
      return [...own, ...modulePackages(join(folder, name, 'node_modules'))]
    })
}

/** One module system for source, tests and build: everything, packages included, becomes CommonJS through swc. */
module.exports = {
  globalSetup: '<rootDir>/test/support/jest-global-setup.ts',
  globalTeardown: '<rootDir>/test/support/jest-global-teardown.ts',
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/data/'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/data'],
  moduleNameMapper: { '^#([a-z-]+)$': '<rootDir>/libs/$1/index.ts' },
  transform: {
    '^.+\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        ...(require('node:fs').existsSync('.swcrc') && JSON.parse(require('node:fs').readFileSync('.swcrc', 'utf8'))),
        $schema: undefined,
        swcrc: false,
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${[...new Set(modulePackages())].join('|')})/).*\\.c?js$`],
  // Most tests wait for a server or a disk: three at a time also on two cores.
  maxWorkers: 3,
  // Waited for in vain only: a machine may be some times slower than ours.
  testTimeout: 300_000,
}
