/** The figures of the dashboard, as they are asked for and shown; one that cannot be known is null and says why. */
import { Type } from 'class-transformer'
import { CHANNELS, type Channel } from '#domain'
import {
  COUNTED_AT_MOST,
  COUNTED_OF_TODAY,
  FIGURE_GROUPS,
  type CarrierStop,
  type ChannelToday,
  type Counted,
  type FigureGroup,
  type FiguresOfNow,
  type FiguresOfPeriod,
  type LeftToday,
  type Share,
} from '#store'
import { At, Day, Flag, ListOf, OneOf, Percent, Text, Whole } from '../http/fields'
import { iso } from '../settling/of-debtor'

/** Fewer say nothing: a share of them is chance. */
const LEAST_CASES = 20
const CODES = [
  'queued',
  'handed-over',
  'not-sent',
  'calls-waiting',
  'replies-waiting',
  'windows-closing',
  'unknown-outcomes',
  'promises-kept',
  'debits-returned',
  'calls-reached',
  'dso',
  'roll-rate',
  'cost-per-euro',
] as const
/** They compare with what came in, also on what was never late: the books and the bank know that. */
const OF_THE_BANK = ['dso', 'roll-rate', 'cost-per-euro'] as const

export class FiguresQuery {
  @Whole(1, 366, { optional: true, description: 'days up to today; 30 unless said' }) @Type(() => Number) days?: number
}

export class FigureView {
  @OneOf(CODES) readonly code!: (typeof CODES)[number]
  @Text({ nullable: true, description: 'a channel; of `not-sent` the code of the reason' }) readonly of!: string | null
  @OneOf(['now', 'today', 'period']) readonly when!: 'now' | 'today' | 'period'
  @OneOf(['count', 'percent']) readonly unit!: 'count' | 'percent'
  @Percent(0, 1_000_000_000, { nullable: true }) readonly value!: number | null
  @Whole(0, 1_000_000_000, { nullable: true, description: 'of a share: how many cases it is of' }) readonly cases!: number | null
  @OneOf(['few-cases', 'bank-data'], {
    nullable: true,
    description: `why there is no value: fewer than ${LEAST_CASES} cases, or figures that only the books and the bank have`,
  })
  readonly missing!: 'few-cases' | 'bank-data' | null
  @Flag({
    description: `false: there are more; what waits is counted up to ${COUNTED_AT_MOST}, what left today or did not up to ${COUNTED_OF_TODAY}`,
  })
  readonly exact!: boolean
}

export class GroupQuery extends FiguresQuery {
  @OneOf(FIGURE_GROUPS, { description: 'the kind of relation, or the version of the strategy that debtors follow or followed last' })
  of!: FigureGroup
}
export class GroupView {
  @Text({ min: 0, description: '`loyal`; `consumer v2`; empty: never followed any' }) readonly name!: string
  @ListOf(() => FigureView, 0, 10) readonly figures!: readonly FigureView[]
}
export class GroupsView {
  @Day() readonly from!: string
  @Day() readonly until!: string
  @ListOf(() => GroupView, 0, 1000) readonly groups!: readonly GroupView[]
}

const CARRIER_STATES = ['works', 'quiet', 'stopped', 'paused'] as const
export class CarrierView {
  @OneOf(CHANNELS) readonly channel!: Channel
  @OneOf(CARRIER_STATES, {
    description: 'quiet: the carrier asked for it; stopped: it refuses the account, and nothing is tried for a while; paused: by a person',
  })
  readonly state!: (typeof CARRIER_STATES)[number]
  @At({ nullable: true, description: 'paused or stopped since then' }) readonly since!: string | null
  @At({ nullable: true, description: 'quiet until then' }) readonly until!: string | null
  @Text({ nullable: true, description: 'why it is stopped, as the carrier says it' }) readonly code!: string | null
  @Whole(0, 1_000_000_000, { description: 'taken today' }) readonly accepted!: number
  @Whole(0, 1_000_000_000, { description: 'today refused, or not deliverable' }) readonly failed!: number
  @At({ nullable: true, description: 'today' }) readonly lastAcceptedAt!: string | null
}

