/** The import rules of the house: every one has a name, a reason, and a planted violation in test/architecture that proves it bites. */

/** What each lib may know besides itself. */
const LIBS = {
  domain: [],
  decision: ['domain'],
  messages: ['domain'],
  replies: ['domain'],
  queue: ['domain'],
  settings: ['domain'],
  lifecycle: ['domain', 'settings'],
  tracing: ['settings'],
  store: ['domain'],
  simulation: ['domain', 'decision'],
  portfolio: ['domain'],
  access: ['domain', 'store'],
  channels: ['domain', 'messages'],
  // Versions of policies and templates come from the database and are validated again when loaded: hence settings' parsers.
  pipeline: ['domain', 'decision', 'messages', 'replies', 'channels', 'store', 'queue', 'portfolio', 'settings'],
}
const LIBS_OF_APPS = ['tracing', 'pipeline', 'lifecycle', 'simulation', 'access', 'settings', 'domain', 'store']
const WIRED_IN_MODULES = ['channels', 'queue']
const PURE = '^libs/(domain|decision|messages|replies|simulation)/'
const CHANNELS = '(email|sms|whatsapp|letter|call)'

/** A package, found or not, wherever node_modules lies. */
const packages = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const libRules = Object.entries(LIBS).map(([lib, known]) =>
  rule(
    `${lib}-knows-only-${known.length === 0 ? 'itself' : known.join('-')}`,
    `Imports run one way: ${lib} may know ${known.length === 0 ? 'no other lib' : known.join(', ')}. Move the code, or hand the value in.`,
    { path: `^libs/${lib}/` },
    { path: '^libs/', pathNot: `^libs/(${[lib, ...known].join('|')})/` },
  ),
)

module.exports = {
  forbidden: [
    ...libRules,
    rule(
      'every-lib-has-a-rule',
      'A new lib first says in this file what it may know.',
      { path: '^libs/', pathNot: `^libs/(${Object.keys(LIBS).join('|')})/` },
      {},
    ),
    rule('libs-know-no-app', 'An app is wiring: nothing can be needed from it.', { path: '^libs/' }, { path: '^apps/' }),
    rule('source-knows-no-test', 'What runs may not lean on what tests.', { path: '^(libs|apps)/' }, { path: '^test/' }),
    rule(
      'apps-know-the-flow',
      'Apps wire the flow together; deciding, wording and reading files are the business of libs.',
      { path: '^apps/', pathNot: '^apps/console/' },
      { path: '^libs/', pathNot: `^libs/(${[...LIBS_OF_APPS, ...WIRED_IN_MODULES].join('|')})/` },
    ),
    rule(
      'apps-wire-channels-and-queue-in-modules',
      'Only a module chooses drivers and belt; the rest of an app asks the pipeline.',
      { path: '^apps/', pathNot: '\\.module\\.ts$' },
      { path: `^libs/(${WIRED_IN_MODULES.join('|')})/` },
    ),
    rule(
      'apps-stand-alone',
      'An app is a process: only standalone composes the modules of others.',
      { path: '^apps/([^/]+)/', pathNot: '^apps/(standalone|cli|console)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    rule(
      'standalone-composes-modules',
      'Standalone composes the modules of the other apps, nothing deeper.',
      { path: '^apps/standalone/', pathNot: '^apps/standalone/demo/' },
      { path: '^apps/', pathNot: '^apps/standalone/|\\.module\\.ts$' },
    ),
    rule(
      'the-demo-is-a-client',
      'The people of the demo ask the API: of it they know the shapes of what it answers, and no more.',
      { path: '^apps/standalone/demo/' },
      { path: '^apps/', pathNot: '^apps/standalone/|^apps/api/.*\\.dto\\.ts$|^apps/api/http/page\\.ts$' },
    ),
    rule(
      'cli-starts-standalone',
      'The command line starts standalone and knows no other app.',
      { path: '^apps/cli/' },
      { path: '^apps/', pathNot: '^apps/(cli|standalone)/' },
    ),
    rule(
      'the-pages-know-the-api-alone',
      'What runs in a browser asks the API, as any other client does.',
      { path: '^apps/console/' },
      { path: '^(libs|apps|test)/', pathNot: '^apps/console/' },
    ),
    rule(
      'a-channel-knows-no-other',
      'A channel can be added, changed or taken out without reading another.',
      { path: `^libs/channels/${CHANNELS}/` },
      { path: `^libs/channels/${CHANNELS}/`, pathNot: '^libs/channels/$1/' },
    ),
    rule(
      'libs-are-entered-by-their-index',
      'What a lib does not export is its own business: export it from the index, or do without.',
      { path: '^libs/([^/]+)/' },
      { path: '^libs/[^/]+/', pathNot: '^libs/$1/|^libs/[^/]+/index\\.ts$' },
    ),
    rule(
      'apps-and-tests-enter-libs-by-their-index',
      'What a lib does not export is its own business, for apps and tests too.',
      // The supervisor's own set-up looks at its processes from outside, and jest loads its global set-up outside its module map.
      { path: '^(apps|test)/', pathNot: '^test/support/(postgres-server|embedded-[a-z]+)\\.ts$' },
      { path: '^libs/[^/]+/', pathNot: '^libs/[^/]+/index\\.ts$' },
    ),
    rule(
      'no-cycles',
      'In a cycle nobody can be read, tested or replaced alone: a lower part is missing.',
      { path: '^(libs|apps|test)/' },
      { circular: true },
    ),
    rule(
      'pure-libs-touch-no-nest',
      'What decides and words is plain functions: nothing is injected.',
      { path: PURE },
      { path: packages('@nestjs') },
    ),
    rule(
      'pure-libs-touch-no-node',
      'What decides and words does no I/O: it runs the same in a test, a simulation and a browser.',
      { path: PURE },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'thinking-uses-luxon-only',
      'Words and decisions need one date library and nothing else.',
      { path: '^libs/(domain|decision|replies)/' },
      { pathNot: ['^(libs|apps|test)/', packages('luxon', '@types/luxon', '@nestjs')], dependencyTypesNot: ['core'] },
    ),
    rule(
      'wording-uses-liquid-and-ibans-only',
      'Templates are rendered by one library, account numbers checked by one; both are pure.',
      { path: '^libs/messages/' },
      { pathNot: ['^(libs|apps|test)/', packages('liquidjs', 'ibantools', '@nestjs')], dependencyTypesNot: ['core'] },
    ),
    rule(
      'only-store-knows-the-database',
      'One lib writes SQL, so that locks, roles and erasure are seen together.',
      { path: '^(libs|apps)/', pathNot: '^libs/store/' },
      { path: packages('typeorm', 'pg', '@types/pg', '@nestjs/typeorm') },
    ),
    rule(
      'only-queue-knows-bull',
      'Two belts, one contract: the rest of the house does not know which one turns.',
      { path: '^(libs|apps)/', pathNot: '^libs/queue/' },
      { path: packages('bull', 'bullmq', 'ioredis', '@nestjs/bull', '@nestjs/bullmq') },
    ),
    rule(
      'source-uses-no-development-package',
      'npm ci --omit=dev must leave a program that starts.',
      // The pages are bundled when they are built: nothing of theirs is looked up later.
      { path: '^(libs|apps)/', pathNot: '^apps/console/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    ),
    rule(
      'everything-resolves',
      'An import that leads nowhere fails at start, or worse, later.',
      { path: '^(libs|apps|test)/' },
      { couldNotResolve: true },
    ),
  ],
  options: {
    // Types count too: a lib that needs another one's type knows it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
