/** Wording: from an attempt that passed the gate to the message exactly as it will leave. */
import { dayOf, isByHand, segmentOf } from '#decision'
import { WHATSAPP_WINDOW_MS, type Channel, type CreditorId, type HandOverId, type Instant, type OutboundMessage, type Phase } from '#domain'
import { compose, composeAnswer } from '#messages'
import {
  answersByHand,
  isPassing,
  loadDeliveryFacts,
  newId,
  paymentsOnClaims,
  type AnswerToWord,
  type DeliveryFacts,
  type SendingAttempt,
} from '#store'
import { budgetWindows } from './budget-windows'
import type { FoundDocument } from './invoice-documents'
import type { PassedAttempt } from './judge'
import { isItemised, messageInput } from './message-input'
import type { Pipe } from './pipe'
import { aboutOf } from './replies/answer-by-hand'
import { coveringClaims } from './settling/set-off'

export interface WordedAttempt {
  readonly sending: SendingAttempt
  readonly facts: DeliveryFacts
  readonly phase: Phase
  readonly documents?: readonly FoundDocument[]
}

/** Attempts whose wording cannot be made are left out and reported; they wait for whoever mends the template. */
export async function word(
  pipe: Pick<Pipe, 'database' | 'templates' | 'log'>,
  passed: readonly PassedAttempt[],
  carrierOf: (creditorId: CreditorId, channel: Channel) => string,
  now: Instant,
): Promise<WordedAttempt[]> {
  const facts = await loadDeliveryFacts(
    pipe.database,
    passed.map(({ attempt }) => attempt),
  )
  const itemised = passed.filter((one) => isItemised(one, facts.get(one.attempt.attemptId)))
  const payments = {
    byClaim: await paymentsOnClaims(pipe.database, itemised.flatMap(claimKeys)),
    covering: await coveringClaims(
      pipe.database,
      itemised.filter(({ rulebook }) => rulebook.policy.paymentsCoverCostsFirst).map(({ snapshot }) => snapshot),
    ),
  }
  const byHand = await answersByHand(
    pipe.database,
    passed.map(({ attempt }) => attempt).filter(({ contact }) => isByHand(contact)),
  )
  const worded: WordedAttempt[] = []
  for (const one of passed) {
    const about = facts.get(one.attempt.attemptId)
    if (!about) continue
    const { channel, phase } = one.attempt.contact
    try {
      const whatsappWindowOpen = about.wroteAt !== null && now - about.wroteAt < WHATSAPP_WINDOW_MS
      const written = byHand.get(one.attempt.attemptId)
      if (written) {
        worded.push({
          sending: sendingOf(
            one,
            about,
            writtenBy(written, about, one.attempt.contact, whatsappWindowOpen),
            carrierOf(one.attempt.creditorId, channel),
            now,
          ),
          facts: about,
          phase,
        })
        continue
      }
      const input = messageInput(one, about, payments, whatsappWindowOpen, dayOf(now, one.rulebook))
      const template = await pipe.templates.find(
        one.attempt.creditorId,
        {
          channel,
          phase,
          language: input.addressee.language,
          level: about.debtor.level,
          segment: segmentOf(one.snapshot.state, one.rulebook.policy),
        },
        input.debtor.kind,
      )
      if (!template) throw new Error('no published template')
      worded.push({
        sending: sendingOf(one, about, compose(input, template), carrierOf(one.attempt.creditorId, channel), now),
        facts: about,
        phase,
      })
    } catch (fault) {
      if (isPassing(fault)) throw fault
      pipe.log.error({ attempt: one.attempt.attemptId, channel, phase, fault: String(fault) }, 'cannot be worded')
    }
  }
  return worded
}

/** Approved words leave as they were shown. */
function writtenBy(
  { text, subject, message }: AnswerToWord,
  { sender: { creditorName, profile }, debtor: { language } }: DeliveryFacts,
  { channel, step }: PassedAttempt['attempt']['contact'],
  whatsappWindowOpen: boolean,
): OutboundMessage {
  if (message !== null) return message
  if (channel === 'whatsapp' && !whatsappWindowOpen) throw new Error('the window for free words has closed')
  return composeAnswer({
    channel,
    text,
    about: aboutOf(step),
    subject,
    language,
    sender: { name: creditorName, phone: profile.phone, email: profile.email },
  })
}

const claimKeys = ({
  attempt: { creditorId, contact },
  snapshot: { state },
}: PassedAttempt): { creditorId: typeof creditorId; claimId: string }[] =>
  state.claims.filter(({ reference }) => contact.claims.includes(reference)).map(({ id }) => ({ creditorId, claimId: id }))

function sendingOf(
  { attempt, snapshot, rulebook }: PassedAttempt,
  facts: DeliveryFacts,
  message: SendingAttempt['message'],
  carrier: string,
  now: Instant,
): SendingAttempt {
  return {
    creditorId: attempt.creditorId,
    attemptId: attempt.attemptId,
    debtorId: attempt.debtorId,
    debtorVersion: snapshot.version,
    handOverId: newId<HandOverId>(),
    number: attempt.tries + 1,
    channel: attempt.contact.channel,
    contactPointId: attempt.contact.contactPointId,
    sender: facts.sender.address,
    carrier,
    address: facts.address,
    message,
    batchId: null,
    budgets: budgetWindows(facts, rulebook.policy.zone, now),
  }
}
