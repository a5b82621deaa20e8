/** Stage sweep: what died or grew old comes back to where somebody looks at it again. */
import type { Instant } from '#domain'
import { endUnsent, markOrphansUnknown, overdueAttempts, publishAwaited, releaseBatches, releaseIdleCalls, wakeConversations } from '#store'
import { countHeldOutcomes } from './held-outcomes'
import { forgetConfiguration, type Pipe } from './pipe'
import { FIRST_LOOK_UP_SECONDS } from './record'

const LIMIT = 500

/** Answers how much was moved. */
export async function sweep(pipe: Pipe, now: Instant): Promise<number> {
  const orphans = await markOrphansUnknown(pipe.database, false, firstLookUp(now), now)
  const told = await countHeldOutcomes(pipe, null, LIMIT)
  await releaseIdleCalls(pipe.database, false)
  await wakeConversations(pipe.database, now)
  const published = await publishAwaited(pipe.database, now)
  if (published > 0) forgetConfiguration(pipe)
  const overdue = await overdueAttempts(pipe.database, now, LIMIT)
  await endUnsent(
    pipe.database,
    overdue.map(({ hours, ...attempt }) => ({
      ...attempt,
      state: 'expired' as const,
      reasons: [{ code: 'too-late' as const, hours }] as const,
    })),
    now,
  )
  return orphans + told + published + overdue.length
}

/** At the start of the only process on an embedded database: every worker before it is dead, whatever its lease says. */
export async function recoverAfterCrash(pipe: Pipe, now: Instant): Promise<number> {
  await releaseIdleCalls(pipe.database, true)
  await releaseBatches(pipe.database)
  return markOrphansUnknown(pipe.database, true, firstLookUp(now), now)
}

const firstLookUp = (now: Instant): Instant => (now + FIRST_LOOK_UP_SECONDS * 1000) as Instant
