/** Wording: from an attempt that passed the gate to the message exactly as it will leave. */
import { collectionCosts } from '#decision'
import { localDateOf, type Address, type Cents, type Channel, type ClaimState, type HandOverId, type Instant, type LocalDate, type Phase, type PostalAddress, type Rulebook } from '#domain'
import { compose, REPLY_OPTIONS, type Answered, type ComposeInput, type MessageClaim, type MessageSender } from '#messages'
import { isPassing, loadDeliveryFacts, newId, type ClaimFacts, type DeliveryFacts, type SenderFacts, type SendingAttempt } from '#store'
import { budgetWindows } from './budget-windows'
import type { PassedAttempt } from './judge'
import { announcedCollection } from './next-collection'
import { nextStep } from './next-step'
import type { Pipe } from './pipe'

export interface WordedAttempt {
  readonly sending: SendingAttempt
  readonly facts: DeliveryFacts
}

const WHATSAPP_WINDOW_MS = 24 * 3_600_000

/** Attempts whose wording cannot be made are left out and reported; they wait for whoever mends the template. */
export async function word(
  pipe: Pick<Pipe, 'database' | 'templates' | 'log'>, passed: readonly PassedAttempt[], carrierOf: (channel: Channel) => string, now: Instant,
): Promise<WordedAttempt[]> {
  const facts = await loadDeliveryFacts(pipe.database, passed.map(({ attempt }) => attempt))
  const today = todayIn(now)
  const worded: WordedAttempt[] = []
  for (const one of passed) {
    const about = facts.get(one.attempt.attemptId)
    if (!about) continue
    const { channel, phase } = one.attempt.contact
    try {
      const whatsappWindowOpen = about.wroteAt !== null && now - about.wroteAt < WHATSAPP_WINDOW_MS
      const input = composeInput(one, about, whatsappWindowOpen, today(one.rulebook.policy.zone))
      const template = await pipe.templates.find(one.attempt.creditorId, { channel, phase, language: input.addressee.language, level: about.debtor.level, segment: one.snapshot.state.segment }, input.debtor.kind)
      if (!template) throw new Error('no published template')
      worded.push({ sending: sendingOf(one, about, compose(input, template), carrierOf(channel), now), facts: about })
    } catch (fault) {
      if (isPassing(fault)) throw fault
      pipe.log.error({ attempt: one.attempt.attemptId, channel, phase, fault: String(fault) }, 'cannot be worded')
    }
  }
  return worded
}

/** A chunk is worded at one moment, mostly in one zone. */
function todayIn(now: Instant): (zone: string) => LocalDate {
  const days = new Map<string, LocalDate>()
  return (zone) => {
    const day = days.get(zone) ?? localDateOf(now, zone)
    days.set(zone, day)
    return day
  }
}

/** Who is to carry it; during trials everything is an e-mail. */
export const carrierOf = ({ drivers, redirectAllTo }: Pipe) => (channel: Channel): string =>
  channel === 'call' ? 'agent' : drivers[redirectAllTo === null ? channel : 'email'].carrier

function sendingOf({ attempt, snapshot, rulebook }: PassedAttempt, facts: DeliveryFacts, message: SendingAttempt['message'], carrier: string, now: Instant): SendingAttempt {
  return {
    creditorId: attempt.creditorId, attemptId: attempt.attemptId, debtorId: attempt.debtorId, debtorVersion: snapshot.version,
    handOverId: newId<HandOverId>(), number: attempt.tries + 1, channel: attempt.contact.channel, contactPointId: attempt.contact.contactPointId,
    sender: facts.sender.address, carrier, address: facts.address, message, batchId: null,
    budgets: budgetWindows(facts, rulebook.policy.zone, now),
  }
}

