/** Snapshots: everything decide may know of some debtors, read by one statement. */
import type { ClaimState, CreditorId, DebtorId, DebtorState, Instant } from '#domain'
import type { Sql } from './database'

export interface DebtorKey {
  readonly creditorId: CreditorId
  readonly debtorId: DebtorId
}

/** The state with what the flow must know beside it: the version it was read at and the versions it is to be judged by. */
export interface DebtorSnapshot extends DebtorKey {
  readonly version: number
  readonly live: boolean
  readonly journey: {
    readonly id: string
    readonly strategy: string
    readonly strategyVersion: number
    readonly policy: string
    readonly policyVersion: number
    readonly campaignId: string | null
  } | null
  readonly state: DebtorState
}

interface SnapshotRow extends Omit<DebtorState, 'claims'> {
  readonly creditor_id: CreditorId
  readonly debtor_id: DebtorId
  readonly version: number
  readonly live: boolean
  readonly journey: DebtorSnapshot['journey']
  readonly claims: readonly ClaimState[]
}

/** Contacts of the last `windowDays` count in the budget; open and failed attempts are read whatever their age. */
export async function loadSnapshots(sql: Sql, keys: readonly DebtorKey[], now: Instant, windowDays: number): Promise<DebtorSnapshot[]> {
  const since = new Date(now - (windowDays + 1) * 86_400_000)
  const rows = await sql.query<SnapshotRow>(SNAPSHOTS, [keys.map((key) => key.creditorId), keys.map((key) => key.debtorId), since])
  return rows.map(({ creditor_id, debtor_id, version, live, journey, ...state }) => ({
    creditorId: creditor_id, debtorId: debtor_id, version, live, journey, state: { ...state, arrangement: null, mandate: null, collections: [] },
  }))
}

const MILLIS = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`

const POINTS = `
  select json_agg(json_build_object('id', p.id, 'channel', p.channel, 'purpose', p.purpose, 'usable', p.usable,
      'consentedOn', case when s.withdrawn_on is null then s.given_on end, 'optedOut', o.at is not null) order by p.representative_id nulls last, p.id)
  from contact_point p
  left join consent s on s.creditor_id = p.creditor_id and s.debtor_id = p.debtor_id and s.channel = p.channel
  left join sender n on n.creditor_id = p.creditor_id and n.channel = p.channel
  left join opt_out o on o.creditor_id = p.creditor_id and o.channel = p.channel and o.sender = coalesce(n.address, '') and o.address_hash = p.address_hash
  where p.creditor_id = d.creditor_id and p.debtor_id = d.id and p.purpose <> 'invoice'
    and not exists (select from representative r where r.creditor_id = d.creditor_id and r.debtor_id = d.id and r.instead and p.representative_id is distinct from r.id)`

const STEPS = `
  select json_agg(json_build_object('step', t.step, 'phase', t.phase, 'round', t.round, 'on', t.taken_on, 'expectedDelivery', t.expected_delivery,
      'legalEnd', t.legal_end, 'payBy', t.pay_by, 'announcedCosts', t.announced_costs_cents) order by t.taken_on, t.step)
  from claim_step t where t.creditor_id = c.creditor_id and t.claim_id = c.id and t.live`

/** Credit notes count against the oldest claims first; what they cover is not owed and is left out. */
const CLAIMS = `
  select json_agg(json_build_object('id', c.id, 'reference', c.reference, 'issuedOn', coalesce(c.issued_on, c.due_on), 'dueOn', c.due_on,
      'original', c.original_cents, 'open', c.owed, 'pastBefore', c.past_before, 'steps', coalesce((${STEPS}), '[]')) order by c.due_on, c.reference)
  from (
    select *, greatest(0, least(open_cents, sum(open_cents) over (order by due_on, reference) - credit)) as owed
    from claim, (select coalesce(-sum(open_cents), 0) as credit from claim
      where creditor_id = d.creditor_id and debtor_id = d.id and state = 'open' and kind = 'credit-note') credits
    where creditor_id = d.creditor_id and debtor_id = d.id and state = 'open' and kind = 'claim'
  ) c where c.owed > 0`

/** Ended ones too: later steps are measured from their end. */
const HOLDS = `
  select json_agg(json_build_object('kind', h.kind, 'claim', c.reference, 'from', ${MILLIS('h.from_at')}, 'until', ${MILLIS('coalesce(h.lifted_at, h.until_at)')}) order by h.from_at, h.id)
  from hold h left join claim c on c.creditor_id = h.creditor_id and c.id = h.claim_id
  where h.creditor_id = d.creditor_id and h.debtor_id = d.id and (h.lifted_at is null or h.lifted_at > $3)`

const PROMISES = `
  select json_agg(json_build_object('reference', m.id, 'madeAt', ${MILLIS('m.made_at')}, 'payBy', m.pay_by, 'state', m.state) order by m.made_at, m.id)
  from promise_to_pay m where m.creditor_id = d.creditor_id and m.debtor_id = d.id and m.state in ('open', 'broken')`

const CONTACTS = `
  select json_agg(json_build_object('attemptId', a.id, 'at', ${MILLIS('coalesce(a.sent_at, a.planned_for)')}, 'channel', a.channel, 'phase', a.phase, 'step', a.step,
      'state', a.state, 'contactPointId', a.contact_point_id, 'weight', a.weight, 'claims', a.claims, 'failedAt', ${MILLIS('a.ended_at')},
      'failedChannels', (select json_agg(distinct h.channel) from hand_over h
        where h.creditor_id = a.creditor_id and h.attempt_id = a.id and h.state in ('failed', 'refused'))) order by a.planned_for, a.id)
  from contact_attempt a where a.creditor_id = d.creditor_id and a.debtor_id = d.id
    and (a.state in ('planned', 'queued', 'sending', 'unknown', 'failed') or (a.state = 'handed-over' and a.planned_for > $3))`

const TASKS = `
  select json_agg(k.kind order by k.opened_at, k.id) from task k where k.creditor_id = d.creditor_id and k.debtor_id = d.id and k.closed_at is null`

const SNAPSHOTS = `
  select d.creditor_id, d.id as debtor_id, d.version, r.state = 'live' as live,
    case when j.id is not null then json_build_object('id', j.id, 'strategy', j.strategy, 'strategyVersion', j.strategy_version,
      'policy', j.policy, 'policyVersion', j.policy_version, 'campaignId', j.campaign_id) end as journey,
    d.reference, d.kind, d.language, d.segment, d.online, coalesce(d.stated_channel, d.preferred_channel) as "preferredChannel", i.rule as income,
    r.payments_read_through as "paymentsReadThrough",
    (select c.id from campaign c where c.creditor_id = d.creditor_id and c.id = d.asked_by_campaign and c.state = 'running') as question,
    coalesce((${POINTS}), '[]') as points, coalesce((${CLAIMS}), '[]') as claims, coalesce((${HOLDS}), '[]') as holds,
    coalesce((${PROMISES}), '[]') as promises, coalesce((${CONTACTS}), '[]') as contacts, coalesce((${TASKS}), '[]') as "openTasks"
  from unnest($1::uuid[], $2::uuid[]) k (creditor_id, id)
  join debtor d on d.creditor_id = k.creditor_id and d.id = k.id
  join creditor r on r.id = d.creditor_id
  left join journey j on j.creditor_id = d.creditor_id and j.debtor_id = d.id and j.state = 'running'
  left join income_profile i on i.creditor_id = d.creditor_id and i.debtor_id = d.id`
