/** A dry run as callers see it. */
import { CHANNELS, decimal, EXCLUSION_REASONS } from '#domain'
import type { KeptDryRun } from '#pipeline'
import { Amount, At, Day, Json, ListOf, OneOf, Text, Uuid, Whole } from '../http/fields'

const MANY = 1_000_000_000

export class ExcludedView {
  @OneOf(EXCLUSION_REASONS) readonly reason!: string
  @Whole(0, MANY) readonly debtors!: number
}
class ChannelForecastView {
  @OneOf(CHANNELS) readonly channel!: string
  @Whole(0, MANY) readonly contacts!: number
  @Amount({ description: "at the creditor's prices" }) readonly cost!: string
}
class DayForecastView {
  @Day() readonly day!: string
  @Json({ description: 'channel -> contacts', example: { email: 12 } }) readonly contacts!: object
  @Amount() readonly cost!: string
  @Whole(0, MANY, { nullable: true }) readonly callCapacity!: number | null
}
class PlayedContactView {
  @At() readonly at!: string
  @OneOf(CHANNELS) readonly channel!: string
  @Text() readonly phase!: string
}
class ForeseenDebtorView {
  @Text() readonly debtor!: string
  @ListOf(() => PlayedContactView, 0, 1000) readonly contacts!: readonly PlayedContactView[]
}
class ClosedDayView {
  @Day() readonly day!: string
  @Text() readonly nl!: string
  @Text() readonly en!: string
}
class IncomeDayView {
  @Day() readonly day!: string
  @Whole(1, MANY) readonly debtors!: number
}
export class DryRunView {
  @Uuid({ description: 'what a start names, within half an hour' }) readonly previewId!: string
  @At() readonly asOf!: string
  @Day() readonly from!: string
  @Whole(1, 92) readonly days!: number
  @Whole(0, MANY) readonly enrolled!: number
  @ListOf(() => ExcludedView, 0, 100) readonly excluded!: readonly ExcludedView[]
  @Whole(0, MANY, { description: 'debtors that the figures below are of: an even sample where fewer than the enrolled' })
  readonly played!: number
  @ListOf(() => ChannelForecastView, 0, 10) readonly perChannel!: readonly ChannelForecastView[]
  @ListOf(() => DayForecastView, 0, 100) readonly perDay!: readonly DayForecastView[]
  @Amount({ description: 'of those played, when everybody pays on their first contact; the other costs are when nobody does' })
  readonly costLeast!: string
  @ListOf(() => ClosedDayView, 0, 100, { description: 'days on which nobody is contacted, by name' })
  readonly closedDays!: readonly ClosedDayView[]
  @ListOf(() => IncomeDayView, 0, 100, { description: 'of those played, how many have their money come in that day, where that is known' })
  readonly incomeDays!: readonly IncomeDayView[]
  @ListOf(() => Object, 0, 300, { description: 'over-capacity, over-pace and sampled, each with its figures' })
  readonly warnings!: readonly object[]
  @ListOf(() => ForeseenDebtorView, 0, 20) readonly sample!: readonly ForeseenDebtorView[]
}

export function dryRunView({
  previewId,
  asOf,
  from,
  days,
  enrolled,
  excluded,
  played,
  perChannel,
  perDay,
  leastCents,
  closedDays,
  incomeDays,
  warnings,
  sample,
}: KeptDryRun): DryRunView {
  return {
    previewId,
    asOf: new Date(asOf).toISOString(),
    from,
    days,
    enrolled,
    excluded,
    played,
    warnings,
    costLeast: decimal(leastCents),
    closedDays,
    incomeDays,
    perChannel: perChannel.map(({ cents, ...row }) => ({ ...row, cost: decimal(cents) })),
    perDay: perDay.map(({ cents, ...row }) => ({ ...row, cost: decimal(cents) })),
    sample: sample.map(({ debtor, contacts }) => ({
      debtor,
      contacts: contacts.map(({ at, ...contact }) => ({ ...contact, at: new Date(at).toISOString() })),
    })),
  }
}
