/** The statements behind a snapshot: one per kind of fact for all its debtors, each row with the debtor it is of. */
import type {
  Channel,
  ClaimState,
  DebtorId,
  DebtorState,
  Hold,
  LocalDate,
  PastContact,
  PromiseToPay,
  ReachablePoint,
  StepTaken,
  TaskKind,
} from '#domain'
import { MILLIS } from './columns'
import type { Sql } from './database'

/** The keys of the debtors as PostgreSQL keeps lists, made once for all statements. */
export interface KeyArrays {
  readonly creditors: Buffer
  readonly debtors: Buffer
}

/** The place of the debtor among the keys, from 1: shorter than an id in each row, and found without a search. */
export interface OfDebtor {
  readonly n: number
}

export interface DebtorRow
  extends
    OfDebtor,
    Pick<
      DebtorState,
      | 'reference'
      | 'kind'
      | 'language'
      | 'segment'
      | 'online'
      | 'preferredChannel'
      | 'income'
      | 'question'
      | 'paymentsReadThrough'
      | 'mandate'
    > {
  readonly creditor_id: string
  readonly debtor_id: DebtorId
  readonly responses: DebtorState['responses']
  readonly birthYear: string | null
  readonly incomeTold: true | null
  readonly version: number
  readonly live: boolean
  readonly journey_id: string | null
  readonly strategy: string
  readonly strategy_version: number
  readonly policy: string
  readonly policy_version: number
  readonly campaign_id: string | null
}

/** A claim with one of its steps, or with none; credit notes are among them, their amounts negative. */
export interface ClaimRow
  extends OfDebtor, Omit<ClaimState, 'steps' | 'costsWaived' | 'interestWaived' | 'termOf' | 'restart'>, Omit<StepTaken, 'step'> {
  readonly credit: boolean
  readonly debited: boolean
  /** Null for nearly all, so that it costs next to nothing. */
  readonly charges: Pick<ClaimState, 'costsWaived' | 'interestWaived' | 'termOf' | 'restart'> | null
  readonly step: string | null
}

type Rows<Fact> = Promise<readonly (Fact & OfDebtor)[]>
export const KEYS = `unnest($1::uuid[], $2::uuid[]) with ordinality k (creditor_id, debtor_id, n)`

const ask =
  <Row>(text: string) =>
  (sql: Sql, { creditors, debtors }: KeyArrays): Promise<Row[]> =>
    sql.query<Row>(text, [creditors, debtors])
const askSince =
  <Row>(text: string) =>
  (sql: Sql, { creditors, debtors }: KeyArrays, since: Date): Promise<Row[]> =>
    sql.query<Row>(text, [creditors, debtors, since])

export const debtorRows: (sql: Sql, keys: KeyArrays) => Promise<readonly DebtorRow[]> = ask(`
  select k.n, d.creditor_id, d.id as debtor_id, d.version, r.state = 'live' as live,
    j.id as journey_id, j.strategy, j.strategy_version, j.policy, j.policy_version, j.campaign_id,
    d.reference, d.kind, d.language, d.segment, d.online, case when d.mandate -> 'ended' is null then d.mandate end as mandate, coalesce(d.stated_channel, d.preferred_channel) as "preferredChannel", i.rule as income, nullif(i.source = 'stated', false) as "incomeTold", r.payments_read_through as "paymentsReadThrough", q.id as question,
    w.responses, d.attributes ->> 'birthYear' as "birthYear"
  from ${KEYS} join debtor d on d.creditor_id = k.creditor_id and d.id = k.debtor_id
  join creditor r on r.id = d.creditor_id
  left join journey j on j.creditor_id = d.creditor_id and j.debtor_id = d.id and j.state = 'running'
  left join campaign q on q.creditor_id = d.creditor_id and q.id = d.asked_by_campaign and q.state = 'running'
  left join income_profile i on i.creditor_id = d.creditor_id and i.debtor_id = d.id
  left join response_profile w on w.creditor_id = d.creditor_id and w.debtor_id = d.id`)

/** Where nobody said stop, as with nearly all, the sender is not looked for. */
export const pointRows: (sql: Sql, keys: KeyArrays) => Rows<Omit<ReachablePoint, 'consentedOn'>> = ask(`
  select k.n, p.id, p.channel, p.purpose, p.usable, o.at is not null as "optedOut"
  from ${KEYS} join contact_point p on p.creditor_id = k.creditor_id and p.debtor_id = k.debtor_id
  left join lateral (
    select o.at from opt_out o left join sender n on n.creditor_id = o.creditor_id and n.channel = o.channel
    where o.creditor_id = p.creditor_id and o.channel = p.channel and o.address_hash = p.address_hash and o.sender = coalesce(n.address, '')
  ) o on true
  where p.purpose <> 'invoice'
    and not exists (select from representative r where r.creditor_id = p.creditor_id and r.debtor_id = p.debtor_id and r.instead and p.representative_id is distinct from r.id)
  order by p.representative_id nulls last, p.id`)

export interface ConsentRow extends OfDebtor {
  readonly channel: Channel
  readonly givenOn: LocalDate
}

