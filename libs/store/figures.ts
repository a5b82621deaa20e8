/** Figures of the dashboard: what waits now, what left today and why not, and how promises, debits and calls went; each by an index over its own days. */
import { WHATSAPP_WINDOW_MS, type Channel, type CreditorId, type Instant, type LocalDate } from '#domain'
import { MILLIS } from './columns'
import type { Sql } from './database'

export interface Counted {
  /** A channel, or the code of a reason; null where there is only one. */
  readonly of: string | null
  readonly count: number
}

export interface LeftToday extends Counted {
  /** When the last one left. */
  readonly latest: Instant
}

/** How a channel does today beside what left by it: what its carrier refused or could not deliver, and whether it rests. */
export interface ChannelToday {
  readonly channel: Channel
  readonly failed: number
  /** Nothing leaves until then: the carrier asked for quiet, or its account rests. */
  readonly quietUntil: Instant | null
  readonly pausedAt: Instant | null
}

export interface FiguresOfNow {
  readonly queued: readonly Counted[]
  readonly callsWaiting: number
  readonly repliesWaiting: number
  /** Open conversations whose window for free words over WhatsApp closes soon. */
  readonly windowsClosing: number
  readonly unknown: number
  /** By channel: what its carrier took. */
  readonly handedOver: readonly LeftToday[]
  readonly notSent: readonly Counted[]
}

/** What waits is counted up to here: beyond it the exact figure says nothing more. */
export const COUNTED_AT_MOST = 10_000
/** What left today, or did not. */
export const COUNTED_OF_TODAY = 100_000
const REPLY_WAITS = `interval '4 hours'`
/** So long before it closes, a window is told of. */
const CLOSING_HOURS = 2
const WINDOW_HOURS = WHATSAPP_WINDOW_MS / 3_600_000

/** Open conversations, with when they wrote over WhatsApp last, of those whose window closes within hours; $2 is now. */
export const WINDOWS_CLOSING = `
  select c.creditor_id, c.debtor_id, w.at + interval '${WINDOW_HOURS} hours' as closes_at from conversation c
  cross join lateral (select max(m.received_at) as at from inbound_message m where m.creditor_id = c.creditor_id and m.debtor_id = c.debtor_id and m.channel = 'whatsapp') w
  where c.creditor_id = $1 and c.state = 'open' and w.at > $2::timestamptz - interval '${WINDOW_HOURS} hours' and w.at <= $2::timestamptz - interval '${WINDOW_HOURS - CLOSING_HOURS} hours'`

const some = (rows: string): string => `(select count(*)::int from (${rows} limit ${COUNTED_AT_MOST}) r)`
const grouped = (of: string, rows: string, more = ''): string =>
  `(select coalesce(json_agg(g order by g.count desc, g.of), '[]') from (select ${of} as of, count(*)::int as count${more} from (${rows}) r group by 1) g)`
/** Contacts of today, by when they left or ended; the latest of more than are counted. */
const today = (of: string, at: string, states: string): string =>
  `select ${of} from contact_attempt where creditor_id = $1 and ${at} >= $3 and ${at} <= $2 and state in (${states}) order by ${at} desc limit ${COUNTED_OF_TODAY}`

const OF_NOW = `select
  ${grouped('r.channel', `select channel from contact_attempt where creditor_id = $1 and state = 'queued' limit ${COUNTED_AT_MOST}`)} as queued,
  ${some(`select from call_task where creditor_id = $1 and state = 'queued'`)} as "callsWaiting",
  ${some(`select from conversation where creditor_id = $1 and state = 'open' and since < $2::timestamptz - ${REPLY_WAITS}`)} as "repliesWaiting",
  ${some(WINDOWS_CLOSING)} as "windowsClosing",
  ${some(`select from contact_attempt where creditor_id = $1 and state = 'unknown'`)} as unknown,
  ${grouped('r.channel', today('channel, sent_at', 'sent_at', `'handed-over'`), `, ${MILLIS('max(r.sent_at)')} as latest`)} as "handedOver",
  ${grouped(`coalesce(r.end_reasons -> 0 ->> 'code', 'unsaid')`, today('end_reasons', 'ended_at', `'suppressed', 'expired'`))} as "notSent"`

/** `dayStart`: of today, in the creditor's zone. */
export async function figuresOfNow(sql: Sql, creditorId: CreditorId, dayStart: Instant, now: Instant): Promise<FiguresOfNow> {
  const [row] = await sql.query<FiguresOfNow>(OF_NOW, [creditorId, new Date(now), new Date(dayStart)])
  if (!row) throw new Error('the database told nothing')
  return row
}

/** Of every channel that has a sender. */
export const channelsToday = (sql: Sql, creditorId: CreditorId, dayStart: Instant, now: Instant): Promise<ChannelToday[]> =>
  sql.query<ChannelToday>(CHANNELS_TODAY, [creditorId, new Date(now), new Date(dayStart)])

