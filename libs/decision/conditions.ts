/** Conditions: whether something holds for a debtor, and which steps of a strategy therefore do. */
import type { DebtorCondition, DebtorState, Step, Strategy } from '#domain'

/** By what the debtor owes in all, so that all claims of one contact find the same. */
export function meets({ kinds, segments, from = 0, below = Infinity }: DebtorCondition, { kind, segment, claims }: DebtorState): boolean {
  const open = claims.reduce((sum, claim) => sum + claim.open, 0)
  return from <= open && open < below && (kinds?.includes(kind) ?? true) && (segments?.includes(segment) ?? true)
}

export const stepsFor = ({ steps }: Pick<Strategy, 'steps'>, state: DebtorState): readonly Step[] =>
  steps.some(({ when }) => when !== undefined) ? steps.filter(({ when }) => when === undefined || meets(when, state)) : steps
