/** A person says which claims a payment is for: each part goes the way of every payment, so that what it pays is settled and what was planned for it stops. */
import type { Cents, Instant } from '#domain'
import { claimsToPay, linkParts, type Creditor, type Sql, type UnmatchedPayment } from '#store'
import type { Pipe } from '../pipe'
import { noteReturnedPayments } from './debit-return'
import { setOffReceived } from './set-off'

export interface PartGiven {
  readonly claimId: string
  readonly amount: Cents
}

export type LinkFault =
  /** Of the part in this place: no claim that money can be booked on. */
  | { readonly kind: 'no-claim'; readonly place: number }
  /** What is left of the payment, or missing from it. */
  | { readonly kind: 'not-the-amount'; readonly rest: Cents }

export interface LinkedPayment {
  readonly kind: 'linked'
  readonly undoUntil: Instant | null
  readonly settled: number
}

interface ToLink {
  readonly creditor: Creditor
  /** Its row is held by the caller. */
  readonly payment: UnmatchedPayment
  readonly parts: readonly PartGiven[]
  readonly by: string
  readonly undoSeconds: number
}

/** A direct debit that came back ends mandates and opens tasks: that is not taken back in ten seconds, so it says so before. */
export async function linkPayment(
  { rulebooks }: Pick<Pipe, 'rulebooks'>,
  sql: Sql,
  { creditor, payment, parts, by, undoSeconds }: ToLink,
  now: Instant,
): Promise<LinkedPayment | LinkFault> {
  const rest = payment.amount - parts.reduce((sum, { amount }) => sum + amount, 0)
  if (rest !== 0) return { kind: 'not-the-amount', rest }
  const claims = new Map(
    (
      await claimsToPay(
        sql,
        creditor.id,
        parts.map(({ claimId }) => claimId),
      )
    ).map((claim) => [claim.id, claim]),
  )
  const place = parts.findIndex(({ claimId }) => !claims.has(claimId))
  if (place >= 0) return { kind: 'no-claim', place }
  const named = parts.map(({ claimId, amount }) => ({ amount, claimReference: claims.get(claimId)?.reference ?? '' }))
  const { recorded, undoUntil } = await linkParts(
    sql,
    creditor,
    payment,
    named,
    { by, undoSeconds: payment.returnCode === null ? undoSeconds : null },
    now,
  )
  await setOffReceived(sql, rulebooks, creditor, recorded, now)
  await noteReturnedPayments(sql, rulebooks, creditor, recorded, now)
  const settled = (await claimsToPay(sql, creditor.id, [...claims.keys()])).filter(({ open }) => open <= 0).length
  return { kind: 'linked', undoUntil, settled }
}
