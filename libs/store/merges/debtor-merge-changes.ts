/** What a merge changes rather than moves, since a person has one of it; kept with the merge, and taken back by its undo. */
import type { Instant } from '#domain'
import type { Sql } from '../database'
import type { Move } from './debtor-merge-rows'
import { newId } from '../ids'

export interface MergeChanges {
  /** The merged debtor's journey ended where the survivor runs one. */
  readonly journey: string | null
  /** Its open call was withdrawn where the survivor waits for one; the call itself is decided about again. */
  readonly callTask: string | null
  readonly consentsMoved: readonly string[]
  readonly consentsWithdrawn: readonly string[]
  readonly incomeMoved: boolean
  /** The survivor had none of its own; absent in merges from before there were any. */
  readonly mandateTaken?: boolean
  /** Who was marked as vulnerable under one name is so under the other; absent as above. */
  readonly markTaken?: boolean
  readonly optOuts: readonly { readonly channel: string; readonly sender: string; readonly hash: string }[]
}

const given = ({ creditorId, mergedId, survivorId }: Move): string[] => [creditorId, mergedId, survivorId]

export async function clearTheWay(sql: Sql, move: Move, now: Instant): Promise<Omit<MergeChanges, 'optOuts'>> {
  const [journey] = await sql.query<{ id: string }>(
    `update journey j set state = 'ended', ended_at = $4 where creditor_id = $1 and debtor_id = $2 and state = 'running'
       and exists (select from journey s where s.creditor_id = $1 and s.debtor_id = $3 and s.state = 'running') returning id`,
    [...given(move), new Date(now)],
  )
  const [call] = await sql.query<{ id: string }>(
    `update call_task k set state = 'withdrawn' where creditor_id = $1 and debtor_id = $2 and state = 'queued'
       and exists (select from call_task s where s.creditor_id = $1 and s.debtor_id = $3 and s.state in ('queued', 'claimed')) returning id`,
    given(move),
  )
  // What waits for an answer waits under the name that goes on; an undo leaves it to whoever answers.
  await sql.query(
    `insert into conversation as c (creditor_id, debtor_id, state, assignee, since) select $1, $3, 'open', assignee, since from conversation
      where creditor_id = $1 and debtor_id = $2 and state <> 'done'
     on conflict (creditor_id, debtor_id) do update set state = 'open', since = least(c.since, excluded.since)`,
    given(move),
  )
  return {
    journey: journey?.id ?? null,
    callTask: call?.id ?? null,
    ...(await moveConsents(sql, move)),
    incomeMoved: await moveIncome(sql, move),
    mandateTaken: await takeMandate(sql, move),
    markTaken: await takeMark(sql, move),
  }
}

/** What was withdrawn under either name stays withdrawn. */
async function moveConsents(sql: Sql, move: Move): Promise<Pick<MergeChanges, 'consentsMoved' | 'consentsWithdrawn'>> {
  const withdrawn = await sql.query<{ channel: string }>(
    `update consent s set withdrawn_on = m.withdrawn_on from consent m
     where m.creditor_id = $1 and m.debtor_id = $2 and m.withdrawn_on is not null
       and s.creditor_id = $1 and s.debtor_id = $3 and s.channel = m.channel and s.withdrawn_on is null returning s.channel`,
    given(move),
  )
  const moved = await sql.query<{ channel: string }>(
    `update consent m set debtor_id = $3 where creditor_id = $1 and debtor_id = $2
       and not exists (select from consent s where s.creditor_id = $1 and s.debtor_id = $3 and s.channel = m.channel) returning channel`,
    given(move),
  )
  return { consentsMoved: moved.map(({ channel }) => channel), consentsWithdrawn: withdrawn.map(({ channel }) => channel) }
}

async function moveIncome(sql: Sql, move: Move): Promise<boolean> {
  const moved = await sql.query(
    `update income_profile set debtor_id = $3 where creditor_id = $1 and debtor_id = $2
       and not exists (select from income_profile where creditor_id = $1 and debtor_id = $3) returning debtor_id`,
    given(move),
  )
  return moved.length > 0
}

async function takeMandate(sql: Sql, move: Move): Promise<boolean> {
  const taken = await sql.query(
    `update debtor s set mandate = m.mandate from debtor m
     where m.creditor_id = $1 and m.id = $2 and m.mandate is not null and s.creditor_id = $1 and s.id = $3 and s.mandate is null returning s.id`,
    given(move),
  )
  return taken.length > 0
}

async function takeMark(sql: Sql, move: Move): Promise<boolean> {
  const taken = await sql.query(
    `update debtor_person s set vulnerable = m.vulnerable from debtor_person m
     where m.creditor_id = $1 and m.debtor_id = $2 and m.vulnerable is not null and s.creditor_id = $1 and s.debtor_id = $3
       and s.vulnerable is null returning s.debtor_id`,
    given(move),
  )
  return taken.length > 0
}

