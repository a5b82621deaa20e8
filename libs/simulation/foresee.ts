/** Foresee: the contacts that would follow for a debtor as they are now, if every message arrived and nothing came back. */
import { localDateOf, OPEN_STATES, type DebtorState, type Instant, type PlannedContact, type Rulebook } from '#domain'
import { playOn } from './simulate'
import type { Scenario } from './scenario'
import { worldOf, type World } from './world'

export function foresee(state: DebtorState, rulebook: Rulebook, from: Instant, until: Instant): readonly PlannedContact[] {
  const world = worldAround(state, rulebook, from, until)
  playOn(world, [], from, until)
  return world.made.map(({ contact }) => contact)
}

function worldAround(state: DebtorState, rulebook: Rulebook, from: Instant, until: Instant): World {
  const day = (instant: Instant): ReturnType<typeof localDateOf> => localDateOf(instant, rulebook.policy.zone)
  const { policy, strategy } = rulebook
  const scenario: Scenario = {
    name: state.reference, policy: policy.name, strategy: strategy.name, settings: {}, from: day(from), until: day(until), debtor: state, claims: [], events: [], expect: null,
  }
  return {
    ...worldOf(scenario, rulebook),
    claims: [...state.claims],
    holds: state.holds.map((hold) => ({ ...hold, lastDay: null })),
    promises: [...state.promises],
    // What is on its way now will have arrived: nothing in a play would ever end it.
    contacts: state.contacts.map((contact) => (OPEN_STATES.includes(contact.state) ? { ...contact, state: 'handed-over' as const } : contact)),
    openTasks: [...state.openTasks],
    arrangement: state.arrangement,
    collections: [...state.collections],
    question: state.question ?? null,
  }
}
