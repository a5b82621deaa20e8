/** Statement: what is owed for some claims on a day, each part with its derivation (art. 3.1 Besluit kwaliteit incassodienstverlening). */
import type { Cents, ClaimState, CollectionCosts, DebtorKind, LocalDate, Rulebook, StatedClaim, Statement } from '#domain'
import { countsFor, coveredBy, interestOn, lapsedOn, principalPaid, type ClaimAccount } from './claim-account'
import { costsDue, runTogether } from './costs-of-claims'
import type { LapsedClaim } from './costs-of-claims'
import { termEnd } from './notice-term'

/**
 * `all`: every open claim of the debtor, since terms of one contract, and letters whose terms ran together, share their costs.
 * `beside`: the debtor's other claims, settled ones too, whose payments covered costs.
 */
export function statementOf(
  accounts: readonly ClaimAccount[],
  all: readonly ClaimState[],
  kind: DebtorKind,
  rulebook: Rulebook,
  asOf: LocalDate,
  beside: readonly ClaimAccount[] = [],
): Statement {
  const counts = countsFor(kind, rulebook)
  const lapsed = accounts.flatMap((account) => lapsedOn(account, asOf))
  const claims = accounts.map((account) =>
    stated(
      account,
      lapsed.find(({ claim }) => claim === account.claim),
      kind,
      rulebook,
      asOf,
    ),
  )
  const principal = claims.reduce((sum, { open }) => sum + open, 0)
  const asked = askedBefore(accounts, all, asOf).filter(counts)
  const { costs, covered } = costsOf({ accounts, lapsed: lapsed.filter(counts), beside, asked }, all, rulebook, asOf)
  const accrued = claims.reduce((sum, claim) => sum + (claim.interest?.amount ?? 0), 0)
  const interest = Math.min(accrued, rulebook.policy.interest.most ?? Infinity)
  const interestPaid = Math.min(interest, coveredBy(accounts).interest)
  return {
    asOf,
    claims,
    principal,
    costs,
    interest,
    interestLimit: interest < accrued ? interest : null,
    covered: { costs: covered, interest: interestPaid },
    provisional: claims.some((claim) => claim.interest?.provisional),
    total: principal + costs.total - covered + interest - interestPaid,
  }
}

interface CostsOfStatement {
  readonly accounts: readonly ClaimAccount[]
  readonly lapsed: readonly LapsedClaim[]
  readonly beside: readonly ClaimAccount[]
  readonly asked: readonly LapsedClaim[]
}

/** One amount for letters whose terms ran together is paid once, on whichever of their claims the money came; `covered`: so much of it. */
function costsOf(
  { accounts, lapsed, beside, asked }: CostsOfStatement,
  all: readonly ClaimState[],
  { policy }: Rulebook,
  asOf: LocalDate,
): { costs: CollectionCosts; covered: Cents } {
  const others = beside.filter(({ claim }) => !accounts.some((account) => account.claim.reference === claim.reference))
  if (coveredBy(accounts).costs + coveredBy(others).costs === 0) return { costs: costsDue(lapsed, all, policy, asked), covered: 0 }
  const lapsedBeside = others.flatMap((account) => lapsedOn(account, asOf))
  const group = runTogether([...lapsed, ...lapsedBeside, ...asked.filter(({ claim }) => !isAmong(others, claim))], lapsed)
  const settled = group.filter(({ claim }) => claim.open <= 0)
  const costs = costsDue([...lapsed, ...settled.filter((one) => !lapsed.includes(one))], all, policy, asked)
  const paidOn = (some: readonly LapsedClaim[]): Cents =>
    coveredBy([...accounts, ...others].filter(({ claim }) => isAmong(some, claim))).costs
  const own = costs.total - paidOn([...lapsed, ...settled])
  const ofAll = costsDue(group, all, policy).total - paidOn(group)
  return { costs, covered: costs.total - Math.max(0, Math.min(own, ofAll)) }
}

const isAmong = (some: readonly { readonly claim: ClaimState }[], { reference }: ClaimState): boolean =>
  some.some(({ claim }) => claim.reference === reference)

/** Other claims of which a final demand has asked the costs. */
const askedBefore = (accounts: readonly ClaimAccount[], all: readonly ClaimState[], asOf: LocalDate): LapsedClaim[] =>
  all
    .filter(
      ({ reference, steps }) =>
        steps.some(({ phase }) => phase === 'final-demand') && !accounts.some(({ claim }) => claim.reference === reference),
    )
    .flatMap((claim) => lapsedOn({ claim, payments: [] }, asOf))

function stated(
  account: ClaimAccount,
  lapsed: LapsedClaim | undefined,
  kind: DebtorKind,
  rulebook: Rulebook,
  asOf: LocalDate,
): StatedClaim {
  const {
    claim: { reference, original, open, costsWaived = null, interestWaived = null },
    payments,
  } = account
  return {
    reference,
    original,
    payments: payments.map(({ costs = 0, interest = 0, ...paid }) => ({ ...paid, costs, interest })),
    settledOtherwise: original - open - principalPaid(account),
    open,
    unpaidAtTermEnd: lapsed?.unpaid ?? null,
    termEnd: lapsed ? termEnd(lapsed.notice) : null,
    interest: interestOn(account, lapsed?.notice, kind, rulebook, asOf),
    waived: { costs: costsWaived, interest: interestWaived },
  }
}
