/** Applies what happens to the debtor to the world; each event adds its fact, and decide is asked again. */
import { addDays } from '#domain'
import type { Instant } from '#domain'
import { arrange, keepIfAllPaid } from './play-arrangement'
import { debitReturned } from './play-collections'
import { copyCameBack, notReceived } from './play-copies'
import { receive, writeOff } from './play-payments'
import { keepIfPaid, promise } from './play-promises'
import { extendTerms, noticeFailed, nothingWasOwed, proveDelivery } from './play-notices'
import type { TimedEvent } from './scenario'
import { ScenarioError } from './scenario'
import { closeTasks, endHolds, isDisputed, openTaskOnce, placeHold } from './play-rests'
import { dayOf, listedOf } from './world'
import type { World } from './world'

/** Outcomes of a dispute that leave nothing to pay; after any other the ladder goes on. */
const NOTHING_OWED = ['upheld', 'credited']

export function applyEvent(world: World, event: TimedEvent): void {
  const now = event.instant
  switch (event.type) {
    case 'payment':
      return pay(world, event.claim, event.amount, now)
    case 'promise':
      return promise(world, event.payBy, now)
    case 'dispute':
      if (isDisputed(world, event.claim, now)) return
      placeHold(world, 'dispute', event.claim, now, { toAnswer: true })
      return openTaskOnce(world, 'dispute', now)
    case 'dispute-resolved':
      endHolds(world, now, 'dispute', event.claim)
      if (!world.claims.some(({ reference }) => isDisputed(world, reference, now))) closeTasks(world, 'dispute')
      return NOTHING_OWED.includes(event.outcome) ? cancel(world, event.claim, now) : undefined
    case 'extension':
      world.claims = world.claims.map((claim) =>
        claim.reference === event.claim ? { ...claim, dueOn: addDays(claim.dueOn, event.days) } : claim,
      )
      return extendTerms(world, event.claim, event.days)
    case 'not-received':
      return notReceived(world, event.claim, now)
    case 'direct-debit-returned':
      if (!debitReturned(world, event.claim, event.reason, now))
        throw new ScenarioError(event.path, `direct-debit-returned: ${event.claim} has not been collected by then`)
      return
    case 'arrangement':
      return arrange(world, event, now)
    case 'debt-help-notice':
      placeHold(world, 'debt-help', null, now)
      return openTaskOnce(world, 'debt-help-confirmation', now)
    case 'message':
      return openTaskOnce(world, 'reply', now)
    case 'delivery':
      return delivery(world, event, now)
    case 'complaint':
      placeHold(world, 'complaint', null, now, { toAnswer: true })
      return openTaskOnce(world, 'complaint', now)
    case 'deceased':
      return placeHold(world, 'deceased', null, now)
    case 'stop':
      world.points = world.points.map((point) => (point.channel === event.channel ? { ...point, optedOut: true } : point))
  }
}

function pay(world: World, reference: string, amount: number, now: Instant): void {
  receive(world, reference, amount, now)
  afterPayment(world, now)
}

function afterPayment(world: World, now: Instant): void {
  keepIfAllPaid(world, now)
  keepIfPaid(world, now)
}

function cancel(world: World, reference: string, now: Instant): void {
  nothingWasOwed(world, reference)
  writeOff(world, reference)
  // Of an arrangement that covers it the terms of the other claims stay.
  afterPayment(world, now)
}

function delivery(world: World, { contact: index, status, path }: Extract<TimedEvent, { type: 'delivery' }>, now: Instant): void {
  const made = listedOf(world)[index]
  if (!made) throw new ScenarioError(`${path}.contact`, `delivery: contact ${index} has not been made by then`)
  if (status === 'delivered') return proveDelivery(world, made.attemptId, now)
  const failed = status === 'failed' || status === 'returned'
  if (!failed && status !== 'unknown') return
  const { channel, contactPointId, at } = made.contact
  world.contacts = world.contacts.map((contact) => {
    // A failure of a hand-over that another channel has taken over since changes nothing any more.
    if (contact.attemptId !== made.attemptId || contact.at !== at) return contact
    if (!failed) return { ...contact, state: 'unknown' }
    return { ...contact, state: 'failed', weight: 0, failedAt: now, failedChannels: [...(contact.failedChannels ?? []), channel] }
  })
  // Only a person who asks the carrier can end it: nothing is sent while it lasts (rule 11).
  if (!failed) return openTaskOnce(world, 'outcome-unknown', now)
  world.points = world.points.map((point) => (point.id === contactPointId ? { ...point, usable: false } : point))
  noticeFailed(world, made.attemptId, dayOf(world, at))
  if (made.contact.phase === 'invoice-copy') copyCameBack(world, made.contact.claims)
}
