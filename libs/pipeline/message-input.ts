/** Message input: everything that a contact may say, from the decision, the snapshot it was judged by and the facts of its delivery. */
import { announcedCosts, nextStep, statementOf, type ClaimAccount } from '#decision'
import {
  earlyPayment,
  paymentLink,
  type Address,
  type ClaimState,
  type DebtorId,
  type EarlyPayment,
  type LocalDate,
  type Phase,
  type PostalAddress,
  type Rulebook,
  type Statement,
} from '#domain'
import { REPLY_OPTIONS, toPayNow, type Answered, type ComposeInput, type MessageClaim, type MessageSender } from '#messages'
import type { ClaimFacts, ClaimPayment, DeliveryFacts, SenderFacts } from '#store'
import type { PassedAttempt } from './judge'
import { announcedCollection } from './next-collection'

export interface Payments {
  readonly byClaim: ReadonlyMap<string, readonly ClaimPayment[]>
  /** Of debtors whose payments may cover costs first: the claims on which they did. */
  readonly covering: ReadonlyMap<DebtorId, readonly ClaimAccount[]>
}
/** What is worded: an attempt that passed, or what would be one. */
interface Worded extends Pick<PassedAttempt, 'rulebook'> {
  readonly attempt: Pick<PassedAttempt['attempt'], 'contact'>
  readonly snapshot: Pick<PassedAttempt['snapshot'], 'state' | 'debtorId'>
}

export function messageInput(
  passed: Worded,
  facts: DeliveryFacts,
  payments: Payments,
  whatsappWindowOpen: boolean,
  sentOn: LocalDate,
): ComposeInput {
  const {
    attempt: { contact },
    snapshot: { state },
    rulebook,
  } = passed
  const listed = state.claims.filter(({ reference }) => contact.claims.includes(reference))
  const claims = facts.claims
    .map((claim) =>
      messageClaim(
        claim,
        listed.find(({ reference }) => reference === claim.reference),
      ),
    )
    // The day that is printed becomes the day on which it is due.
    .map((claim) => (contact.phase === 'invoice-copy' ? { ...claim, dueOn: contact.payBy ?? claim.dueOn } : claim))
  // Of an arrangement one term is asked for, not all that is open.
  const amount = contact.phase === 'instalment' ? contact.amount : claims.reduce((sum, claim) => sum + claim.open, 0)
  const statement = isItemised(passed, facts) ? itemised(passed, listed, payments, sentOn) : null
  const discount = FRIENDLY.includes(contact.phase) ? discountOn(claims, facts, sentOn) : null
  const paymentReference = claims.length === 1 ? claims[0]!.invoiceNumber : facts.debtor.reference
  return {
    creditor: messageSenderOf(facts.sender),
    addressee: addresseeOf(facts),
    debtor: { reference: facts.debtor.reference, kind: facts.debtor.kind },
    ...(contact.phase === 'reply' && { answers: answeredBy(contact.step) }),
    channel: contact.channel,
    phase: contact.phase,
    claims,
    amount,
    payBy: contact.payBy,
    legalEnd: contact.legalEnd,
    // The gate has seen that this is what the decision announced.
    announcedCosts: contact.announcedCosts === null ? null : announcedCosts(listed, state.claims, rulebook.policy, sentOn),
    follows: followingOf(rulebook, listed, state.claims, sentOn),
    statement,
    wki: underWki(facts),
    earlyPayment: discount,
    nextStep: nextStep(contact, rulebook, state, sentOn),
    nextCollection: announcedCollection(contact, state, rulebook, sentOn),
    sentOn,
    paymentReference,
    paymentLink: paymentLink(facts.sender.profile.payment ?? {}, paymentReference, toPayNow({ amount, statement, earlyPayment: discount })),
    replyOptions: REPLY_OPTIONS,
    replyPage: null,
    whatsappWindowOpen,
  }
}

/** What is waived, or over the limit of one contract already, does not follow. */
const followingOf = (
  { policy }: Rulebook,
  listed: readonly ClaimState[],
  all: readonly ClaimState[],
  on: LocalDate,
): ComposeInput['follows'] => ({
  costs: announcedCosts(listed, all, policy, on) !== null,
  interest: policy.interest.charged && listed.some(({ interestWaived }) => !interestWaived),
})

/** The step says what it answers. */
const answeredBy = (step: string): Answered => (step === 'reply-dispute' ? 'dispute' : step === 'reply-complaint' ? 'complaint' : 'message')

