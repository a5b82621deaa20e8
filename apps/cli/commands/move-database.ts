/** `tijdig move-database`: takes the embedded database to a server. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { localDateOf } from '#domain'
import { readSettings } from '#settings'
import { causeOf, moveDatabase, MoveRefused, type MovedTables } from '#store'
import { openHome } from '../../standalone/database-home'
import { counted, give, table, type Answer } from '../answer'
import { teach, withDemo, type CommonOptions } from '../command'
import { answerIsNo, EXIT, Refusal, unacceptable } from '../exit-codes'
import { openProgress } from '../progress'
import { placeOf } from '../session'

const ZONE = 'Europe/Amsterdam'

export function addMoveDatabase(program: Command): void {
  const command = withDemo(
    program.command('move-database').argument('[url]', 'postgres://user:password@host:5432/database; left out, that of DATABASE_URL'),
  )
    .summary('take the embedded database to a server')
    .description(
      'Copies every row of the embedded database to an empty one on a server, in one transaction, and compares the counts. The embedded one is only read.',
    )
    .action(async (url: string | undefined, options: CommonOptions) => give(await move(url, options.demo ?? false), options.json ?? false))
  teach(command, {
    examples: ['move-database postgres://tijdig:password@db.internal:5432/tijdig', 'move-database --json'],
    more: ['The user in the address must own the database and have CREATEROLE; a superuser would pass by row-level security.'],
    exits: {
      0: 'moved, and the counts agree',
      1: 'the target is not empty; nothing was changed',
      2: 'no such embedded database, or no address',
      3: 'a database cannot be reached, or a process of Tijdig runs on the embedded one',
    },
  })
}

async function move(given: string | undefined, demo: boolean): Promise<Answer> {
  const settings = readSettings()
  const target = given ?? settings.databaseUrl
  if (target === null || !URL.canParse(target) || !/^postgres(ql)?:$/.test(new URL(target).protocol))
    throw unacceptable('give the address of the server: postgres://user:password@host:5432/database')
  const place = { ...placeOf(settings, demo), databaseUrl: null }
  if (!existsSync(join(place.dataFolder, 'pg'))) throw unacceptable(`there is no embedded database in ${place.dataFolder}`)
  const home = await openHome(place).catch((fault: unknown) => {
    throw new Refusal(EXIT.database, `cannot open the embedded database: ${causeOf(fault)}`)
  })
  const progress = openProgress('rows moved')
  try {
    const moved = await moveDatabase({
      from: home.url,
      to: target,
      today: localDateOf(place.now, ZONE),
      onProgress: (rows, total) => {
        progress.update(rows, total)
      },
    })
    return told(moved)
  } catch (fault) {
    if (fault instanceof MoveRefused) throw answerIsNo(fault.message)
    throw new Refusal(EXIT.database, `cannot move to the server, where nothing has changed: ${causeOf(fault)}`)
  } finally {
    progress.stop()
    await home.close()
  }
}

function told(moved: MovedTables): Answer {
  const rows = Object.values(moved).reduce((sum, count) => sum + count, 0)
  const filled = Object.entries(moved).filter(([, count]) => count > 0)
  return {
    lines: [
      ...table(['table', 'rows'], filled),
      '',
      `${counted(rows, 'row')} moved, and counted again there.`,
      'Set DATABASE_URL to that address from now on; the embedded database stays as it is.',
    ],
    data: { rows, tables: moved },
  }
}
