/** Result: what a play answers, in the form of the scenario format: decimal amounts, local dates, instants with offset. */
import { addDays, decimal, isoInZone } from '#domain'
import { collectionCosts } from '#decision'
import type { Channel, HoldKind, LocalDate, Phase, Reason, TaskKind } from '#domain'
import { dayOf, listedOf } from './world'
import type { KeptHold, MadeContact, Notice, World } from './world'

export interface SimulatedContact {
  readonly at: string
  readonly channel: Channel
  readonly phase: Phase
  readonly claims: readonly string[]
  readonly amount: string
  readonly payBy: LocalDate | null
  readonly expectedDelivery: LocalDate | null
  readonly reasons: readonly Reason[]
}
export interface SimulatedCosts {
  readonly claims: readonly string[]
  readonly announced: string
  readonly announcedOn: LocalDate
  readonly legalEnd: LocalDate | null
  /** Null while the term has not ended. */
  readonly due: string | null
  readonly dueFrom: LocalDate | null
}
/** What is collected of the debtor on one day. */
export interface SimulatedCollection {
  readonly on: LocalDate
  readonly claims: readonly string[]
  readonly amount: string
  readonly preNotifyBy: LocalDate
}
export interface SimulatedTask {
  readonly on: LocalDate
  readonly kind: TaskKind
  readonly reasons: readonly unknown[]
}
export interface SimulatedHold {
  readonly kind: HoldKind
  readonly claim: string | null
  readonly from: LocalDate
  /** The last day of rest; null while nobody knows it. */
  readonly until: LocalDate | null
}
export interface SimulationResult {
  readonly name: string
  readonly contacts: readonly SimulatedContact[]
  readonly collections: readonly SimulatedCollection[]
  readonly costs: readonly SimulatedCosts[]
  readonly tasks: readonly SimulatedTask[]
  readonly holds: readonly SimulatedHold[]
}

export function resultOf(world: World): SimulationResult {
  const { zone } = world.rulebook.policy
  return {
    name: world.scenario.name,
    contacts: listedOf(world).map((made) => contactLine(made, zone)),
    collections: collectionLines(world),
    costs: world.notices.map((notice) => costsLine(notice, world)),
    tasks: world.tasks,
    holds: world.holds.map((hold) => holdLine(hold, world)),
  }
}

function contactLine({ contact, reasons }: MadeContact, zone: string): SimulatedContact {
  const { at, channel, phase, claims, amount, payBy, expectedDelivery } = contact
  return { at: isoInZone(at, zone), channel, phase, claims, amount: decimal(amount), payBy, expectedDelivery, reasons }
}

function collectionLines({ collected }: World): SimulatedCollection[] {
  const days = [...new Set(collected.map(({ on }) => on))].sort()
  return days.map((on) => {
    const ofDay = collected.filter((one) => one.on === on)
    const amount = ofDay.reduce((sum, one) => sum + one.amount, 0)
    return { on, claims: ofDay.map(({ claim }) => claim), amount: decimal(amount), preNotifyBy: ofDay[0]?.preNotifyBy ?? on }
  })
}

function costsLine({ claims, announced, announcedOn, legalEnd, termEnds, unpaid }: Notice, { rulebook }: World): SimulatedCosts {
  const late = Object.values(unpaid)
  const due =
    late.length < claims.length
      ? null
      : collectionCosts(
          late.reduce((sum, amount) => sum + amount, 0),
          rulebook.policy,
        )
  const lastEnd = claims
    .filter((claim) => unpaid[claim])
    .flatMap((claim) => termEnds[claim] ?? [])
    .sort()
    .at(-1)
  return {
    claims,
    announced: decimal(announced),
    announcedOn,
    legalEnd,
    due: due === null ? null : decimal(due),
    dueFrom: due && lastEnd ? addDays(lastEnd, 1) : null,
  }
}

const holdLine = ({ kind, claim, from, lastDay }: KeptHold, world: World): SimulatedHold => ({
  kind,
  claim,
  from: dayOf(world, from),
  until: lastDay,
})
