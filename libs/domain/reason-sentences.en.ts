/** English sentences for the reasons, to be read to a debtor who asks why; they claim no more than we know. */
import { displayDate, displayList, displayMoney } from './display'
import type { LocalDate } from './dates'
import { byChannel, closedDayName, phaseWithArticle } from './names'
import type { BehavedBefore } from './reasons'
import type { ReasonDictionary } from './reason-dictionary'
import type { HoldKind } from './settling'
import type { Phase } from './phase'
import type { Channel } from './channel'

const date = (day: LocalDate): string => displayDate(day, 'en')
const the = (phase: Phase): string => phaseWithArticle(phase, 'en')
const by = (channel: Channel): string => byChannel(channel, 'en')
const invoices = (claims: readonly string[]): string => `${claims.length === 1 ? 'invoice' : 'invoices'} ${displayList(claims, 'en')}`
/** Every channel rests, or one. */
const rests = (channel?: Channel): string =>
  channel === undefined ? 'make no contact' : channel === 'call' ? 'do not call' : `send nothing ${by(channel)}`
const therefore = (channel: Channel): string => (channel === 'call' ? 'That is why we call.' : `That is why this goes ${by(channel)}.`)
const moneyAround = ({ told, creditOn }: { readonly told?: true; readonly creditOn: LocalDate }): string =>
  told ? `You told us that your money comes in around ${date(creditOn)}.` : `Money will probably come in around ${date(creditOn)}.`
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const count = (times: number | undefined, one: string, several: string): string[] =>
  times === undefined ? [] : [times === 0 ? `no ${several}` : `${times} ${times === 1 ? one : several}`]
const before = ({ paidLate, paidOnTime, brokenPromises }: BehavedBefore): string[] => [
  ...count(paidLate, 'invoice paid after the due date', 'invoices paid after the due date'),
  ...count(paidOnTime, 'invoice paid on time', 'invoices paid on time'),
  ...count(brokenPromises, 'promise not kept', 'promises not kept'),
]

/** As true while it lasts as afterwards, when it is why something did not come sooner. */
const WHILE = {
  manual: 'a colleague pauses the messages',
  dispute: 'we find out if the invoice is right',
  promise: 'there is an agreement about the payment',
  'absent-from-export': 'the invoice is not in the books',
  complaint: 'we deal with a complaint',
  deceased: 'it is not clear after a death who handles the affairs',
  'debt-help': 'there is help with debts',
  reply: 'a colleague has yet to read an answer',
  arrangement: 'payment in instalments goes on',
  'payment-said': 'a payment that you told us about has yet to be processed',
  'wrong-person': 'we find out if we reach the right person',
  'not-received': 'we have yet to send the invoice again',
} satisfies Record<HoldKind, string>

const ANSWERED: Readonly<Partial<Record<HoldKind, string>>> = {
  dispute: 'you told us that you do not agree with the invoice',
  complaint: 'we got your complaint',
}

