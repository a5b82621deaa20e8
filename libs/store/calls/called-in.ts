/** Calls that debtors make: talking from the start, so that identity, outcome and undo are those of any call. */
import type { AttemptId, Channel, HandOverId, Instant, Phase } from '#domain'
import { endUnsent } from '../attempts'
import { unfinishedCall, type LeasedCall } from './call-claims'
import { giveBackUndialled, TALKING_SECONDS } from './call-tasks'
import type { Sql } from '../database'
import { appendEvent, askReview } from '../facts'
import { newId } from '../ids'
import type { DebtorKey } from '../snapshots'

/** An agent talks to one debtor, and a debtor to one agent. */
export type CalledIn = { readonly call: LeasedCall } | { readonly busy: 'agent' | 'debtor' }

const NONE = '00000000-0000-0000-0000-000000000000'
const CHANNEL: Channel = 'call'
const PHASE: Phase = 'reply'

/** What we meant to call about waits for the outcome: it is decided anew. */
export async function takeCallIn(sql: Sql, debtor: DebtorKey, agent: string, now: Instant): Promise<CalledIn> {
  await giveBackUndialled(sql, debtor.creditorId, agent, NONE)
  const own = await unfinishedCall(sql, debtor.creditorId, agent, now)
  if (own) return own.debtorId === debtor.debtorId ? { call: own } : { busy: 'agent' }
  await askReview(sql, debtor, now)
  await endUnsent(sql, await callsToCome(sql, debtor), now)
  const begun = await begin(sql, debtor, agent, now)
  if (!begun) return { busy: 'debtor' }
  await appendEvent(sql, { ...debtor, kind: 'called-in', at: now, attemptId: begun.attemptId })
  return { call: begun }
}

async function callsToCome(sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<Parameters<typeof endUnsent>[1]> {
  const rows = await sql.query<{ attemptId: AttemptId }>(
    `select id as "attemptId" from contact_attempt where creditor_id = $1 and debtor_id = $2 and channel = '${CHANNEL}'
      and state in ('planned', 'queued') and lease_token is null`,
    [creditorId, debtorId],
  )
  return rows.map(({ attemptId }) => ({
    creditorId,
    debtorId,
    attemptId,
    state: 'suppressed' as const,
    reasons: [{ code: 'superseded' as const }],
  }))
}

async function begin(sql: Sql, { creditorId, debtorId }: DebtorKey, agent: string, now: Instant): Promise<LeasedCall | null> {
  const attemptId = newId<AttemptId>()
  const [row] = await sql.query<LeasedCall>(
    `with contact as (
       insert into contact_attempt (creditor_id, id, debtor_id, channel, phase, step, claims, amount_cents, state, planned_for, due_at,
         expires_at, weight, tries, created_at, sent_at, lease_until)
       select $1, $3, $2, '${CHANNEL}', '${PHASE}', 'called-in-' || $3::uuid, '{}', 0, 'sending', $5, $5,
         $5::timestamptz + interval '1 day', 0, 1, $5, $5, clock_timestamp() + make_interval(secs => ${TALKING_SECONDS})
       where not exists (select from call_task k where k.creditor_id = $1 and k.debtor_id = $2 and k.state in ('queued', 'claimed'))
       returning creditor_id, id, debtor_id, lease_until
     ), handed as (
       insert into hand_over (creditor_id, id, attempt_id, debtor_id, number, channel, sender, carrier, state, started_at)
       select creditor_id, $6, id, debtor_id, 1, '${CHANNEL}', '', 'agent', 'sending', $5 from contact
     )
     insert into call_task (creditor_id, id, attempt_id, debtor_id, state, opens_at, expires_at, priority, agent, lease_token, lease_until,
       claimed_at, called_in)
     select creditor_id, $7, id, debtor_id, 'claimed', $5, $5::timestamptz + interval '1 day', 0, $4, $8, lease_until, clock_timestamp(), true from contact
     returning creditor_id as "creditorId", id as "taskId", attempt_id as "attemptId", debtor_id as "debtorId", lease_token as token,
       lease_until as "leaseUntil"`,
    [creditorId, debtorId, attemptId, agent, new Date(now), newId<HandOverId>(), newId<string>(), newId<string>()],
  )
  return row ?? null
}
