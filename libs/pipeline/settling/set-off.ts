/** Where a payment covers costs and interest before the principal (art. 6:44 BW, P22): worked out as it comes in, and again when a fact changes what was due. */
import { setOffPayments, type ClaimAccount } from '#decision'
import type { DebtorId, ImportedPayment, Instant, Rulebook, SetOff } from '#domain'
import {
  askReview,
  bookSetOffs,
  debtorsPaying,
  receivingClaims,
  receivingDebtor,
  type Creditor,
  type DebtorKey,
  type ReceivedOnClaim,
  type ReceivingClaim,
  type ReceivingDebtor,
  type SetOffChange,
  type Sql,
} from '#store'
import { ifItFits, type Rulebooks } from '../configuration/rulebooks'

/** In the transaction that recorded these payments, whose debtors it holds. */
export async function setOffReceived(
  sql: Sql,
  rulebooks: Rulebooks,
  { id }: Creditor,
  payments: readonly Pick<ImportedPayment, 'key'>[],
  now: Instant,
): Promise<void> {
  const keys = payments.map(({ key }) => key)
  const asked: Ruled[] = []
  for (const debtor of await debtorsPaying(sql, id, keys)) {
    const rulebook = await rulebookOf(rulebooks, debtor, sql)
    if (rulebook && (debtor.covers || rulebook.policy.paymentsCoverCostsFirst)) asked.push({ debtor, rulebook })
  }
  if (asked.length === 0) return
  const claims = await receivingClaims(
    sql,
    id,
    asked.map(({ debtor: { debtorId } }) => debtorId),
    keys,
  )
  for (const { debtor, rulebook } of asked)
    await bookSetOffs(
      sql,
      debtor,
      changesOf(
        claims.filter(({ debtorId }) => debtorId === debtor.debtorId),
        debtor,
        rulebook,
      ),
      now,
    )
}

/** Costs that were let go of since, or a term that proves to have ended later: what they were covered with lowers the principal. The debtor is held by the caller. */
export async function reviseSetOffs(sql: Sql, rulebooks: Rulebooks, key: DebtorKey, now: Instant): Promise<void> {
  const debtor = await receivingDebtor(sql, key)
  if (!debtor?.covers) return
  const rulebook = await rulebookOf(rulebooks, debtor, sql)
  const changes = rulebook ? changesOf(await receivingClaims(sql, key.creditorId, [key.debtorId], []), debtor, rulebook) : []
  if (changes.length === 0) return
  await askReview(sql, key, now)
  await bookSetOffs(sql, key, changes, now)
}

/** Of each of these debtors the claims, settled ones too, whose payments covered costs: with them the others share one amount. */
export async function coveringClaims(sql: Sql, keys: readonly DebtorKey[]): Promise<ReadonlyMap<DebtorId, readonly ClaimAccount[]>> {
  const found = new Map<DebtorId, ClaimAccount[]>()
  for (const creditorId of new Set(keys.map((key) => key.creditorId))) {
    const debtors = keys.filter((key) => key.creditorId === creditorId).map(({ debtorId }) => debtorId)
    for (const { debtorId, ...account } of await receivingClaims(sql, creditorId, debtors, [])) {
      if (account.payments.some(({ costs }) => costs !== 0)) found.set(debtorId, [...(found.get(debtorId) ?? []), account])
    }
  }
  return found
}

interface Ruled {
  readonly debtor: ReceivingDebtor
  readonly rulebook: Rulebook
}

const rulebookOf = (rulebooks: Rulebooks, { creditorId, journey }: ReceivingDebtor, sql: Sql): Promise<Rulebook | null> =>
  ifItFits(rulebooks.for(creditorId, journey, sql))

function changesOf(claims: readonly ReceivingClaim[], { kind }: ReceivingDebtor, rulebook: Rulebook): SetOffChange[] {
  const coversFirst = rulebook.policy.paymentsCoverCostsFirst === true
  const parts = setOffPayments(
    claims.map(({ claim, payments }) => ({
      claim: { ...claim, open: payments.reduce((open, { amount, costs, interest }) => open + amount - costs - interest, claim.open) },
      payments: payments.map((payment) => ({
        id: payment.paymentId,
        on: payment.on,
        amount: payment.amount,
        most: mostOf(payment, coversFirst),
      })),
    })),
    kind,
    rulebook,
  )
  return claims.flatMap(({ claim, payments }) =>
    payments.flatMap(({ paymentId, on, ...booked }) => {
      const { costs, interest } = parts.get(paymentId) ?? booked
      return costs === booked.costs && interest === booked.interest
        ? []
        : [{ claimId: claim.id, paymentId, on, costs: costs - booked.costs, interest: interest - booked.interest }]
    }),
  )
}

/** What is told of a payment once is never made worse for the debtor by a later choice of the creditor. */
const mostOf = ({ fresh, arranged, costs, interest }: ReceivedOnClaim, coversFirst: boolean): SetOff | null =>
  fresh && coversFirst && !arranged ? null : { costs, interest }
