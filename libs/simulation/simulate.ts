/** Simulate: plays decide on a virtual clock over one debtor, from the first to the last day of a scenario. */
import { addDays, instantAt } from '#domain'
import type { Instant, LocalDate, LocalTime, Rulebook } from '#domain'
import { BeyondCalendar, decide } from '#decision'
import { applyContact, applyEscalation } from './apply-decision'
import { applyEvent } from './apply-event'
import { breakIfMissed, nextBreakAt } from './play-arrangement'
import { collectDue, collectPast, nextCollectionAt } from './play-collections'
import { closeTerms, nextTermEnd } from './play-notices'
import { resultOf } from './result'
import type { SimulationResult } from './result'
import { ScenarioError } from './scenario'
import type { Scenario, ScenarioEvent, TimedEvent } from './scenario'
import { startOf, stateOf, worldOf } from './world'
import type { World } from './world'

/** More decisions at one moment than any debtor can have: a fault, not a play. */
const DECISIONS_AT_ONCE = 1000

export function simulate(scenario: Scenario, rulebook: Rulebook): SimulationResult {
  const world = worldOf(scenario, rulebook)
  const start = startOf(world, scenario.from)
  const end = startOf(world, addDays(scenario.until, 1))
  const events = inOrder(scenario.events, 'events', rulebook)
  collectPast(world, start)
  for (const event of takeUntil(events, (start - 1) as Instant)) happen(world, event)
  playOn(world, events, start, end)
  return resultOf(world)
}

export function playOn(world: World, events: TimedEvent[], start: Instant, end: Instant): void {
  for (let now = start; now < end;) {
    closeTerms(world, now)
    collectDue(world, now)
    for (const event of takeUntil(events, now)) happen(world, event)
    breakIfMissed(world, now)
    const reviewAt = decideUntilWaiting(world, now)
    now = earliestOf([reviewAt, events[0]?.instant, nextTermEnd(world, now), nextCollectionAt(world, now), nextBreakAt(world, now), end])
  }
}

/** `list`: where they stand, for a refusal. */
export function inOrder(events: readonly ScenarioEvent[], list: string, { policy: { zone } }: Rulebook): TimedEvent[] {
  const timed = events.map((event, index): TimedEvent => ({
    ...event,
    path: `${list}.${index}`,
    instant: instantAt(event.at.slice(0, 10) as LocalDate, event.at.slice(11) as LocalTime, zone),
  }))
  return timed.sort((a, b) => a.instant - b.instant)
}

/** An event may need a day beyond the calendars; it is refused by its place. */
function happen(world: World, event: TimedEvent): void {
  try {
    applyEvent(world, event)
  } catch (problem) {
    throw problem instanceof BeyondCalendar ? new ScenarioError(event.path, problem.message) : problem
  }
}

function takeUntil(events: TimedEvent[], now: Instant): TimedEvent[] {
  const later = events.findIndex(({ instant }) => instant > now)
  return events.splice(0, later < 0 ? events.length : later)
}

function decideUntilWaiting(world: World, now: Instant): Instant | undefined {
  for (let made = 0; made < DECISIONS_AT_ONCE; made++) {
    const decision = decide(stateOf(world, now), world.rulebook, now)
    switch (decision.kind) {
      case 'contact':
        applyContact(world, decision.contact, decision.reasons)
        break
      case 'escalate':
        applyEscalation(world, decision, now)
        break
      case 'wait':
        return decision.reviewAt
      case 'stop':
        return undefined
    }
  }
  throw new Error(`${world.scenario.name}: decisions do not come to rest`)
}

const earliestOf = (instants: readonly (Instant | undefined)[]): Instant =>
  Math.min(...instants.filter((instant) => instant !== undefined)) as Instant
