/** A small house in which every import rule is broken exactly once, each time by a file of its own. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface Plant {
  readonly rule: string
  readonly file: string
  readonly imports: string
  /** A type counts as much as a value, except for development packages, whose types vanish before anything runs. */
  readonly value?: boolean
}
const plant = (rule: string, file: string, imports: string): Plant => ({ rule, file, imports })

export const PLANTS: readonly Plant[] = [
  plant('domain-knows-only-itself', 'libs/domain/planted-decision.ts', '#decision'),
  plant('decision-knows-only-domain', 'libs/decision/planted-store.ts', '#store'),
  plant('messages-knows-only-domain', 'libs/messages/planted-decision.ts', '#decision'),
  plant('replies-knows-only-domain', 'libs/replies/planted-decision.ts', '#decision'),
  plant('queue-knows-only-domain', 'libs/queue/planted-store.ts', '#store'),
  plant('settings-knows-only-domain', 'libs/settings/planted-messages.ts', '#messages'),
  plant('lifecycle-knows-only-domain-settings', 'libs/lifecycle/planted-store.ts', '#store'),
  plant('tracing-knows-only-settings', 'libs/tracing/planted-store.ts', '#store'),
  plant('store-knows-only-domain', 'libs/store/planted-pipeline.ts', '#pipeline'),
  plant('simulation-knows-only-domain-decision', 'libs/simulation/planted-settings.ts', '#settings'),
  plant('portfolio-knows-only-domain', 'libs/portfolio/planted-store.ts', '#store'),
  plant('access-knows-only-domain-store', 'libs/access/planted-pipeline.ts', '#pipeline'),
  plant('channels-knows-only-domain-messages', 'libs/channels/planted-store.ts', '#store'),
  plant(
    'pipeline-knows-only-domain-decision-messages-replies-channels-store-queue-portfolio-settings',
    'libs/pipeline/planted-access.ts',
    '#access',
  ),
  plant('every-lib-has-a-rule', 'libs/billing/index.ts', '#domain'),
  plant('libs-know-no-app', 'libs/pipeline/planted-app.ts', '../../apps/api/main'),
  plant('source-knows-no-test', 'libs/store/planted-test.ts', '../../test/support/postgres'),
  plant('source-knows-no-test', 'apps/api/planted-test.ts', '../../test/support/postgres'),
  plant('apps-know-the-flow', 'apps/api/planted-decision.ts', '#decision'),
  plant('apps-know-the-flow', 'apps/worker/planted.module.ts', '#messages'),
  plant('apps-wire-channels-and-queue-in-modules', 'apps/worker/planted-channels.ts', '#channels'),
  plant('apps-wire-channels-and-queue-in-modules', 'apps/scheduler/planted-queue.ts', '#queue'),
  plant('apps-stand-alone', 'apps/api/planted-worker.ts', '../worker/worker.module'),
  plant('standalone-composes-modules', 'apps/standalone/planted-controller.ts', '../api/main'),
  plant('the-demo-is-a-client', 'apps/standalone/demo/planted-controller.ts', '../../api/main'),
  plant('cli-starts-standalone', 'apps/cli/planted-api.ts', '../api/api.module'),
  plant('the-pages-know-the-api-alone', 'apps/console/src/planted-domain.ts', '#domain'),
  plant('a-channel-knows-no-other', 'libs/channels/email/planted-sms.ts', '../sms/driver'),
  plant('libs-are-entered-by-their-index', 'libs/pipeline/planted-inside.ts', '../store/rows'),
  plant('apps-and-tests-enter-libs-by-their-index', 'apps/api/planted-inside.ts', '../../libs/store/rows'),
  plant('apps-and-tests-enter-libs-by-their-index', 'test/planted-inside.ts', '../libs/store/rows'),
  plant('no-cycles', 'libs/store/planted-cycle-a.ts', './planted-cycle-b'),
  plant('pure-libs-touch-no-nest', 'libs/decision/planted-nest.ts', '@nestjs/common'),
  plant('pure-libs-touch-no-node', 'libs/domain/planted-node.ts', 'node:fs'),
  plant('pure-libs-touch-no-node', 'libs/simulation/planted-node.ts', 'crypto'),
  plant('thinking-uses-luxon-only', 'libs/domain/planted-package.ts', 'yaml'),
  plant('thinking-uses-luxon-only', 'libs/decision/planted-package.ts', 'liquidjs'),
  plant('wording-uses-liquid-and-ibans-only', 'libs/messages/planted-package.ts', 'luxon'),
  plant('only-store-knows-the-database', 'libs/pipeline/planted-typeorm.ts', 'typeorm'),
  plant('only-store-knows-the-database', 'apps/api/planted-pg.ts', 'pg'),
  plant('only-queue-knows-bull', 'apps/worker/planted-bull.ts', 'bull'),
  { ...plant('source-uses-no-development-package', 'libs/portfolio/planted-development.ts', 'fast-check'), value: true },
  plant('everything-resolves', 'libs/portfolio/planted-nowhere.ts', './nowhere'),
]