export class FiguresView {
  @At() readonly asOf!: string
  @Day() readonly from!: string
  @Day() readonly until!: string
  @ListOf(() => FigureView, 0, 1000) readonly figures!: readonly FigureView[]
  @ListOf(() => CarrierView, 0, CHANNELS.length, { description: 'how the carrier of each channel does' })
  readonly carriers!: readonly CarrierView[]
}

/** Whose accounts they are, by the carrier that an account begins with. */
const CHANNEL_OF: Readonly<Record<string, Channel>> = {
  twilio: 'sms',
  sendgrid: 'email',
  smtp: 'email',
  'whatsapp-cloud': 'whatsapp',
  'print-house': 'letter',
}

export function carriersOf(channels: readonly ChannelToday[], left: readonly LeftToday[], stops: readonly CarrierStop[]): CarrierView[] {
  return channels.map(({ channel, failed, quietUntil, pausedAt }) => {
    const taken = left.find(({ of }) => of === channel)
    const stop = stops.find(({ account }) => CHANNEL_OF[account.split(/[: ]/)[0] ?? ''] === channel)
    const state = pausedAt !== null ? 'paused' : stop ? 'stopped' : quietUntil !== null ? 'quiet' : 'works'
    return {
      channel,
      state,
      since: iso(state === 'paused' ? pausedAt : state === 'stopped' ? (stop?.since ?? null) : null),
      until: state === 'quiet' ? iso(quietUntil) : null,
      code: state === 'stopped' ? (stop?.code ?? null) : null,
      accepted: taken?.count ?? 0,
      failed,
      lastAcceptedAt: iso(taken?.latest ?? null),
    }
  })
}

const total = (counted: readonly Counted[]): number => counted.reduce((sum, { count }) => sum + count, 0)

export function ofNow({ queued, callsWaiting, repliesWaiting, windowsClosing, unknown, handedOver, notSent }: FiguresOfNow): FigureView[] {
  const figures = (code: FigureView['code'], when: 'now' | 'today', counted: readonly Counted[]): FigureView[] => {
    const exact = total(counted) < (when === 'now' ? COUNTED_AT_MOST : COUNTED_OF_TODAY)
    return counted.map(({ of, count }) => ({ code, of, when, unit: 'count', value: count, cases: null, missing: null, exact }))
  }
  const waiting = (code: FigureView['code'], count: number): FigureView[] => figures(code, 'now', [{ of: null, count }])
  return [
    ...figures('queued', 'now', queued),
    ...waiting('calls-waiting', callsWaiting),
    ...waiting('replies-waiting', repliesWaiting),
    ...waiting('windows-closing', windowsClosing),
    ...waiting('unknown-outcomes', unknown),
    ...figures('handed-over', 'today', handedOver),
    ...figures('not-sent', 'today', notSent),
  ]
}

export function sharesOf({ promisesKept, debitsReturned, callsReached }: FiguresOfPeriod): FigureView[] {
  const share = (code: FigureView['code'], { part, whole }: Share): FigureView => {
    const enough = whole >= LEAST_CASES
    return {
      code,
      of: null,
      when: 'period',
      unit: 'percent',
      value: enough ? Math.round((1000 * part) / whole) / 10 : null,
      cases: whole,
      missing: enough ? null : 'few-cases',
      exact: true,
    }
  }
  return [share('promises-kept', promisesKept), share('debits-returned', debitsReturned), share('calls-reached', callsReached)]
}

export const unknowable = (): FigureView[] =>
  OF_THE_BANK.map((code) => ({
    code,
    of: null,
    when: 'period',
    unit: 'percent',
    value: null,
    cases: null,
    missing: 'bank-data',
    exact: true,
  }))