function composeInput({ attempt: { contact }, snapshot, rulebook }: PassedAttempt, facts: DeliveryFacts, whatsappWindowOpen: boolean, sentOn: LocalDate): ComposeInput {
  const { state } = snapshot
  const open = new Map(state.claims.map((claim) => [claim.reference, claim.open]))
  const claims = facts.claims.map((claim): MessageClaim => messageClaim(claim, open.get(claim.reference) ?? claim.open))
  // Of an arrangement one term is asked for, not all that is open.
  const amount = contact.phase === 'instalment' ? contact.amount : claims.reduce((sum, claim) => sum + claim.open, 0)
  return {
    creditor: messageSenderOf(facts.sender),
    addressee: addresseeOf(facts),
    debtor: { reference: facts.debtor.reference, kind: facts.debtor.kind },
    channel: contact.channel, phase: contact.phase, claims, amount,
    payBy: contact.payBy, legalEnd: contact.legalEnd, announcedCosts: contact.announcedCosts,
    costsDue: costsDue(contact.phase, state.claims.filter((claim) => contact.claims.includes(claim.reference)), rulebook),
    nextStep: nextStep(contact, rulebook, state, sentOn),
    nextCollection: announcedCollection(contact, state, rulebook, sentOn),
    ...(contact.phase === 'reply' && { answers: answeredBy(contact.step) }),
    sentOn,
    paymentReference: claims.length === 1 ? claims[0]!.invoiceNumber : facts.debtor.reference,
    paymentLink: null, replyOptions: REPLY_OPTIONS, replyPage: null, whatsappWindowOpen,
  }
}

/** The step says what it answers. */
const answeredBy = (step: string): Answered => (step === 'reply-dispute' ? 'dispute' : step === 'reply-complaint' ? 'complaint' : 'message')

/** Costs are due on what was not paid in time, and only where the formal notice announced them (art. 6:96(6) BW). */
function costsDue(phase: Phase, claims: readonly ClaimState[], { policy }: Rulebook): Cents {
  if (phase !== 'final-demand' || !policy.collectionCosts.charged) return 0
  const announced = claims.filter(({ steps }) => steps.some((step) => step.phase === 'formal-notice' && step.announcedCosts !== null))
  const principal = announced.reduce((sum, claim) => sum + claim.open, 0)
  return principal > 0 ? collectionCosts(principal, policy) : 0
}

const messageClaim = (claim: ClaimFacts, open: number): MessageClaim => ({
  reference: claim.reference, invoiceNumber: claim.invoiceNumber ?? claim.reference, issuedOn: claim.issuedOn ?? claim.dueOn, dueOn: claim.dueOn,
  description: claim.description, purchaseOrder: claim.purchaseOrder, project: claim.project, original: claim.original, open,
})

const messageSenders = new WeakMap<SenderFacts, MessageSender>()

function messageSenderOf(facts: SenderFacts): MessageSender {
  const known = messageSenders.get(facts)
  if (known) return known
  const { creditorName, profile, address } = facts
  const sender: MessageSender = {
    name: creditorName, legalName: profile.legalName, chamberOfCommerce: profile.kvk, vatNumber: profile.vatNumber,
    address: { name: creditorName, country: 'NL', ...profile.address },
    phone: profile.phone, email: profile.email, website: profile.website, helpPage: profile.helpPage, iban: profile.iban, accountName: profile.accountName,
    identity: address, terms: profile.paymentTerms ?? null, wkiNumber: profile.wkiRegisterNumber ?? null,
  }
  messageSenders.set(facts, sender)
  return sender
}

/** A representative who acts instead of the debtor is the one addressed; the letter carries their name and address. */
function addresseeOf(facts: DeliveryFacts): ComposeInput['addressee'] {
  const { debtor, representative, contactPerson } = facts
  const name = representative?.name ?? debtor.name
  return {
    name, salutation: null, attention: representative ? null : (contactPerson ?? debtor.attention), language: debtor.language,
    actsFor: representative ? debtor.name : null, address: isPostal(facts.address) ? { ...facts.address, name } : null,
  }
}

const isPostal = (address: Address): address is PostalAddress => typeof address !== 'string'