export const consentRows: (sql: Sql, keys: KeyArrays) => Promise<readonly ConsentRow[]> = ask(`
  select k.n, s.channel, s.given_on as "givenOn"
  from ${KEYS} join consent s on s.creditor_id = k.creditor_id and s.debtor_id = k.debtor_id and s.withdrawn_on is null`)

/** Null of a claim that runs as it began. */
const RESTART = (claim: string): string =>
  `case when ${claim}.restarted_on is not null then json_build_object('round', ${claim}.round, 'on', ${claim}.restarted_on) end`

export const claimRows: (sql: Sql, keys: KeyArrays) => Promise<readonly ClaimRow[]> = ask(`
  select k.n, c.kind = 'credit-note' as credit, c.debited, c.id, c.reference, coalesce(c.issued_on, c.due_on) as "issuedOn", c.due_on as "dueOn",
    c.original_cents as original, c.open_cents as open, c.past_before as "pastBefore",
    case when c.costs_waived is not null or c.interest_waived is not null or c.attributes ? 'termOf' or c.restarted_on is not null
      then json_build_object('costsWaived', c.costs_waived, 'interestWaived', c.interest_waived, 'termOf', c.attributes ->> 'termOf', 'restart', ${RESTART('c')}) end as charges,
    t.step, t.phase, t.round, t.taken_on as "on", t.expected_delivery as "expectedDelivery", t.legal_end as "legalEnd", t.pay_by as "payBy",
    t.announced_costs_cents as "announcedCosts"
  from ${KEYS} join claim c on c.creditor_id = k.creditor_id and c.debtor_id = k.debtor_id and c.state = 'open'
  left join claim_step t on t.creditor_id = c.creditor_id and t.claim_id = c.id and t.live
  order by c.due_on, c.reference, t.taken_on, t.step`)

/** Ended ones too: later steps are measured from their end. A promise that was kept or replaced is one: what it kept back waits for the next opening hour. */
export const holdRows: (sql: Sql, keys: KeyArrays, since: Date) => Rows<Hold> = askSince(`
  select h.n, h.kind, h.claim, ${MILLIS('h.from_at')} as "from", ${MILLIS('h.until_at')} as until, h."toAnswer" from (
    select k.n, h.kind, c.reference as claim, h.from_at, coalesce(h.lifted_at, h.until_at) as until_at, nullif(h.to_answer, false) as "toAnswer", h.id
    from ${KEYS} join hold h on h.creditor_id = k.creditor_id and h.debtor_id = k.debtor_id
    left join claim c on c.creditor_id = h.creditor_id and c.id = h.claim_id
    where h.lifted_at is null or h.lifted_at > $3
    union all
    select k.n, 'promise', null, m.made_at, m.ended_at, null, m.id
    from ${KEYS} join promise_to_pay m on m.creditor_id = k.creditor_id and m.debtor_id = k.debtor_id
    where m.state in ('kept', 'withdrawn') and m.ended_at > $3
  ) h order by h.from_at, h.id`)

export const promiseRows: (sql: Sql, keys: KeyArrays) => Rows<PromiseToPay> = ask(`
  select k.n, m.id as reference, ${MILLIS('m.made_at')} as "madeAt", m.pay_by as "payBy", m.state
  from ${KEYS} join promise_to_pay m on m.creditor_id = k.creditor_id and m.debtor_id = k.debtor_id and m.state in ('open', 'broken')
  order by m.made_at, m.id`)

const CONTACTS = (which: string): string => `
  select k.n, a.id as "attemptId", ${MILLIS('coalesce(a.sent_at, a.planned_for)')} as at, a.channel, a.phase, a.step, a.state,
    a.contact_point_id as "contactPointId", a.weight, a.claims, ${MILLIS('a.ended_at')} as "failedAt",
    case when a.state = 'failed' then (select json_agg(distinct h.channel) from hand_over h
      where h.creditor_id = a.creditor_id and h.attempt_id = a.id and h.state in ('failed', 'refused')) end as "failedChannels"
  from ${KEYS} join contact_attempt a on a.creditor_id = k.creditor_id and a.debtor_id = k.debtor_id
  where ${which} order by a.planned_for, a.id`

/** Contacts since then count in the budget; open and failed attempts are read whatever their age. */
export const contactRows: (sql: Sql, keys: KeyArrays, since: Date) => Rows<PastContact> = askSince(
  CONTACTS(`a.state in ('planned', 'queued', 'sending', 'unknown', 'failed') or (a.state = 'handed-over' and a.planned_for > $3)`),
)

/** From before then: the next collection counts from the day on which a return was told (P8). */
export const toldOfReturns: (sql: Sql, keys: KeyArrays, since: Date) => Rows<PastContact> = askSince(
  CONTACTS(`a.state = 'handed-over' and a.phase = 'debit-failed' and a.planned_for <= $3`),
)

export const taskRows: (sql: Sql, keys: KeyArrays) => Rows<{ readonly kind: TaskKind }> = ask(`
  select k.n, t.kind from ${KEYS} join task t on t.creditor_id = k.creditor_id and t.debtor_id = k.debtor_id and t.closed_at is null
  order by t.opened_at, t.id`)