const ITEMISED: readonly Phase[] = ['formal-notice', 'final-demand']
/** Under the Wki what is owed is itemised as soon as possible (Bki art. 3.1). */
const ITEMISED_UNDER_WKI: readonly Phase[] = ['reminder', 'debit-failed', ...ITEMISED]
/** A discount is for who pays early; later it would be selling. */
const FRIENDLY: readonly Phase[] = ['welcome', 'receipt-check', 'pre-due', 'due-day']

export const isItemised = ({ attempt: { contact } }: Worded, facts: DeliveryFacts | undefined): boolean =>
  facts !== undefined && (underWki(facts) ? ITEMISED_UNDER_WKI : ITEMISED).includes(contact.phase)

/** Wki art. 2: natural persons alone; who trades under their own name is one. */
const underWki = ({ sender: { profile }, debtor: { kind, soleTrader } }: DeliveryFacts): boolean =>
  profile.wkiApplies === true && (kind === 'consumer' || soleTrader)

/** Costs and interest are asked for in the final demand; what comes before it asks for the principal. */
function itemised(
  { attempt, snapshot, rulebook }: Worded,
  listed: readonly ClaimState[],
  payments: Payments,
  sentOn: LocalDate,
): Statement {
  const { state } = snapshot
  const accounts = listed.map((claim) => ({ claim, payments: payments.byClaim.get(claim.id) ?? [] }))
  const charging = attempt.contact.phase === 'final-demand' ? rulebook : withoutCharges(rulebook)
  return statementOf(accounts, state.claims, state.kind, charging, sentOn, payments.covering.get(snapshot.debtorId))
}

const withoutCharges = ({ policy, ...others }: Rulebook): Rulebook => ({
  ...others,
  policy: { ...policy, collectionCosts: { ...policy.collectionCosts, charged: false }, interest: { ...policy.interest, charged: false } },
})

/** Several claims are paid in one go, so all must be in time, and the first day that ends it counts. */
function discountOn(claims: readonly MessageClaim[], { sender: { profile } }: DeliveryFacts, on: LocalDate): EarlyPayment | null {
  const each = claims.map((claim) => earlyPayment(profile.payment ?? {}, claim, on)).filter((one) => one !== null)
  const [first] = each.sort((a, b) => (a.until < b.until ? -1 : 1))
  return first && each.length === claims.length
    ? { until: first.until, discount: each.reduce((sum, { discount }) => sum + discount, 0) }
    : null
}

const messageClaim = (facts: ClaimFacts, state: ClaimState | undefined): MessageClaim => ({
  reference: facts.reference,
  invoiceNumber: facts.invoiceNumber ?? facts.reference,
  issuedOn: facts.issuedOn ?? facts.dueOn,
  dueOn: facts.dueOn,
  description: facts.description,
  purchaseOrder: facts.purchaseOrder,
  project: facts.project,
  original: facts.original,
  open: state?.open ?? facts.open,
  waived: { costs: state?.costsWaived ?? null, interest: state?.interestWaived ?? null },
})

const messageSenders = new WeakMap<SenderFacts, MessageSender>()

/** The same object for all messages of a sender. */
function messageSenderOf(facts: SenderFacts): MessageSender {
  const known = messageSenders.get(facts)
  if (known) return known
  const { creditorName, profile, address } = facts
  const sender: MessageSender = {
    name: creditorName,
    legalName: profile.legalName,
    chamberOfCommerce: profile.kvk,
    vatNumber: profile.vatNumber,
    address: { name: creditorName, country: 'NL', ...profile.address },
    phone: profile.phone,
    email: profile.email,
    website: profile.website,
    helpPage: profile.helpPage,
    iban: profile.iban,
    accountName: profile.accountName,
    identity: address,
    terms: profile.paymentTerms ?? null,
    wkiNumber: profile.wkiRegisterNumber ?? null,
    collectsFor: profile.collectsFor ?? null,
    payment: profile.payment ?? {},
  }
  messageSenders.set(facts, sender)
  return sender
}

/** A representative who acts instead of the debtor is the one addressed; the letter carries their name and address. */
function addresseeOf(facts: DeliveryFacts): ComposeInput['addressee'] {
  const { debtor, representative, contactPerson } = facts
  const name = representative?.name ?? debtor.name
  return {
    name,
    salutation: representative || contactPerson ? null : debtor.salutation,
    attention: representative ? null : (contactPerson ?? debtor.attention),
    language: debtor.language,
    actsFor: representative ? debtor.name : null,
    address: isPostal(facts.address) ? { ...facts.address, name } : null,
  }
}

const isPostal = (address: Address): address is PostalAddress => typeof address !== 'string'
