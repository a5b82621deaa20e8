/** Remind by hand: what a person's reminder would be, and the same queued for as long as it may be undone; then through the second gate like any contact, and counted like one. */
import { dayOf, remindByHand, type RemindedByHand } from '#decision'
import type { Channel, Instant, PlannedContact, Reasons } from '#domain'
import { contactOfStep, loadSnapshots, lockDebtor, newId, writeDecisions, type DebtorKey, type DebtorSnapshot, type Sql } from '#store'
import { leaving, versionsOf } from './decide'
import { BUDGET_WINDOW_DAYS, type Pipe } from './pipe'

type Desk = Pick<Pipe, 'rulebooks'>

/** Nothing is written. */
export async function foreseeReminder(desk: Desk, sql: Sql, debtor: DebtorKey, channel: Channel | null, now: Instant): Promise<RemindedByHand> {
  const [snapshot] = await loadSnapshots(sql, [debtor], now, BUDGET_WINDOW_DAYS)
  return (await asked(desk, sql, snapshot, channel, now)).answer
}

export interface NewReminder {
  readonly channel: Channel | null
  /** What the person was shown; another one is not sent in its place. */
  readonly amount: number | null
  /** How long it may be taken back. */
  readonly undoMs: number
}

export type SentReminder =
  | { readonly id: string; readonly contact: PlannedContact; readonly undoUntil: Instant }
  | { readonly refused: Reasons }

/** The debtor is held meanwhile: neither a decision nor a fact comes in between (rule 3). */
export async function sendReminder(desk: Desk, sql: Sql, debtor: DebtorKey, { channel, amount, undoMs }: NewReminder, now: Instant): Promise<SentReminder> {
  await lockDebtor(sql, debtor)
  const [snapshot] = await loadSnapshots(sql, [debtor], now, BUDGET_WINDOW_DAYS)
  const { answer, rulebook } = await asked(desk, sql, snapshot, channel, now)
  if (answer.kind === 'refused') return { refused: answer.reasons }
  const { contact, reasons } = answer
  if (!snapshot?.journey || !rulebook) throw new Error('a reminder without a journey')
  if (amount !== null && amount !== contact.amount) return { refused: [{ code: 'amount-changed', was: amount, now: contact.amount }] }
  const decision = { kind: 'contact', contact, reasons, reviewAt: now } as const
  const { dueAt, expiresAt } = leaving(decision, rulebook, contact.at)
  const undoUntil = (now + undoMs) as Instant
  await writeDecisions(sql, [{
    snapshot, decision, journeyId: snapshot.journey.id, today: dayOf(contact.at, rulebook), dueAt: Math.max(dueAt, undoUntil) as Instant, expiresAt, versions: versionsOf(rulebook),
  }], now)
  return { id: await contactOfStep(sql, debtor, contact.step), contact, undoUntil }
}

async function asked({ rulebooks }: Desk, sql: Sql, snapshot: DebtorSnapshot | undefined, channel: Channel | null, now: Instant): Promise<{ answer: RemindedByHand; rulebook: Parameters<typeof remindByHand>[1] | null }> {
  // Merged into somebody else, or with nothing open that anybody reminds of.
  if (!snapshot?.journey) return { answer: { kind: 'refused', reasons: [{ code: 'settled' }] }, rulebook: null }
  const rulebook = await rulebooks.for(snapshot.creditorId, snapshot.journey, sql)
  return { answer: remindByHand(snapshot.state, rulebook, { channel, step: `by-hand-${newId<string>()}` }, now), rulebook }
}
