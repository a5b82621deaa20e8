/** What makes a claim rest or end, as callers give and see it: promises, disputes, holds, opt-outs. */
import { CHANNELS, decimal, HOLD_KINDS, type Channel, type HoldKind } from '#domain'
import { DISPUTE_OUTCOMES, type DisputeEnd, type StoredDispute, type StoredHold, type StoredOptOut, type StoredPromise } from '#store'
import { Amount, At, Day, OneOf, Pattern, Text, Uuid } from '../http/fields'
import { instant, iso } from './of-debtor'

/** What a person or another system may place; the others come and go with the facts they belong to. */
export const PLACEABLE = ['manual', 'deceased', 'debt-help'] as const satisfies readonly HoldKind[]
const PROMISE_STATES = ['open', 'kept', 'broken', 'withdrawn'] as const

export class NewPromiseBody {
  @Day({ description: 'the last day on which it will be paid; not in the past' }) payBy!: string
  @Amount({ description: 'more than nothing' }) amount!: string
}
export class PromiseView {
  @Uuid() readonly id!: string
  @At() readonly madeAt!: string
  @Day() readonly payBy!: string
  @Amount() readonly amount!: string
  @OneOf(PROMISE_STATES) readonly state!: string
  @At({ nullable: true }) readonly endedAt!: string | null
}
export const promiseView = ({ madeAt, amount, endedAt, ...row }: StoredPromise): PromiseView => ({
  ...row,
  madeAt: instant(madeAt),
  amount: decimal(amount),
  endedAt: iso(endedAt),
})

export class NewDisputeBody {
  @Uuid() claim!: string
  @Text({ max: 200, optional: true, description: 'a code or a few words; no names' }) reason?: string
}
export class DisputeEndBody {
  @OneOf(DISPUTE_OUTCOMES) outcome!: DisputeEnd['outcome']
}
export class DisputeView {
  @Uuid() readonly id!: string
  @Uuid() readonly claim!: string
  @Text({ nullable: true }) readonly reason!: string | null
  @At() readonly openedAt!: string
  @At({ nullable: true }) readonly resolvedAt!: string | null
  @Text({ nullable: true }) readonly outcome!: string | null
}
export const disputeView = ({ id, claimId, reason, openedAt, resolvedAt, outcome }: StoredDispute): DisputeView => ({
  id,
  claim: claimId,
  reason,
  openedAt: instant(openedAt),
  resolvedAt: iso(resolvedAt),
  outcome,
})

export class NewHoldBody {
  @OneOf(PLACEABLE) kind!: (typeof PLACEABLE)[number]
  @Uuid({ optional: true, description: 'left out: all contact with the debtor rests' }) claim?: string
  @At({ optional: true, description: 'when contact may go on by itself; left out: when somebody lifts it' }) until?: string
  @Text({ max: 500, optional: true }) note?: string
}
export class HoldView {
  @Uuid() readonly id!: string
  @OneOf(HOLD_KINDS) readonly kind!: HoldKind
  @Uuid({ nullable: true }) readonly claim!: string | null
  @At() readonly from!: string
  @At({ nullable: true }) readonly until!: string | null
  @At({ nullable: true }) readonly liftedAt!: string | null
  @Text({ nullable: true }) readonly note!: string | null
}
export const holdView = ({ id, kind, claimId, from, until, liftedAt, note }: StoredHold): HoldView => ({
  id,
  kind,
  claim: claimId,
  from: instant(from),
  until: iso(until),
  liftedAt: iso(liftedAt),
  note,
})

export class NewOptOutBody {
  @OneOf(CHANNELS) channel!: Channel
}
export class OptOutRemovalBody {
  @OneOf(CHANNELS) channel!: Channel
  @Pattern(/^[A-Za-z0-9][A-Za-z0-9._:/-]{2,79}$/, 'where the proof is found, such as call:0192 or form/77', {
    example: 'form/2027-0117',
    description: 'names the proof, never tells what it says',
  })
  proof!: string
}
export class OptOutView {
  @Uuid() readonly contactPoint!: string
  @OneOf(CHANNELS) readonly channel!: Channel
  @At() readonly at!: string
  @Text({ description: 'who told: agent, stop-word, carrier, import, merge, api' }) readonly source!: string
}
export const optOutView = ({ contactPointId, channel, at, source }: StoredOptOut): OptOutView => ({
  contactPoint: contactPointId,
  channel,
  at: instant(at),
  source,
})
