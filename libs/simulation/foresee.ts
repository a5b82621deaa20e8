/** Foresee: the contacts that would follow for a debtor as they are now, if every message arrived and nothing came back but what is assumed. */
import { isoInZone, localDateOf, OPEN_STATES, type DebtorState, type Instant, type PlannedContact, type Rulebook } from '#domain'
import { assumed, isChange, type Assumed } from './assume'
import { Field } from './field'
import { parseEvent } from './parse-event'
import { inOrder, playOn } from './simulate'
import type { Scenario } from './scenario'
import { openOf, owedOn, worldOf, type MadeCollection, type MadeContact, type OpenedTask, type World } from './world'

export function foresee(state: DebtorState, rulebook: Rulebook, from: Instant, until: Instant): readonly PlannedContact[] {
  const world = worldAround(state, rulebook, from, until)
  playOn(world, [], from, until)
  return world.made.map(({ contact }) => contact)
}

export interface Foreseen {
  readonly contacts: readonly MadeContact[]
  readonly tasks: readonly OpenedTask[]
  readonly collections: readonly MadeCollection[]
}

/** `assume` as the events of a scenario, each at once where it names no moment, or what would be known from now on; one that does not fit is refused by its place. */
export function foreseeAssuming(
  state: DebtorState,
  rulebook: Rulebook,
  assume: readonly Readonly<Record<string, unknown>>[],
  from: Instant,
  until: Instant,
): Foreseen {
  const known = assume.reduce<Assumed>(
    (so, event, index) => (isChange(event) ? assumed(so, new Field(`assume.${index}`, event), rulebook, from) : so),
    { state, made: [] },
  )
  const world = worldAround(known.state, rulebook, from, until)
  const at = isoInZone(from, rulebook.policy.zone).slice(0, 16)
  const references = state.claims.map(({ reference }) => reference)
  const events = assume.flatMap((event, index) =>
    isChange(event) ? [] : [parseEvent(new Field(`assume.${index}`, { at, ...event }), references)],
  )
  playOn(world, inOrder(events, 'assume', rulebook), from, until)
  return { contacts: [...known.made, ...world.made], tasks: world.tasks, collections: world.collected }
}

function worldAround(state: DebtorState, rulebook: Rulebook, from: Instant, until: Instant): World {
  const day = (instant: Instant): ReturnType<typeof localDateOf> => localDateOf(instant, rulebook.policy.zone)
  const { policy, strategy } = rulebook
  const scenario: Scenario = {
    name: state.reference,
    policy: policy.name,
    strategy: strategy.name,
    settings: {},
    from: day(from),
    until: day(until),
    debtor: state,
    claims: [],
    events: [],
    expect: null,
  }
  return {
    ...worldOf(scenario, rulebook),
    claims: [...state.claims],
    owed: owedOn(state.claims),
    holds: state.holds.map((hold) => ({ ...hold, lastDay: hold.until === null ? null : day(hold.until) })),
    promises: [...state.promises],
    // What is on its way now will have arrived: nothing in a play would ever end it.
    contacts: state.contacts.map((contact) =>
      OPEN_STATES.includes(contact.state) ? { ...contact, state: 'handed-over' as const } : contact,
    ),
    openTasks: [...state.openTasks],
    arrangements: (state.arrangements ?? []).map((running) => ({ ...running, owed: openOf(state.claims, running.claims) })),
    collections: [...state.collections],
    question: state.question ?? null,
    hadClaims: state.hadClaims ?? null,
  }
}
