/** Rests and tasks of a play: what keeps contact back, and what waits for a person. */
import type { ClaimState, HoldKind, Instant, TaskKind } from '#domain'
import { dayOf } from './world'
import type { KeptHold, World } from './world'

/** Of what the debtor told, one open task of its kind is enough. */
export function openTaskOnce(world: World, kind: TaskKind, now: Instant): void {
  if (!world.openTasks.includes(kind)) openTask(world, kind, now, [])
}

export function closeTasks(world: World, kind: TaskKind): void {
  world.openTasks = world.openTasks.filter((open) => open !== kind)
}

/** A task that has opened before the play began is known, not reported. */
export function openTask(world: World, kind: TaskKind, now: Instant, reasons: readonly unknown[]): void {
  const on = dayOf(world, now)
  world.openTasks = [...world.openTasks, kind]
  if (on >= world.scenario.from) world.tasks.push({ on, kind, reasons })
}

export function placeHold(
  world: World,
  kind: HoldKind,
  claim: string | null,
  now: Instant,
  more: Pick<KeptHold, 'covers' | 'toAnswer'> = {},
): void {
  world.holds = [...world.holds, { kind, claim, from: now, until: null, lastDay: null, ...more }]
}

/** What the debtor may agree on: issued by now and open, and of that what they do not dispute, unless they dispute it all. */
export function acknowledged(world: World, now: Instant): readonly ClaimState[] {
  const owed = world.claims.filter(({ open, issuedOn }) => open > 0 && issuedOn <= dayOf(world, now))
  const undisputed = owed.filter(({ reference }) => !isDisputed(world, reference, now))
  return undisputed.length > 0 ? undisputed : owed
}

export const isDisputed = ({ holds }: World, reference: string, now: Instant): boolean =>
  holds.some(({ kind, claim, until }) => kind === 'dispute' && claim === reference && (until === null || until > now))

export function endHolds(world: World, now: Instant, kind: HoldKind, claim: string | null): void {
  world.holds = world.holds.map((kept) => {
    const running = kept.kind === kind && kept.claim === claim && (kept.until === null || kept.until > now)
    return running ? { ...kept, until: now, lastDay: dayOf(world, now) } : kept
  })
}
