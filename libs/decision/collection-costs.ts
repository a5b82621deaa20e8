/** Collection costs by the BIK scale (Besluit vergoeding voor buitengerechtelijke incassokosten, art. 2), exact in cents, with their derivation. */
import type { Cents, CollectionCosts, ContactPolicy, CostsPart } from '#domain'

/** What costs are computed over at once. */
export interface CostsBase {
  readonly principal: Cents
  readonly chargedBefore: Cents
}

/** On the principal that was not paid in time; nothing owed, nothing charged. */
export const collectionCosts = (principal: Cents, policy: ContactPolicy): Cents =>
  deriveCosts([{ principal, chargedBefore: 0 }], policy).total

/** `announced`: no more than this, VAT included, was said to come (art. 6:96(6) BW); null where nothing limits it. */
export function deriveCosts(bases: readonly CostsBase[], policy: ContactPolicy, announced: Cents | null = null): CollectionCosts {
  const { charged, most, vatAdded, vatPercent } = policy.collectionCosts
  const parts = charged ? bases.filter(({ principal }) => principal > 0).map((base) => partOf(base, policy)) : []
  const together = parts.reduce((sum, part) => sum + part.amount, 0)
  const net = announced === null || !vatAdded ? announced : withoutVat(announced, vatPercent)
  const limit = Math.min(most ?? Infinity, net ?? Infinity)
  const amount = Math.min(together, limit)
  const vat = vatAdded ? vatOver(amount, vatPercent) : 0
  return {
    parts,
    limit: together > limit ? limit : null,
    amount,
    vatPercent: vatAdded && amount > 0 ? vatPercent : null,
    vat,
    total: amount + vat,
  }
}

function partOf({ principal, chargedBefore }: CostsBase, policy: ContactPolicy): CostsPart {
  const { minimum, maximum } = policy.collectionCosts
  const slices = slicesOf(principal, policy)
  // Percents have at most three decimals: whole thousandths of a percent keep the sum exact.
  const sum = Math.round(slices.reduce((thousandths, { over, percent }) => thousandths + over * Math.round(percent * 1000), 0) / 100_000)
  const scale = Math.min(Math.max(sum, minimum), maximum)
  return {
    principal,
    slices,
    scale,
    bound: sum < minimum ? 'minimum' : sum > maximum ? 'maximum' : null,
    chargedBefore,
    amount: Math.max(0, scale - chargedBefore),
  }
}

function slicesOf(principal: Cents, policy: ContactPolicy): CostsPart['slices'] {
  const slices: { over: Cents; percent: number }[] = []
  let from = 0
  for (const { upTo, percent } of policy.collectionCosts.slices) {
    const to = upTo === null ? principal : Math.min(principal, upTo)
    if (to <= from) break
    slices.push({ over: to - from, percent })
    from = to
  }
  return slices
}

const vatOver = (amount: Cents, percent: number): Cents => Math.round((amount * percent) / 100)

/** The highest amount that with its VAT stays within this one. */
function withoutVat(total: Cents, percent: number): Cents {
  let amount = Math.ceil((total * 100) / (100 + percent))
  while (amount > 0 && amount + vatOver(amount, percent) > total) amount--
  return amount
}
