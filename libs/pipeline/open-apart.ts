/** The pipe of a process that runs apart: the database is a server, the belt lies in Redis, and time is the system's. */
import type { Instant } from '#domain'
import type { BullBelt } from '#queue'
import { settingsWith, type Settings } from '#settings'
import { Database, refusePendingMigrations, type AttemptChunk } from '#store'
import { openPipe } from './open-pipe'
import type { BusinessClock, Pipe, PipeLog, PipeMeter } from './pipe'
import { openRedisBelt } from './redis-belt'

export const systemClock: BusinessClock = () => Date.now() as Instant

export interface PipeApart {
  readonly pipe: Pipe
  readonly belt: BullBelt<AttemptChunk>
  /** The belt first: what is being worked on still needs carriers and database. */
  readonly close: () => Promise<void>
}

const ANSWER_WITHIN_MS = 10_000
/** An answer that came after the lease would be one that somebody else has declared unknown. */
export const answerWithinMs = (leaseSeconds: number): number => Math.min(ANSWER_WITHIN_MS, (leaseSeconds * 1000) / 3)

export async function openApart(given: Settings, log: PipeLog, meter: PipeMeter): Promise<PipeApart> {
  const settings = settingsWith(given, 'databaseUrl', 'redisUrl', 'sandboxUrl')
  await refusePendingMigrations(settings.databaseUrl)
  const database = await Database.open(settings.databaseUrl, 'flow')
  const belt = await openRedisBelt(settings, log)
  const pipe = openPipe({
    ...settings,
    database,
    belt,
    log,
    meter,
    clock: systemClock,
    answerWithinMs: answerWithinMs(settings.leaseSeconds),
  })
  return {
    pipe,
    belt,
    async close() {
      await belt.close()
      await closeDrivers(pipe)
      await database.close()
    },
  }
}

export async function closeDrivers({ drivers, accounts, files }: Pipe): Promise<void> {
  await files.idle()
  await accounts.close()
  await Promise.all([drivers.email, drivers.sms, drivers.whatsapp, drivers.letter].map((driver) => driver.close()))
}
