/** Stage reconcile: unknown outcomes are looked up, never sent again without proof; what stays unknown becomes a person's task (rule 11). */
import type { HandOverId, Instant } from '#domain'
import {
  applyReceipt, keepUnknown, proveNotAccepted, unknownHandOvers, unknownHandOversOf, type Database, type DebtorKey, type UnknownHandOver,
} from '#store'
import type { Pipe } from './pipe'

const AGAIN_MS = 3_600_000
/** The carriers' callbacks have had their time by then. */
const TO_TASK_MS = 24 * 3_600_000
const LIMIT = 200

/** Answers how many were looked at. */
export async function reconcile(pipe: Pipe, now: Instant): Promise<number> {
  const unknown = await unknownHandOvers(pipe.database, now, LIMIT)
  for (const one of unknown) await reconcileOne(pipe, one, now)
  return unknown.length
}

async function reconcileOne(pipe: Pipe, unknown: UnknownHandOver, now: Instant): Promise<void> {
  switch (await lookUp(pipe, unknown)) {
    case 'accepted':
      return proveAccepted(pipe.database, unknown.handOverId, 'look-up', now)
    case 'not-accepted':
      return proveNotAccepted(pipe.database, unknown.handOverId, now)
    case 'no-answer': {
      const overdue = now - unknown.since >= TO_TASK_MS && !unknown.taskOpen
      return keepUnknown(pipe.database, unknown, (now + AGAIN_MS) as Instant, overdue, now)
    }
  }
}

async function proveAccepted(database: Database, handOverId: HandOverId, by: 'look-up' | 'person', now: Instant): Promise<void> {
  await applyReceipt(database, { key: `${by} ${handOverId}`, handOverId, carrierReference: null, status: 'accepted', failure: null, code: null, at: now }, now)
}

/** A person found out what became of a debtor's unknown sendings; answers how many there were. */
export async function tellOutcome(database: Database, debtor: DebtorKey, outcome: 'accepted' | 'not-accepted', now: Instant): Promise<number> {
  const unknown = await unknownHandOversOf(database, debtor)
  for (const handOverId of unknown) {
    if (outcome === 'accepted') await proveAccepted(database, handOverId, 'person', now)
    else await proveNotAccepted(database, handOverId, now)
  }
  return unknown.length
}

function lookUp(pipe: Pipe, { channel, handOverId }: UnknownHandOver): Promise<'accepted' | 'not-accepted' | 'no-answer'> {
  // Nobody but a person can say whether a call was made.
  if (channel === 'call') return Promise.resolve('no-answer')
  if (pipe.redirectAllTo !== null) return pipe.drivers.email.lookUp?.(handOverId) ?? Promise.resolve('no-answer')
  const driver = channel === 'letter' ? null : pipe.drivers[channel]
  return driver?.lookUp?.(handOverId) ?? Promise.resolve('no-answer')
}