/** A person who said stop on one of their addresses meant the channel, under whatever name that address was known. */
export function extendOptOuts(sql: Sql, { creditorId, survivorId }: Move, now: Instant): Promise<MergeChanges['optOuts'][number][]> {
  return sql.query(
    `with their as (
       select p.channel, coalesce(s.address, '') as sender, p.address_hash, o.at is not null as stopped
       from contact_point p left join sender s on s.creditor_id = p.creditor_id and s.channel = p.channel
       left join opt_out o on o.creditor_id = p.creditor_id and o.channel = p.channel and o.sender = coalesce(s.address, '') and o.address_hash = p.address_hash
       where p.creditor_id = $1 and p.debtor_id = $2
     )
     insert into opt_out (creditor_id, channel, sender, address_hash, at, source)
     select distinct $1::uuid, t.channel, t.sender, t.address_hash, $3::timestamptz, 'merge' from their t
     where exists (select from their o where o.channel = t.channel and o.stopped)
     on conflict do nothing returning channel, sender, encode(address_hash, 'hex') as hash`,
    [creditorId, survivorId, new Date(now)],
  )
}

/** After the rows are back. What was said or done since under the survivor's name is left as it is. */
export async function takeBack(sql: Sql, move: Move, changes: MergeChanges, mergedAt: Instant, now: Instant): Promise<void> {
  const own = given(move)
  await sql.query(
    `update journey j set state = 'running', ended_at = null where creditor_id = $1 and id = $3 and state = 'ended' and ended_at = $4
       and not exists (select from journey r where r.creditor_id = $1 and r.debtor_id = $2 and r.state = 'running')`,
    [move.creditorId, move.mergedId, changes.journey, new Date(mergedAt)],
  )
  await sql.query(
    `update call_task k set state = 'queued' where creditor_id = $1 and id = $3 and state = 'withdrawn'
       and exists (select from contact_attempt a where a.creditor_id = $1 and a.id = k.attempt_id and a.state = 'queued')
       and not exists (select from call_task o where o.creditor_id = $1 and o.debtor_id = $2 and o.state in ('queued', 'claimed'))`,
    [move.creditorId, move.mergedId, changes.callTask],
  )
  await sql.query(
    `update consent s set withdrawn_on = null from consent m
     where m.creditor_id = $1 and m.debtor_id = $2 and s.creditor_id = $1 and s.debtor_id = $3 and s.channel = m.channel and m.channel = any ($4)
       and s.withdrawn_on = m.withdrawn_on`,
    [...own, changes.consentsWithdrawn],
  )
  await sql.query(`update consent set debtor_id = $2 where creditor_id = $1 and debtor_id = $3 and channel = any ($4)`, [
    ...own,
    changes.consentsMoved,
  ])
  if (changes.incomeMoved) await sql.query(`update income_profile set debtor_id = $2 where creditor_id = $1 and debtor_id = $3`, own)
  if (changes.mandateTaken) {
    await sql.query(
      `update debtor s set mandate = null from debtor m where m.creditor_id = $1 and m.id = $2 and s.creditor_id = $1 and s.id = $3 and s.mandate = m.mandate`,
      own,
    )
  }
  if (changes.markTaken) {
    await sql.query(
      `update debtor_person s set vulnerable = null from debtor_person m
       where m.creditor_id = $1 and m.debtor_id = $2 and s.creditor_id = $1 and s.debtor_id = $3 and s.vulnerable = m.vulnerable`,
      own,
    )
  }
  await sql.query(
    `delete from opt_out o using jsonb_to_recordset($2::jsonb) as g (channel text, sender text, hash text)
     where o.creditor_id = $1 and o.channel = g.channel and o.sender = g.sender and o.address_hash = decode(g.hash, 'hex') and o.source = 'merge'
       and not exists (select from contact_event e where e.creditor_id = $1 and e.debtor_id = any ($3::uuid[]) and e.kind = 'opt-out'
         and e.detail ->> 'channel' = g.channel and e.recorded_at > (select m.recorded_at from contact_event m
           where m.creditor_id = $1 and m.debtor_id = any ($3::uuid[]) and m.kind = 'merged' and m.detail ->> 'merge' = $4))`,
    [move.creditorId, JSON.stringify(changes.optOuts), [move.mergedId, move.survivorId], move.mergeId],
  )
  for (const [debtor, other] of [
    [move.mergedId, move.survivorId],
    [move.survivorId, move.mergedId],
  ]) {
    await sql.query(ENSURE_JOURNEY, [move.creditorId, debtor, other, newId(), new Date(now)])
  }
}

/** Claims that came while there was one journey for both: who owes and runs none begins one, with the versions of the other's. */
const ENSURE_JOURNEY = `
  insert into journey (creditor_id, id, debtor_id, strategy, strategy_version, policy, policy_version, started_at)
  select $1, $4, $2, j.strategy, j.strategy_version, j.policy, j.policy_version, $5
  from (
    select * from journey where creditor_id = $1 and debtor_id = $3 and state = 'running'
    union all select * from journey where creditor_id = $1 and debtor_id = $3 and state = 'ended' order by started_at desc limit 1
  ) j
  where exists (select from claim where creditor_id = $1 and debtor_id = $2 and state = 'open')
    and not exists (select from journey where creditor_id = $1 and debtor_id = $2 and state = 'running')`