const CHANNELS_TODAY = `
  with failed_today as (
    select channel, count(*)::int as n from (${today('channel', 'ended_at', `'refused', 'failed'`)}) a group by 1
  )
  select s.channel, coalesce(f.n, 0) as failed, case when s.slowed_until > clock_timestamp() then ${MILLIS('s.slowed_until')} end as "quietUntil", ${MILLIS('s.paused_at')} as "pausedAt"
  from sender s left join failed_today f on f.channel = s.channel where s.creditor_id = $1 order by s.channel`

/** How many of how many. */
export interface Share {
  readonly part: number
  readonly whole: number
}

export interface FiguresOfPeriod {
  readonly promisesKept: Share
  readonly debitsReturned: Share
  readonly callsReached: Share
}

const share = (part: string, whole: string, rows: string): string =>
  `(select json_build_object('part', count(*) filter (where ${part}), 'whole', count(*) filter (where ${whole})) from ${rows})`

const OF_PERIOD = `select
  ${share(`state = 'kept'`, `state in ('kept', 'broken')`, `promise_to_pay where creditor_id = $1 and pay_by between $2 and $3`)} as "promisesKept",
  ${share(`returned_on is not null`, 'true', `direct_debit where creditor_id = $1 and collect_on between $2 and $3`)} as "debitsReturned",
  ${share(`kind not in ('no-answer', 'wrong-number')`, 'true', `call_outcome where creditor_id = $1 and at >= $4 and at < $5`)} as "callsReached"`

export interface Period {
  readonly from: LocalDate
  readonly until: LocalDate
  /** The same days in the creditor's zone: the first moment, and the first one after. */
  readonly starts: Instant
  readonly ends: Instant
}

export async function figuresOfPeriod(sql: Sql, creditorId: CreditorId, { from, until, starts, ends }: Period): Promise<FiguresOfPeriod> {
  const [row] = await sql.query<FiguresOfPeriod>(OF_PERIOD, [creditorId, from, until, new Date(starts), new Date(ends)])
  if (!row) throw new Error('the database told nothing')
  return row
}

export const FIGURE_GROUPS = ['segment', 'strategy'] as const
export type FigureGroup = (typeof FIGURE_GROUPS)[number]

/** The strategy that a debtor follows, or followed last. */
const STRATEGY = `coalesce(
  (select j.strategy || ' v' || j.strategy_version from journey j where j.creditor_id = d.creditor_id and j.debtor_id = d.id and j.state = 'running'),
  (select j.strategy || ' v' || j.strategy_version from journey j where j.creditor_id = d.creditor_id and j.debtor_id = d.id and j.state = 'ended' order by j.ended_at desc limit 1), '')`
const GROUP_OF: Readonly<Record<FigureGroup, string>> = { segment: 'd.segment', strategy: STRATEGY }

const byGroup = (of: FigureGroup): string => `
  select g.of, g.code, count(*) filter (where g.part)::int as part, count(*)::int as whole from (
    select ${GROUP_OF[of]} as of, 'promisesKept' as code, x.state = 'kept' as part from promise_to_pay x join debtor d on d.creditor_id = x.creditor_id and d.id = x.debtor_id
      where x.creditor_id = $1 and x.pay_by between $2 and $3 and x.state in ('kept', 'broken')
    union all select ${GROUP_OF[of]}, 'debitsReturned', x.returned_on is not null from direct_debit x
      join claim c on c.creditor_id = x.creditor_id and c.id = x.claim_id join debtor d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
      where x.creditor_id = $1 and x.collect_on between $2 and $3
    union all select ${GROUP_OF[of]}, 'callsReached', x.kind not in ('no-answer', 'wrong-number') from call_outcome x join debtor d on d.creditor_id = x.creditor_id and d.id = x.debtor_id
      where x.creditor_id = $1 and x.at >= $4 and x.at < $5) g group by 1, 2 order by 1`

export interface GroupedFigures extends FiguresOfPeriod {
  readonly of: string
}

/** The same shares for each kind of relation, or for each version of a strategy. */
export async function figuresByGroup(
  sql: Sql,
  creditorId: CreditorId,
  of: FigureGroup,
  { from, until, starts, ends }: Period,
): Promise<GroupedFigures[]> {
  const rows = await sql.query<Share & { readonly of: string; readonly code: keyof FiguresOfPeriod }>(byGroup(of), [
    creditorId,
    from,
    until,
    new Date(starts),
    new Date(ends),
  ])
  const none: Share = { part: 0, whole: 0 }
  const groups = new Map<string, GroupedFigures>()
  for (const { of: name, code, part, whole } of rows) {
    groups.set(name, {
      ...(groups.get(name) ?? { of: name, promisesKept: none, debitsReturned: none, callsReached: none }),
      [code]: { part, whole },
    })
  }
  return [...groups.values()]
}
