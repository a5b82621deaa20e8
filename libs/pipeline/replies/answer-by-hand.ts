/** Answer by hand: a person writes back: queued for as long as it may be undone, then through the second gate like any contact, and counted like one. */
import { dayOf, gate } from '#decision'
import type { AttemptId, Channel, ContactPointId, Instant, OutboundMessage, PlannedContact, Reason, Reasons, Rulebook } from '#domain'
import { askReview, creditorRules, keepAnswerByHand, newId, writeDecisions, type DebtorKey, type DebtorSnapshot, type Sql } from '#store'
import type { Pipe } from '../pipe'
import { snapshotsFor } from '../snapshots-for'

export interface NewAnswer {
  readonly channel: Channel
  readonly text: string
  /** Of approved words: as they were shown to whoever chose them. */
  readonly message?: OutboundMessage
  readonly author: string
  /** How long it may be taken back. */
  readonly undoMs: number
  readonly about: AboutAnswer
}

/** What it answers: their own message, or their wish for a link on the telephone. The step tells it on. */
export type AboutAnswer = 'message' | 'payment-link'
export const aboutOf = (step: string): AboutAnswer => (step.startsWith('answer-payment-link-') ? 'payment-link' : 'message')

export type Answered = { readonly contact: string; readonly undoUntil: Instant } | { readonly refused: readonly Reason[] }

/** Whoever has nothing open, or rests for good, has no journey: for their answer the creditor's own rules hold. */
export const rulebookOf = async (rulebooks: Pipe['rulebooks'], sql: Sql, { creditorId, journey }: DebtorSnapshot): Promise<Rulebook> =>
  journey ? rulebooks.for(creditorId, journey, sql) : rulebooks.ofCreditor(await creditorRules(sql, creditorId), sql)

/** The rules that will be asked at the gate are asked now, while the person can still choose another way or hour. */
export async function answerByHand(
  { rulebooks }: Pick<Pipe, 'rulebooks'>,
  sql: Sql,
  debtor: DebtorKey,
  { channel, text, message, author, undoMs, about }: NewAnswer,
  now: Instant,
): Promise<Answered> {
  await askReview(sql, debtor, now)
  const [snapshot] = await snapshotsFor(rulebooks, sql, [debtor], now, (one) => rulebookOf(rulebooks, sql, one))
  // Merged into somebody else, or gone.
  if (!snapshot) return { refused: [{ code: 'settled' }] }
  const point = snapshot.state.points.find((one) => one.channel === channel && one.usable)
  if (!point) return { refused: [{ code: 'contact-point-unusable', channel }] }
  const rulebook = await rulebookOf(rulebooks, sql, snapshot)
  const contact = answerTo({ id: point.id, channel }, about, now)
  const answer = gate(snapshot.state, rulebook, { ...contact, attemptId: newId<AttemptId>() }, now)
  if (answer.kind === 'suppress') return { refused: answer.reasons }
  const today = dayOf(now, rulebook)
  const reasons: Reasons = [{ code: 'answer-owed', kind: 'reply', on: today }]
  const { policy, strategy } = rulebook
  const undoUntil = (now + undoMs) as Instant
  await writeDecisions(
    sql,
    [
      {
        snapshot,
        decision: { kind: 'contact', contact, reasons, reviewAt: now },
        journeyId: snapshot.journey?.id ?? null,
        today,
        dueAt: undoUntil,
        expiresAt: (now + policy.latenessHours * 3_600_000) as Instant,
        versions: { policy: policy.name, policyVersion: policy.version, strategy: strategy.name, strategyVersion: strategy.version },
      },
    ],
    now,
  )
  return { contact: await keepAnswerByHand(sql, debtor, { step: contact.step, author, text, message: message ?? null }, now), undoUntil }
}

/** An answer is about no claim, and asks for no money. */
export const answerTo = (
  { id, channel }: { readonly id: ContactPointId; readonly channel: Channel },
  about: AboutAnswer,
  now: Instant,
): PlannedContact => ({
  at: now,
  channel,
  contactPointId: id,
  phase: 'reply',
  step: `answer-${about}-${newId<string>()}`,
  claims: [],
  amount: 0,
  payBy: null,
  expectedDelivery: null,
  legalEnd: null,
  announcedCosts: null,
  resumes: null,
})
