/** Decide: the pure function alone, without a database; it has no floor, only a rate that one core must reach. */
import type { Work } from './work'

export const decide: Work = {
  name: 'decide',
  unit: 'debtors',
  n: 50_000,
  floor: null,
  product: { program: 'product/decide' },
  must: 100_000,
}
