/** Remind by hand: what a person's reminder would be, and the same queued for as long as it may be undone; then through the second gate like any contact, and counted like one. */
import { dayOf, remindByHand, type RemindedByHand } from '#decision'
import type { Channel, Instant, PlannedContact, Reasons } from '#domain'
import { contactOfStep, lockDebtor, newId, writeDecisions, type DebtorKey, type Sql } from '#store'
import { leaving, versionsOf } from './decide'
import { journeyNow, type JourneyNow } from './journey-now'
import type { Pipe } from './pipe'

type Desk = Pick<Pipe, 'rulebooks'>

/** Nothing is written. */
export async function foreseeReminder(
  desk: Desk,
  sql: Sql,
  debtor: DebtorKey,
  channel: Channel | null,
  now: Instant,
): Promise<RemindedByHand> {
  const standing = await journeyNow(sql, desk.rulebooks, debtor, now)
  return standing ? asked(standing, channel, now) : { kind: 'refused', reasons: NOTHING_OPEN }
}

export interface NewReminder {
  readonly channel: Channel | null
  /** What the person was shown; another one is not sent in its place. */
  readonly amount: number | null
  /** How long it may be taken back. */
  readonly undoMs: number
}

export type SentReminder =
  { readonly id: string; readonly contact: PlannedContact; readonly undoUntil: Instant } | { readonly refused: Reasons }

/** The debtor is held meanwhile: neither a decision nor a fact comes in between (rule 3). */
export async function sendReminder(
  desk: Desk,
  sql: Sql,
  debtor: DebtorKey,
  { channel, amount, undoMs }: NewReminder,
  now: Instant,
): Promise<SentReminder> {
  await lockDebtor(sql, debtor)
  const standing = await journeyNow(sql, desk.rulebooks, debtor, now)
  if (!standing) return { refused: NOTHING_OPEN }
  const { snapshot, rulebook } = standing
  const answer = asked(standing, channel, now)
  if (answer.kind === 'refused') return { refused: answer.reasons }
  const { contact, reasons } = answer
  if (amount !== null && amount !== contact.amount) return { refused: [{ code: 'amount-changed', was: amount, now: contact.amount }] }
  const decision = { kind: 'contact', contact, reasons, reviewAt: now } as const
  const { dueAt, expiresAt } = leaving(decision, rulebook, contact.at)
  const undoUntil = (now + undoMs) as Instant
  await writeDecisions(
    sql,
    [
      {
        snapshot,
        decision,
        journeyId: snapshot.journey.id,
        today: dayOf(contact.at, rulebook),
        dueAt: Math.max(dueAt, undoUntil) as Instant,
        expiresAt,
        versions: versionsOf(rulebook),
      },
    ],
    now,
  )
  return { id: await contactOfStep(sql, debtor, contact.step), contact, undoUntil }
}

/** Of who was merged into somebody else, or has nothing open that anybody reminds of. */
const NOTHING_OPEN: Reasons = [{ code: 'settled' }]

const asked = ({ snapshot: { state }, rulebook }: JourneyNow, channel: Channel | null, now: Instant): RemindedByHand =>
  remindByHand(state, rulebook, { channel, step: `by-hand-${newId<string>()}` }, now)
