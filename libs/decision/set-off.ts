/** Set-off: what each payment covers of the costs and the interest that were due on its day, before the principal (art. 6:44 BW, P22). */
import { daysBetween } from '#domain'
import type { Cents, ClaimState, DebtorKind, LocalDate, Rulebook, SetOff } from '#domain'
import { countsFor, coveredBy, interestOn, lapsedOn, principalPaid, type AccountPayment, type ClaimAccount } from './claim-account'
import { costsDue, runTogether } from './costs-of-claims'

/** `most`: what it was found to cover before, which is never more later; null: it has just come in. */
export interface ReceivedPayment {
  readonly id: string
  readonly on: LocalDate
  readonly amount: Cents
  readonly most: SetOff | null
}

export interface ReceivingAccount {
  /** `open`: the principal that is left when none of these payments is counted. */
  readonly claim: ClaimState
  readonly payments: readonly ReceivedPayment[]
}

const NOTHING: SetOff = { costs: 0, interest: 0 }

/** By the id of each payment, over all claims of a debtor, settled ones too; of payments on one day those that are given first come first. */
export function setOffPayments(accounts: readonly ReceivingAccount[], kind: DebtorKind, rulebook: Rulebook): ReadonlyMap<string, SetOff> {
  const running = new Map<string, ClaimAccount>(accounts.map(({ claim }) => [claim.reference, { claim, payments: [] }]))
  const inOrder = accounts
    .flatMap(({ claim: { reference }, payments }) => payments.map((payment) => ({ ...payment, reference })))
    .sort((a, b) => daysBetween(b.on, a.on))
  return new Map(
    inOrder.map(({ id, reference, on, amount, most }) => {
      const account = running.get(reference)!
      const due = amount > 0 && !coversNothing(most) ? atMost(dueOn(account, [...running.values()], kind, rulebook, on), most) : NOTHING
      const parts = amount > 0 ? taken(amount, due) : givenBack(-amount, account.payments)
      running.set(reference, withPayment(account, { on, amount, ...parts }))
      return [id, parts] as const
    }),
  )
}

function withPayment({ claim, payments }: ClaimAccount, payment: AccountPayment): ClaimAccount {
  const lowered = principalPaid({ claim, payments: [payment] })
  return { claim: { ...claim, open: claim.open - lowered }, payments: [...payments, payment] }
}

function taken(amount: Cents, due: SetOff): SetOff {
  const costs = Math.min(amount, due.costs)
  return { costs, interest: Math.min(amount - costs, due.interest) }
}

const atMost = (due: SetOff, most: SetOff | null): SetOff => ({
  costs: Math.min(due.costs, most?.costs ?? Infinity),
  interest: Math.min(due.interest, most?.interest ?? Infinity),
})

/** What a payment has not covered it never will: nearly all, where a creditor has payments lower the principal. */
const coversNothing = (most: SetOff | null): boolean => most !== null && most.costs === 0 && most.interest === 0

/** Money that went back undoes the latest payments first, and of each what was covered last. */
function givenBack(amount: Cents, payments: readonly AccountPayment[]): SetOff {
  const standing: Standing[] = []
  for (const payment of payments) {
    if (payment.amount < 0) takeBack(-payment.amount, standing)
    else standing.push(partsOf(payment))
  }
  const back = takeBack(amount, standing)
  return { costs: 0 - back.costs, interest: 0 - back.interest }
}

/** Of a payment what has not gone back, in the order in which it would. */
type Standing = [principal: Cents, interest: Cents, costs: Cents]

const partsOf = ({ amount, costs = 0, interest = 0 }: AccountPayment): Standing => [amount - costs - interest, interest, costs]

function takeBack(amount: Cents, standing: Standing[]): SetOff {
  let left = amount
  const back: Standing = [0, 0, 0]
  for (const parts of standing.toReversed()) {
    for (const [part, cents] of parts.entries()) {
      const share = Math.min(left, cents)
      left -= share
      back[part]! += share
      parts[part] = cents - share
    }
  }
  return { interest: back[1], costs: back[2] }
}

/** What is due that day beside the principal of this claim and has not been covered: of the costs that one letter shares, all. */
function dueOn(account: ClaimAccount, accounts: readonly ClaimAccount[], kind: DebtorKind, rulebook: Rulebook, on: LocalDate): SetOff {
  const lapsed = accounts.flatMap((one) => lapsedOn(one, on)).filter(countsFor(kind, rulebook))
  const own = lapsed.filter(({ claim }) => claim === account.claim)
  const group = runTogether(lapsed, own)
  const sharing = accounts.filter(({ claim }) => group.some((one) => one.claim === claim))
  const costs =
    costsDue(
      group,
      accounts.map(({ claim }) => claim),
      rulebook.policy,
    ).total - coveredBy(sharing).costs
  const notice = lapsedOn(account, on)[0]?.notice
  const accrued = (interestOn(account, notice, kind, rulebook, on)?.amount ?? 0) - coveredBy([account]).interest
  const room = (rulebook.policy.interest.most ?? Infinity) - coveredBy(accounts).interest
  return { costs: Math.max(0, costs), interest: Math.max(0, Math.min(accrued, room)) }
}