/** Imports that look daring and are allowed: a rule that forbids them would be wrong. */
export const ALLOWED: readonly Omit<Plant, 'rule'>[] = [
  { file: 'libs/decision/allowed.ts', imports: '#domain' },
  { file: 'libs/domain/allowed.ts', imports: 'luxon' },
  { file: 'libs/messages/allowed.ts', imports: 'liquidjs' },
  { file: 'libs/store/allowed.ts', imports: 'typeorm' },
  { file: 'libs/queue/allowed.ts', imports: 'bull' },
  { file: 'libs/pipeline/allowed.ts', imports: '#settings' },
  { file: 'libs/channels/letter/allowed.ts', imports: '../sandbox/message' },
  { file: 'apps/worker/allowed.module.ts', imports: '#channels' },
  { file: 'apps/standalone/allowed.ts', imports: '../worker/worker.module' },
  { file: 'apps/cli/allowed.ts', imports: '../standalone/main' },
  { file: 'test/allowed.ts', imports: '../apps/api/main' },
]

const PACKAGES = ['luxon', 'liquidjs', 'yaml', 'typeorm', 'pg', 'bull', '@nestjs/common']
const LIBS = [
  'domain',
  'decision',
  'messages',
  'queue',
  'settings',
  'lifecycle',
  'store',
  'simulation',
  'portfolio',
  'access',
  'channels',
  'pipeline',
]
const HOUSE = [
  ...LIBS.map((lib) => `libs/${lib}/index.ts`),
  'libs/store/rows.ts',
  'libs/channels/sms/driver.ts',
  'libs/channels/sandbox/message.ts',
  ...['api', 'worker', 'scheduler', 'standalone', 'cli'].flatMap((app) => [`apps/${app}/main.ts`, `apps/${app}/${app}.module.ts`]),
  'test/support/postgres.ts',
]

/** Writes the house into a folder of its own; the caller removes it. */
export function plantHouse(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tijdig-planted-'))
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const versions = (names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, '1.0.0']))
  write('package.json', JSON.stringify({ name: 'planted', dependencies: versions(PACKAGES), devDependencies: versions(['fast-check']) }))
  write(
    'tsconfig.json',
    JSON.stringify({ compilerOptions: { module: 'node20', moduleResolution: 'node16', paths: { '#*': ['./libs/*/index.ts'] } } }),
  )
  for (const name of [...PACKAGES, 'fast-check']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    write(`node_modules/${name}/index.js`, 'exports.made = true\n')
  }
  for (const file of HOUSE) write(file, 'export const made = true\n')
  write('libs/store/planted-cycle-b.ts', `export * from './planted-cycle-a'\nexport const made = true\n`)
  for (const { file, imports, value } of [...PLANTS, ...ALLOWED]) {
    write(file, `import ${value ? '' : 'type '}{ made } from '${imports}'\nexport type Planted = typeof made\n`)
  }
  return folder
}
