/** Claim account: a claim with what was paid on it, and what that means on a day for its term and its interest. */
import { addDays, daysBetween, laterDate } from '#domain'
import type { Cents, ClaimState, DebtorKind, Interest, LocalDate, Rulebook, SetOff, StepTaken } from '#domain'
import type { LapsedClaim } from './costs-of-claims'
import { termEnd } from './notice-term'
import { statutoryInterest } from './statutory-interest'
import type { PrincipalPayment } from './statutory-interest'

/** By the day on which the creditor's account was credited; what it covered of costs and interest did not lower the principal. */
export interface AccountPayment extends PrincipalPayment, Partial<SetOff> {}

export interface ClaimAccount {
  readonly claim: ClaimState
  readonly payments: readonly AccountPayment[]
}

export const sumOf = (payments: readonly PrincipalPayment[]): Cents => payments.reduce((sum, { amount }) => sum + amount, 0)

const ofPrincipal = (payments: readonly AccountPayment[]): PrincipalPayment[] =>
  payments
    .map(({ on, amount, costs = 0, interest = 0 }) => ({ on, amount: amount - costs - interest }))
    .filter(({ amount }) => amount !== 0)

const ofInterest = (payments: readonly AccountPayment[]): PrincipalPayment[] =>
  payments.flatMap(({ on, interest = 0 }) => (interest === 0 ? [] : [{ on, amount: interest }]))

export const principalPaid = ({ payments }: ClaimAccount): Cents => sumOf(ofPrincipal(payments))

export const coveredBy = (accounts: readonly ClaimAccount[]): SetOff =>
  accounts
    .flatMap(({ payments }) => payments)
    .reduce((sum, { costs = 0, interest = 0 }) => ({ costs: sum.costs + costs, interest: sum.interest + interest }), {
      costs: 0,
      interest: 0,
    })

/** What came in after the term was not paid in time, though it is paid now. */
export function lapsedOn({ claim, payments }: ClaimAccount, asOf: LocalDate): LapsedClaim[] {
  const notice = noticeOf(claim)
  const end = notice && termEnd(notice)
  if (!notice || !end || end >= asOf) return []
  return [{ claim, notice, unpaid: claim.open + sumOf(ofPrincipal(payments).filter(({ on }) => on > end)) }]
}

const noticeOf = ({ steps }: ClaimState): StepTaken | undefined => steps.findLast(({ phase }) => phase === 'formal-notice')

/** A notice that others sent, and that gave less than the law asks, costs a consumer nothing (art. 6:96(6) BW; ECLI:NL:HR:2016:2704). */
export const countsFor =
  (kind: DebtorKind, { policy }: Rulebook) =>
  ({ notice: { on, legalEnd } }: LapsedClaim): boolean =>
    kind === 'business' || (legalEnd !== null && daysBetween(on, legalEnd) >= policy.noticeTermDays)

/** All that has accrued until that day, what was paid of it included; null where none is asked. */
export function interestOn(
  { claim, payments }: ClaimAccount,
  lapsedNotice: StepTaken | undefined,
  kind: DebtorKind,
  { policy, interestTable }: Rulebook,
  asOf: LocalDate,
): Interest | null {
  const { charged, from } = policy.interest
  const start = from[kind] === 'due-date' ? claim.dueOn : lapsedNotice && termEnd(lapsedNotice)
  if (!charged || !interestTable || claim.interestWaived || !start || start >= asOf) return null
  const lowering = ofPrincipal(payments)
  const interestKind = kind === 'consumer' ? 'consumer' : 'trade'
  const known = interestTable.rates[interestKind][0]?.from
  if (known === undefined || known >= asOf) return null
  // Of days before the first known rate none is asked.
  const defaultFrom = laterDate(addDays(start, 1), known)
  return statutoryInterest(
    {
      kind: interestKind,
      principal: claim.open + sumOf(lowering),
      defaultFrom,
      until: asOf,
      payments: lowering,
      interestPaid: ofInterest(payments),
    },
    interestTable,
  )
}
