/** Statement: what is owed for some claims on a day, each part with its derivation (art. 3.1 Besluit kwaliteit incassodienstverlening). */
import { addDays, daysBetween } from '#domain'
import type { Cents, ClaimState, DebtorKind, Interest, LocalDate, Rulebook, StatedClaim, Statement, StepTaken } from '#domain'
import { costsDue } from './costs-of-claims'
import type { LapsedClaim } from './costs-of-claims'
import { termEnd } from './notice-term'
import { statutoryInterest } from './statutory-interest'
import type { PrincipalPayment } from './statutory-interest'

/** A claim with what was paid on it, by the day on which the creditor's account was credited. */
export interface ClaimAccount {
  readonly claim: ClaimState
  readonly payments: readonly PrincipalPayment[]
}

/** `all`: every open claim of the debtor, since terms of one contract, and letters whose terms ran together, share their costs. */
export function statementOf(accounts: readonly ClaimAccount[], all: readonly ClaimState[], kind: DebtorKind, rulebook: Rulebook, asOf: LocalDate): Statement {
  const lapsed = accounts.flatMap((account) => lapsedOn(account, asOf))
  const claims = accounts.map((account) => stated(account, lapsed.find(({ claim }) => claim === account.claim), kind, rulebook, asOf))
  const principal = claims.reduce((sum, { open }) => sum + open, 0)
  const counts = ({ notice }: LapsedClaim): boolean => kind === 'business' || hasWholeTerm(notice, rulebook)
  const costs = costsDue(lapsed.filter(counts), all, rulebook.policy, askedBefore(accounts, all, asOf).filter(counts))
  const accrued = claims.reduce((sum, claim) => sum + (claim.interest?.amount ?? 0), 0)
  const interest = Math.min(accrued, rulebook.policy.interest.most ?? Infinity)
  return {
    asOf, claims, principal, costs, interest, interestLimit: interest < accrued ? interest : null,
    provisional: claims.some((claim) => claim.interest?.provisional), total: principal + costs.total + interest,
  }
}

/** What came in after the term was not paid in time, though it is paid now. */
function lapsedOn({ claim, payments }: ClaimAccount, asOf: LocalDate): LapsedClaim[] {
  const notice = noticeOf(claim)
  const end = notice && termEnd(notice)
  if (!notice || !end || end >= asOf) return []
  return [{ claim, notice, unpaid: claim.open + sumOf(payments.filter(({ on }) => on > end)) }]
}

/** Other claims of which a final demand has asked the costs. */
const askedBefore = (accounts: readonly ClaimAccount[], all: readonly ClaimState[], asOf: LocalDate): LapsedClaim[] =>
  all.filter(({ reference, steps }) => steps.some(({ phase }) => phase === 'final-demand') && !accounts.some(({ claim }) => claim.reference === reference))
    .flatMap((claim) => lapsedOn({ claim, payments: [] }, asOf))

/** A notice that others sent, and that gave less than the law asks, costs a consumer nothing (art. 6:96(6) BW; ECLI:NL:HR:2016:2704). */
const hasWholeTerm = ({ on, legalEnd }: StepTaken, { policy }: Rulebook): boolean => legalEnd !== null && daysBetween(on, legalEnd) >= policy.noticeTermDays

function stated({ claim, payments }: ClaimAccount, lapsed: LapsedClaim | undefined, kind: DebtorKind, rulebook: Rulebook, asOf: LocalDate): StatedClaim {
  const { reference, original, open, costsWaived = null, interestWaived = null } = claim
  return {
    reference, original, payments, settledOtherwise: original - open - sumOf(payments), open,
    unpaidAtTermEnd: lapsed?.unpaid ?? null, termEnd: lapsed ? termEnd(lapsed.notice) : null,
    interest: interestOn({ claim, payments }, lapsed?.notice, kind, rulebook, asOf), waived: { costs: costsWaived, interest: interestWaived },
  }
}

function interestOn({ claim, payments }: ClaimAccount, lapsedNotice: StepTaken | undefined, kind: DebtorKind, { policy, interestTable }: Rulebook, asOf: LocalDate): Interest | null {
  const { charged, from } = policy.interest
  const start = from[kind] === 'due-date' ? claim.dueOn : lapsedNotice && termEnd(lapsedNotice)
  if (!charged || !interestTable || claim.interestWaived || !start || start >= asOf) return null
  return statutoryInterest(
    { kind: kind === 'consumer' ? 'consumer' : 'trade', principal: claim.open + sumOf(payments), defaultFrom: addDays(start, 1), until: asOf, payments },
    interestTable,
  )
}

const noticeOf = ({ steps }: ClaimState): StepTaken | undefined => steps.findLast(({ phase }) => phase === 'formal-notice')

const sumOf = (payments: readonly PrincipalPayment[]): Cents => payments.reduce((sum, { amount }) => sum + amount, 0)
