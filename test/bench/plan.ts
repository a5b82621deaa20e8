/** Plan: the debtors whose review is due get a decision through the database, with reasons, versions, snapshots and events. */
import { CLAIMS_PER_DEBTOR, seedDebtors } from './debtors'
import { seedFloorPlan } from './floor/plan-schema'
import type { Work } from './work'

export const plan: Work = {
  name: 'plan',
  unit: 'claims',
  n: 60_000,
  floor: { program: 'floor/plan', seed: seedFloorPlan },
  product: { program: 'product/plan', seed: (url, claims) => seedDebtors(url, { debtors: Math.round(claims / CLAIMS_PER_DEBTOR) }) },
  must: 0.35,
}
