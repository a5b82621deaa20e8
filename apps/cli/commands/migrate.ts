/** `tijdig migrate`: brings the schema up to date, and the configuration versions with it. */
import type { Command } from 'commander'
import { localDateOf } from '#domain'
import { readSettings, type Settings } from '#settings'
import { causeOf, Database, migrate } from '#store'
import { seedFromFiles } from '../../standalone/database-home'
import { counted, give, type Answer } from '../answer'
import { teach, withDemo, type CommonOptions } from '../command'
import { EXIT, Refusal } from '../exit-codes'
import { systemNow, withSession } from '../session'

const ZONE = 'Europe/Amsterdam'

export function addMigrate(program: Command): void {
  const command = withDemo(program.command('migrate'))
    .summary('bring the database up to date')
    .description(
      'Runs the migrations that are pending on DATABASE_URL and reads config/ into versions. The embedded database migrates itself whenever it starts.',
    )
    .action(async (options: CommonOptions) => {
      const settings = readSettings()
      give(
        settings.databaseUrl === null || options.demo
          ? await migrateEmbedded(options)
          : await migrateServer(settings, settings.databaseUrl),
        options.json ?? false,
      )
    })
  teach(command, {
    examples: ['migrate', 'migrate --json'],
    exits: {
      0: 'up to date',
      2: 'a setting or a file under config/ does not fit',
      3: 'the database cannot be reached or is in use, or its user may not migrate',
    },
  })
}

async function migrateServer({ configFolder }: Settings, url: string): Promise<Answer> {
  const now = systemNow()
  try {
    const migrations = await migrate(url, localDateOf(now, ZONE))
    const database = await Database.open(url, 'flow', 1)
    try {
      return answer(migrations, await seedFromFiles(database, configFolder, now))
    } finally {
      await database.close()
    }
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'ConfigurationError') throw fault
    throw new Refusal(EXIT.database, `cannot migrate the database of DATABASE_URL: ${causeOf(fault)}`)
  }
}

/** To open it is to migrate it. */
const migrateEmbedded = (options: CommonOptions): Promise<Answer> =>
  withSession(options, async ({ seeded }) => ({
    ...answer([], seeded),
    lines: ['The embedded database is up to date: it migrates itself whenever it starts.', versions(seeded)],
  }))

const versions = (seeded: number): string =>
  seeded === 0 ? 'Nothing under config/ has changed.' : `${counted(seeded, 'new version', 'new versions')} of what lies under config/.`

const answer = (migrations: readonly string[], seeded: number): Answer => ({
  lines: [
    ...(migrations.length === 0 ? ['The schema is up to date.'] : ['These migrations ran:', ...migrations.map((name) => `  ${name}`)]),
    versions(seeded),
  ],
  data: { migrations, versions: seeded },
})
