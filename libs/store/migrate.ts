/** Brings the schema up to date, refuses to work on an older one, and makes the month partitions in time. */
import { addDays, type LocalDate } from '#domain'
import { Database } from './database'
import { DatabaseAway } from './database-away'

export class PendingMigrations extends Error {
  constructor() {
    super('the database schema is older than this program: run `npm run --silent tijdig -- migrate`')
  }
}

/** Runs what is pending; returns the names that ran. `today` is the business day around which partitions are made. */
export async function migrate(url: string, today: LocalDate): Promise<readonly string[]> {
  const owner = await Database.open(url, 'owner', 2)
  try {
    const ran = await owner.source.runMigrations()
    await ensurePartitions(owner, today)
    return ran.map((migration) => migration.name)
  } finally {
    await owner.close()
  }
}

export async function refusePendingMigrations(url: string): Promise<void> {
  const owner = await Database.open(url, 'owner', 1).catch((cause: unknown) => {
    throw new DatabaseAway(cause)
  })
  try {
    if (await owner.source.showMigrations()) throw new PendingMigrations()
  } finally {
    await owner.close()
  }
}

const MONTHS_BEHIND = 2
const MONTHS_AHEAD = 6

/** One partition per month for events and raw calls (rule 20); rows of other months go to the `_rest` partition. */
async function ensurePartitions(owner: Database, today: LocalDate): Promise<void> {
  const months: LocalDate[] = []
  for (let offset = -MONTHS_BEHIND; offset <= MONTHS_AHEAD; offset++) months.push(monthStart(today, offset))
  for (const month of months) {
    const next = monthStart(month, 1)
    for (const table of ['contact_event', 'raw_call']) {
      const partition = `${table}_${month.slice(0, 7).replace('-', '_')}`
      await owner.query(
        `create table if not exists ${partition} partition of ${table} for values from ('${month}T00:00Z') to ('${next}T00:00Z')`,
      )
    }
  }
}

function monthStart(day: LocalDate, offset: number): LocalDate {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + offset
  return addDays(`${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01` as LocalDate, 0)
}
