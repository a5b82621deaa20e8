/** Collection costs by the BIK scale (Besluit vergoeding voor buitengerechtelijke incassokosten, art. 2), exact in cents. */
import type { Cents, ContactPolicy } from '#domain'

/** On the principal that was not paid in time; nothing owed, nothing charged. */
export function collectionCosts(principal: Cents, policy: ContactPolicy): Cents {
  const { charged, slices, minimum, maximum } = policy.collectionCosts
  if (!charged || principal <= 0) return 0
  let from = 0
  let thousandths = 0
  for (const { upTo, percent } of slices) {
    const to = upTo === null ? principal : Math.min(principal, upTo)
    if (to <= from) break
    // Percents have at most three decimals: whole thousandths of a percent keep the sum exact.
    thousandths += (to - from) * Math.round(percent * 1000)
    from = to
  }
  return Math.min(Math.max(Math.round(thousandths / 100_000), minimum), maximum)
}
