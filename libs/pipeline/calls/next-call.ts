/** The next call for an agent; agents who ask while others are being answered are answered together. */
import type { CreditorId, Instant } from '#domain'
import { isCollision, nextCalls, unfinishedCall, type Database, type LeasedCall } from '#store'
import type { CallDesk } from './call'
import { inGroups } from '../in-groups'

interface Asked {
  readonly agent: string
  readonly now: Instant
}

type Ask = (asked: Asked) => Promise<LeasedCall | null>

/** One group takes its calls while the one before it is being committed. */
const AT_ONCE = 2
const GROUP = 64

const desks = new WeakMap<Database, Map<CreditorId, Ask>>()

/** What an agent has begun and not ended is theirs, also while they rest. */
export const ownCall = ({ database }: CallDesk, creditorId: CreditorId, agent: string, now: Instant): Promise<LeasedCall | null> =>
  database.transaction((sql) => unfinishedCall(sql, creditorId, agent, now))

/** It comes before a new one. */
export function nextCall({ database }: CallDesk, creditorId: CreditorId, agent: string, now: Instant): Promise<LeasedCall | null> {
  const asks = desks.get(database) ?? new Map<CreditorId, Ask>()
  desks.set(database, asks)
  const ask = asks.get(creditorId) ?? askAt(database, creditorId)
  asks.set(creditorId, ask)
  return ask({ agent, now })
}

const askAt = (database: Database, creditorId: CreditorId): Ask =>
  inGroups<Asked, LeasedCall | null>({
    atOnce: AT_ONCE,
    sizeOf: (waiting) => Math.min(waiting.length, GROUP),
    async answer(group) {
      const now = group.reduce((latest, asked) => Math.max(latest, asked.now), 0) as Instant
      const take = (): Promise<ReadonlyMap<string, LeasedCall>> =>
        database.transaction((sql) =>
          nextCalls(
            sql,
            creditorId,
            group.map(({ agent }) => agent),
            now,
          ),
        )
      // A sweep may have been giving back the same calls in another order: after it, they are taken.
      const calls = await take().catch((fault: unknown) => {
        if (!isCollision(fault)) throw fault
        return take()
      })
      return group.map(({ agent }) => calls.get(agent) ?? null)
    },
  })
