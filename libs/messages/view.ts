/** The view: what a template can name. Amounts and dates are words already, so that no template can format them wrongly. */
import { addDays, displayDate, displayMoney, displayWeekdayDate, linkShowsAmount, phaseName } from '#domain'
import type { Cents, LocalDate, PostalAddress, Statement } from '#domain'
import { costsLeft, interestLeft, toPay, toPayNow } from './compose-input'
import type { ComposeInput, MessageClaim, MessageSender } from './compose-input'
import { statementView, waiversOf } from './statement-view'

export function viewOf(input: ComposeInput): Readonly<Record<string, unknown>> {
  const { language } = input.addressee
  const money = (cents: Cents | null): string | null => (cents === null ? null : displayMoney(cents, language))
  const date = (day: LocalDate | null): string | null => (day === null ? null : displayWeekdayDate(day, language))
  const total = toPay(input)
  const { announcedCosts: announced, statement } = input
  return {
    channel: input.channel,
    phase: input.phase,
    phaseName: phaseName(input.phase, language),
    consumer: input.debtor.kind === 'consumer',
    customerNumber: input.debtor.reference,
    creditor: creditorViewOf(input.creditor),
    addressee: addresseeView(input),
    claims: input.claims.map((claim) => claimView(claim, input)),
    several: input.claims.length > 1,
    amount: money(input.amount),
    total: money(total),
    announcedCosts: money(announced?.total ?? null),
    announcedVat: money(announced?.vat || null),
    announcedVatPercent: announced?.vatPercent ?? null,
    totalWithCosts: announced && money(total + announced.total),
    costsDue: money((statement && costsLeft(statement)) || null),
    costsWithoutVat: money((statement && costsLeft(statement) - vatLeft(statement)) || null),
    vatDue: money((statement && vatLeft(statement)) || null),
    vatPercent: statement?.costs.vatPercent ?? null,
    costsFollow: input.follows.costs,
    interestFollows: input.follows.interest,
    interestDue: money((statement && interestLeft(statement)) || null),
    statement: statement && statementView(statement, input),
    waivers: waiversOf(input),
    wki: input.wki,
    payBy: date(input.payBy),
    legalEnd: date(input.legalEnd),
    costsFrom: date(costsFrom(input)),
    sentOn: displayDate(input.sentOn, language),
    next: input.nextStep && { phase: input.nextStep.phase, name: phaseName(input.nextStep.phase, language), on: date(input.nextStep.on) },
    nextCollectionOn: date(input.nextCollection ?? null),
    answers: input.answers ?? 'message',
    paymentReference: input.paymentReference,
    paymentLink: input.paymentLink,
    paymentMethods: input.creditor.payment.link?.label ?? null,
    qr: (input.creditor.payment.qr === 'link' && input.paymentLink === null ? null : input.creditor.payment.qr) ?? 'transfer',
    directDebitPage: input.creditor.payment.directDebit ?? null,
    discount: input.earlyPayment && {
      amount: money(input.earlyPayment.discount),
      until: date(input.earlyPayment.until),
      total: money(toPayNow(input)),
    },
    replyPage: input.replyPage,
    reply: Object.fromEntries(input.replyOptions.map((option) => [option.replaceAll('-', '_'), true])),
    // It is read on a locked screen.
    newsPage: input.replyPage ?? (linkShowsAmount(input.creditor.payment) ? null : input.paymentLink) ?? input.creditor.helpPage,
  }
}

/** Costs that were paid in part leave their VAT for last. */
const vatLeft = (statement: Statement): Cents => Math.min(statement.costs.vat, costsLeft(statement))

/** Costs come in on the day after the later of the legal end and the printed day (P12). */
function costsFrom({ legalEnd, payBy }: ComposeInput): LocalDate | null {
  if (legalEnd === null) return null
  return addDays(payBy !== null && payBy > legalEnd ? payBy : legalEnd, 1)
}

const creditorViews = new WeakMap<MessageSender, Readonly<Record<string, unknown>>>()

/** The same for all messages of a sender. */
function creditorViewOf(creditor: MessageSender): Readonly<Record<string, unknown>> {
  const known = creditorViews.get(creditor)
  if (known) return known
  const view = {
    ...creditor,
    iban: creditor.iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1\u00A0'),
    street: streetOf(creditor.address),
    place: `${creditor.address.postcode} ${creditor.address.city}`,
    address: null,
    payment: null,
  }
  creditorViews.set(creditor, view)
  return view
}

function addresseeView({ addressee, debtor }: ComposeInput): Record<string, unknown> {
  const person = debtor.kind === 'consumer' && addressee.actsFor === null ? addressee.name : null
  return {
    name: addressee.name,
    greeting: addressee.salutation ?? addressee.attention ?? person,
    attention: addressee.attention,
    actsFor: addressee.actsFor,
  }
}

function claimView(claim: MessageClaim, { addressee: { language } }: ComposeInput): Record<string, unknown> {
  return {
    invoiceNumber: claim.invoiceNumber,
    issuedOn: displayDate(claim.issuedOn, language),
    dueOn: displayDate(claim.dueOn, language),
    description: claim.description,
    purchaseOrder: claim.purchaseOrder,
    project: claim.project,
    original: displayMoney(claim.original, language),
    open: displayMoney(claim.open, language),
    partlyPaid: claim.open < claim.original,
  }
}

export const streetOf = (address: PostalAddress): string =>
  [address.street, address.houseNumber, address.addition].filter((part) => part).join(' ')