export const REASON_SENTENCES_EN = {
  'step-due': (r) => sentence(`${the(r.phase)} for invoice ${r.claim} was due on ${date(r.day)}.`),
  'soft-due-date': (r) =>
    `Invoice ${r.claim} has to be paid by ${date(r.dueOn)}. ${moneyAround(r)} ` + `That is why we count from ${date(r.softDueOn)}.`,
  'moved-to-income': (r) => `${moneyAround(r)} That is why we did not send this message on ${date(r.from)}.`,
  'moved-earlier': (r) => `We ${rests(r.channel)} on ${date(r.closed)}. That is why we do this earlier: on ${date(r.to)}.`,
  'behaved-before': (r) => `This counts from before: ${displayList(before(r), 'en')}.`,
  consolidated: (r) =>
    sentence(`${invoices(r.claims)} ${r.claims.length === 1 ? 'is' : 'are'} in the same message, so that you get fewer messages.`),
  'pay-by-follows-income': (r) =>
    `Money will probably come in soon after the end of that term. That is why there is time until ${date(r.payBy)}.`,
  'legal-term': (r) => `We count on delivery on ${date(r.delivered)}. The term set by law then runs until ${date(r.legalEnd)}.`,
  'term-lapsed': (r) => `The last day of the term in our formal notice is ${date(r.endedOn)}. The next step only comes after that.`,
  'first-invoice': (r) =>
    `As far as we know invoice ${r.claim} is your first invoice from us. That is why we explain once how paying works.`,
  'preference-unknown': () => 'We do not know yet how you like to hear from us. That is why we ask.',
  'channel-of-step': (r) => `We always take this step ${by(r.channel)}.`,
  'channel-legal': (r) => sentence(`${the(r.phase)} is important and has consequences. That is why we send it ${by(r.channel)}.`),
  'channel-preferred': (r) => `Our notes say that contact ${by(r.channel)} is preferred.`,
  'channel-observed': (r) =>
    sentence(`${by(r.channel)} there was an answer ${r.answered} out of ${r.contacts} times. ${therefore(r.channel)}`),
  'channel-untried': (r) =>
    sentence(`${by(r.than)} there was an answer ${r.answered} out of ${r.contacts} times. That is why we now try it ${by(r.channel)}.`),
  'channel-of-policy': (r) => `In cases like this ${the(r.phase)} preferably goes ${by(r.channel)}.`,
  'channel-by-age': (r) => `We do not know how you like to hear from us. People of your age we first contact ${by(r.channel)}.`,
  'best-hour': (r) =>
    sentence(`${by(r.channel)}, ${r.answered} out of ${r.of} answers came in the hour from ${r.hour}. That is why we choose that time.`),
  'channel-default': (r) => `There is no preference that we could follow. ${therefore(r.channel)}`,
  'channel-fallback': (r) => `We could not reach you ${by(r.failed)}. That is why we try it ${by(r.channel)}.`,
  'not-online': () => 'Our notes say that you are seldom online. That is why we write or call.',
  'step-not-due': (r) => sentence(`${the(r.phase)} for invoice ${r.claim} is not due before ${date(r.day)}.`),
  'closed-day': (r) =>
    `We ${rests(r.channel)} on ${date(r.day)} (${closedDayName(r.name, 'en')}).${r.open ? ` We can again on ${date(r.open)}.` : ''}`,
  'outside-hours': (r) => `We only make contact ${by(r.channel)} between ${r.opens} and ${r.closes}.`,
  'cap-day': (r) => `We make contact at most ${r.perDay === 1 ? 'once' : `${r.perDay} times`} a day.`,
  'cap-window': (r) => `We make contact at most ${r.perWindow} times in ${r.windowDays} days. That is when we wait.`,
  'phase-gap': (r) => `We leave at least ${r.days} days between two steps. The last step was on ${date(r.lastOn)}.`,
  'contact-under-way': (r) => `A message is already on its way ${by(r.channel)}. We wait for that first.`,
  hold: (r) => `While ${WHILE[r.kind]}, we wait${r.claim === null ? '' : ` with invoice ${r.claim}`}.`,
  'promise-open': (r) => `It was agreed to pay by ${date(r.payBy)}. We wait for that until ${date(r.graceUntil)}.`,
  'payments-not-read': (r) => `We wait until all payments up to ${date(r.through)} have been processed.`,
  'to-be-collected': (r) => `Invoice ${r.claim} will be collected from the account on ${date(r.on)}.`,
  collected: (r) => `Invoice ${r.claim} was collected from the account on ${date(r.on)}.`,
  'debit-returned': (r) => `The direct debit of invoice ${r.claim} came back on ${date(r.on)}.`,
  'not-received': (r) => `On ${date(r.on)} you told us that you did not receive ${invoices(r.claims)}. That is why we send it once more.`,
  'answer-owed': (r) => `On ${date(r.on)} ${ANSWERED[r.kind] ?? 'we got word from you'}. We answer that.`,
  'instalment-near': (r) => `Instalment ${r.number} of the payment arrangement is due on ${date(r.on)}.`,
  'asked-by-person': () => 'A member of staff asked for this reminder.',
  'reminder-passed': (r) => `A formal notice about invoice ${r.claim} was sent already. A reminder no longer fits after it.`,
  'arrangement-broken': (r) => `The instalment of ${date(r.on)} of the payment arrangement was not paid.`,
  'debt-help-since': (r) =>
    `There has been debt help since ${date(r.since)}; after ${r.months} months a colleague looks at how things stand.`,
  'person-decides': (r) => `A colleague decides about invoice ${r.claim}.`,
  'campaign-paused': () => 'This series of messages is paused for now.',
  settled: () => 'There is nothing left to pay.',
  'claim-settled': (r) => `Invoice ${r.claim} is no longer open.`,
  'costs-changed': (r) =>
    `The collection costs changed from ${displayMoney(r.was, 'en')} to ${displayMoney(r.now, 'en')}. The old notice is no longer right.`,
  'amount-changed': (r) =>
    `The amount changed from ${displayMoney(r.was, 'en')} to ${displayMoney(r.now, 'en')}. The old message is no longer right.`,
  'no-consent': (r) => `There is no consent for contact ${by(r.channel)}.`,
  'opted-out': (r) => `You told us that you want no more messages ${by(r.channel)}.`,
  'channel-closed': (r) => `We do not send ${the(r.phase)} ${by(r.channel)}.`,
  'contact-point-unusable': (r) => `We have no working address or number for contact ${by(r.channel)}.`,
  'no-channel-left': (r) => `There is no way left to send ${the(r.phase)}. A colleague looks into this.`,
  'beyond-calendar': (r) => `The calendar ${r.calendar} is not known yet for ${date(r.day)}. We do not guess.`,
  'too-late': (r) => `The message could not leave within ${r.hours} hours. That is why we look again at what is needed.`,
  'stopped-by-operator': () => 'A colleague has stopped all messages.',
  superseded: () => 'Something has changed. That is why this message no longer counts.',
  'promise-broken': (r) => `It was agreed that payment would come by ${date(r.payBy)}. We have not seen the money yet.`,
  'visit-due': (r) => `A colleague calls in person to talk about invoice ${r.claim}. That was due from ${date(r.day)} on.`,
  'credit-stop-due': (r) =>
    `Invoice ${r.claim} was not paid in time. From ${date(r.day)} on a colleague looks at whether new orders must be paid beforehand.`,
  'ladder-ended': (r) => `All steps for invoice ${r.claim} have been taken (${date(r.day)}). A colleague looks at what is needed now.`,
} satisfies ReasonDictionary
