/** Applies a decision to the world: what was sent is delivered, what was escalated is a person's work. */
import type { AttemptId, ClaimState, Decision, Instant, PastContact, PlannedContact, Reasons, StepTaken } from '#domain'
import { isLadderPhase } from '#domain'
import { beginAnew } from './play-copies'
import { openTask } from './play-rests'
import { dayOf } from './world'
import type { World } from './world'

export function applyContact(world: World, contact: PlannedContact, reasons: Reasons): void {
  const attemptId = contact.resumes ?? (`attempt-${world.made.length}` as AttemptId)
  const earlier = world.contacts.find((past) => past.attemptId === attemptId)
  const past: PastContact = {
    attemptId,
    at: contact.at,
    channel: contact.channel,
    phase: contact.phase,
    step: contact.step,
    state: 'handed-over',
    contactPointId: contact.contactPointId,
    weight: 1,
    claims: contact.claims,
    failedChannels: earlier?.failedChannels ?? [],
  }
  world.contacts = [...world.contacts.filter((other) => other !== earlier), past]
  world.made.push({ attemptId, contact, reasons })
  if (contact.phase === 'preference') world.question = null
  if (contact.phase === 'invoice-copy') beginAnew(world, contact)
  recordStep(world, contact)
  recordNotice(world, contact, attemptId)
}

function recordStep(world: World, { at, claims, step, phase, expectedDelivery, legalEnd, payBy, announcedCosts }: PlannedContact): void {
  if (!isLadderPhase(phase)) return
  take(world, claims, { step, phase, on: dayOf(world, at), expectedDelivery, legalEnd, payBy, announcedCosts })
}

function take(world: World, claims: readonly string[], taken: Omit<StepTaken, 'round'>): void {
  const withStep = (claim: ClaimState): ClaimState => ({
    ...claim,
    steps: [...claim.steps.filter(({ step }) => step !== taken.step), { ...taken, round: claim.restart?.round ?? 1 }],
  })
  world.claims = world.claims.map((claim) => (claims.includes(claim.reference) ? withStep(claim) : claim))
}

function recordNotice(world: World, contact: PlannedContact, attemptId: string): void {
  const { phase, claims, legalEnd, payBy, announcedCosts, at } = contact
  if (phase !== 'formal-notice') return
  const announcedOn = dayOf(world, at)
  const ends = [legalEnd, payBy].filter((day) => day !== null).sort()
  const termEnds = Object.fromEntries(claims.map((claim) => [claim, ends.at(-1) ?? announcedOn]))
  world.notices.push({ attemptId, claims, announced: announcedCosts ?? 0, announcedOn, legalEnd, termEnds, unpaid: {} })
}

export function applyEscalation(
  world: World,
  { task, claims, step, phase = 'escalation', reasons }: Extract<Decision, { kind: 'escalate' }>,
  now: Instant,
): void {
  openTask(world, task, now, reasons)
  if (task === 'broken-promise')
    world.promises = world.promises.map((promise) =>
      promise.state === 'open' && wasPromised(promise.payBy, reasons) ? { ...promise, state: 'broken' } : promise,
    )
  if (step !== null) {
    take(world, claims, {
      step,
      phase,
      on: dayOf(world, now),
      expectedDelivery: null,
      legalEnd: null,
      payBy: null,
      announcedCosts: null,
    })
  }
}

const wasPromised = (payBy: string, reasons: Reasons): boolean =>
  reasons.some((reason) => reason.code === 'promise-broken' && reason.payBy === payBy)
