/** Costs of claims: what a formal notice announces for them, and what is due once its term has passed (art. 6:96(6) and (7) BW). */
import { dayOfMonth, daysBetween, laterDate } from '#domain'
import type { Cents, ClaimState, CollectionCosts, ContactPolicy, LocalDate, StepTaken } from '#domain'
import { deriveCosts } from './collection-costs'
import type { CostsBase } from './collection-costs'
import { termEnd } from './notice-term'

/** A claim with the formal notice whose term has passed, and what was not paid by then. */
export interface LapsedClaim {
  readonly claim: ClaimState
  readonly notice: StepTaken
  readonly unpaid: Cents
}

/** For a notice that lists these of the debtor's claims and leaves on this day; null: it announces none. */
export function announcedCosts(
  listed: readonly ClaimState[],
  all: readonly ClaimState[],
  policy: ContactPolicy,
  on: LocalDate,
): CollectionCosts | null {
  const charged = listed.filter(({ costsWaived }) => !costsWaived).map((claim) => ({ claim, unpaid: claim.open }))
  const costs = deriveCosts(basesOf(charged, all, policy, on), policy)
  return costs.total > 0 ? costs : null
}

/**
 * Due on what was not paid in time, only where it was announced, and never more: one amount for claims whose terms ran together.
 * `asked`: other claims for which costs were asked already; of the one amount only what they leave is due.
 */
export function costsDue(
  lapsed: readonly LapsedClaim[],
  all: readonly ClaimState[],
  policy: ContactPolicy,
  asked: readonly LapsedClaim[] = [],
): CollectionCosts {
  const charged = lapsed.filter(isCharged)
  const before = asked.filter((one) => isCharged(one) && !one.claim.termOf)
  const bases = together([...charged, ...before]).flatMap((group) => {
    const own = group.filter((one) => charged.includes(one))
    const unpaidBefore = group.reduce((sum, one) => (charged.includes(one) ? sum : sum + one.unpaid), 0)
    return basesOf(own, all, policy, group[0].notice.on, unpaidBefore)
  })
  const letters = new Map(
    charged.map(({ notice }) => [[notice.on, notice.legalEnd, notice.payBy, notice.announcedCosts].join(), notice.announcedCosts ?? 0]),
  )
  return deriveCosts(
    bases,
    policy,
    [...letters.values()].reduce((sum, announced) => sum + announced, 0),
  )
}

/** Those whose terms ran together with one of these. */
export const runTogether = (lapsed: readonly LapsedClaim[], of: readonly LapsedClaim[]): LapsedClaim[] =>
  together(lapsed.filter(isCharged))
    .filter((group) => group.some((one) => of.includes(one)))
    .flat()

const isCharged = ({ claim, notice }: LapsedClaim): boolean => !claim.costsWaived && (notice.announcedCosts ?? 0) > 0

/** Terms of fourteen days that overlap could have been set in one letter, so they count as one (art. 6:96(7) BW). */
function together(lapsed: readonly LapsedClaim[]): (readonly [LapsedClaim, ...LapsedClaim[]])[] {
  const groups: [LapsedClaim, ...LapsedClaim[]][] = []
  let end = '' as LocalDate
  for (const one of [...lapsed].sort((a, b) => daysBetween(b.notice.on, a.notice.on))) {
    const last = groups.at(-1)
    if (last && one.notice.on <= end) last.push(one)
    else groups.push([one])
    end = laterDate(end, termEnd(one.notice) ?? one.notice.on)
  }
  return groups
}

/** Claims that stand by themselves are added up, with what another letter has asked costs for (`unpaidBefore`); the terms of one contract share the costs of the highest of them (art. 2a BIK). */
function basesOf(
  charged: readonly Pick<LapsedClaim, 'claim' | 'unpaid'>[],
  all: readonly ClaimState[],
  policy: ContactPolicy,
  on: LocalDate,
  unpaidBefore: Cents = 0,
): CostsBase[] {
  const principal = charged.reduce((sum, { claim, unpaid }) => (claim.termOf ? sum : sum + unpaid), 0)
  const contracts = [...new Set(charged.flatMap(({ claim: { termOf } }) => (termOf ? [termOf] : [])))]
  const addedUp = {
    principal: principal === 0 ? 0 : principal + unpaidBefore,
    chargedBefore: deriveCosts([{ principal: unpaidBefore, chargedBefore: 0 }], policy).amount,
  }
  return [
    addedUp,
    ...contracts.map((contract) => {
      const terms = charged.filter(({ claim }) => claim.termOf === contract)
      const others = all.filter((claim) => claim.termOf === contract && !terms.some((term) => term.claim.reference === claim.reference))
      return { principal: Math.max(...terms.map(({ unpaid }) => unpaid)), chargedBefore: chargedBefore(others, policy, on) }
    }),
  ]
}

/** The highest that one of these alone was charged for, of those whose notice left shortly before; together they were charged no more. */
function chargedBefore(terms: readonly ClaimState[], policy: ContactPolicy, on: LocalDate): Cents {
  const since = dayOfMonth(Number(on.slice(0, 4)), Number(on.slice(5, 7)) - policy.collectionCosts.termsLookBackMonths, Number(on.slice(8)))
  const noticed = terms.filter(
    ({ costsWaived, steps }) =>
      !costsWaived &&
      steps.some((step) => step.phase === 'formal-notice' && (step.announcedCosts ?? 0) > 0 && step.on >= since && step.on < on),
  )
  return Math.max(0, ...noticed.map(({ open }) => deriveCosts([{ principal: open, chargedBefore: 0 }], policy).amount))
}
