/** Outcomes: how sends ended, recorded in groups with what follows for the attempt, the address and the debtor (rules 9 to 13). */
import type { HandOverId, HandOverOutcome, Instant } from '#domain'
import { instantColumn, plainColumn, textColumn } from './columns'
import type { Sql } from './database'
import { newId } from './ids'
import { uuidList } from './binary-list'

export interface EndedHandOver {
  readonly handOverId: HandOverId
  readonly outcome: HandOverOutcome
  /** When a `later` may be tried again, and when an `unknown` is looked up first. */
  readonly againAt: Instant
}

/**
 * Records outcomes in groups; a hand-over that a callback moved on stays as the callback left it, and an acceptance that comes late still counts.
 * The states are told apart by a case: by a plain condition the planner would read the whole index of live hand-overs beside the ids.
 */
export async function recordOutcomes(sql: Sql, ended: readonly EndedHandOver[], now: Instant): Promise<void> {
  if (ended.length === 0) return
  const texts = (values: readonly (string | null)[]): string => textColumn(values)
  const failures = ended.map(({ outcome }) =>
    outcome.kind === 'refused' || outcome.kind === 'later' ? outcome.failure : outcome.kind === 'unknown' ? 'indeterminate' : null,
  )
  await sql.query(RECORD_OUTCOMES, [
    uuidList(ended.map(({ handOverId }) => handOverId)),
    new Date(now),
    uuidList(ended.map(() => newId())),
    plainColumn(ended.map(({ outcome }) => outcome.kind)),
    texts(ended.map(({ outcome }) => (outcome.kind === 'accepted' ? outcome.carrierReference : null))),
    texts(failures),
    texts(ended.map(({ outcome }) => (outcome.kind === 'accepted' ? null : outcome.code))),
    instantColumn(ended.map(({ againAt }) => againAt)),
  ])
}

/** What a refusal or failure teaches about the address: permanent ones make it unusable, an opt-out is kept by sender and address. */
export const LEARN = `
  spoiled as (
    update contact_point p set usable = false, unusable_code = n.code from news n
    where n.failure = 'permanent' and p.creditor_id = n.creditor_id and p.id = n.contact_point_id
  ), opted as (
    insert into opt_out (creditor_id, channel, sender, address_hash, at, source)
    select n.creditor_id, n.channel, n.sender, p.address_hash, $2, 'carrier'
    from news n join contact_point p on p.creditor_id = n.creditor_id and p.id = n.contact_point_id where n.failure = 'opt-out'
    on conflict do nothing
  )`

/** Costs need a notice that was received (art. 3:37(3) BW): one that failed announced none. Over another channel it does so again. */
export const unannounced = (failed: string): string => `
  unannounced as (
    update claim_step t set announced_costs_cents = null from news n
    where ${failed} and t.creditor_id = n.creditor_id and t.attempt_id = n.attempt_id and t.announced_costs_cents is not null
  )`

/** Only a refusal asks for another channel now. After the rest the review that the decision booked for the next day will do, unless a later one was booked. */
const REVIEW_WHERE_REFUSED = `
  asked as (
    update debtor d set version = d.version + 1, review_at = least(d.review_at, case when n.kind = 'refused' then $2 else $2::timestamptz + interval '1 day' end)
    from news n join locked l on l.creditor_id = n.creditor_id and l.id = n.debtor_id
      and (n.kind = 'refused' or l.review_at is null or l.review_at > $2::timestamptz + interval '1 day')
    where d.creditor_id = n.creditor_id and d.id = n.debtor_id
  )`

const RECORD_OUTCOMES = `
  with given as materialized (
    select * from unnest($1::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[]) as g (id, event_id, kind, reference, failure, code, again_at)
  ), locked as (
    select d.creditor_id, d.id, d.review_at from debtor d join hand_over h on h.creditor_id = d.creditor_id and h.debtor_id = d.id where h.id = any ($1::uuid[])
    order by d.creditor_id, d.id for update of d
  ), news as (
    update hand_over h set state = g.kind, ended_at = $2, carrier_reference = coalesce(g.reference, h.carrier_reference), failure = g.failure, code = g.code
    from given g where h.id = any ($1::uuid[]) and h.id = g.id and (select count(*) from locked) > 0 and case h.state when 'sending' then true when 'unknown' then g.kind = 'accepted' else false end
    returning h.creditor_id, h.id, h.attempt_id, h.debtor_id, h.contact_point_id, h.channel, h.sender, g.kind, g.failure, g.code, g.again_at, g.event_id
  ), moved as (
    update contact_attempt a set lease_token = null, lease_until = null,
      state = case n.kind when 'accepted' then 'handed-over' when 'refused' then 'failed' when 'later' then 'queued' else 'unknown' end,
      weight = case when n.kind = 'refused' then 0 else a.weight end,
      ended_at = case when n.kind = 'refused' then $2 else a.ended_at end,
      due_at = case when n.kind in ('later', 'unknown') then n.again_at else a.due_at end
    from news n where a.creditor_id = n.creditor_id and a.id = n.attempt_id and a.state in ('sending', 'unknown')
  ), ${LEARN}, ${REVIEW_WHERE_REFUSED}, ${unannounced(`n.kind = 'refused'`)}
  insert into contact_event (creditor_id, id, debtor_id, attempt_id, hand_over_id, kind, detail, at)
  select creditor_id, event_id, debtor_id, attempt_id, id, kind, case kind when 'accepted' then '{}' else jsonb_strip_nulls(jsonb_build_object('failure', failure, 'code', code)) end, $2 from news`
