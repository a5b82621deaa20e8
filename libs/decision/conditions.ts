/** Conditions: whether something holds for a debtor, which segment they count as, and which steps of a strategy are therefore theirs. */
import { BEHAVIOURS } from '#domain'
import type {
  Behaviour,
  BehaviourCondition,
  Bounds,
  ContactPolicy,
  DebtorCondition,
  DebtorState,
  Rulebook,
  Segment,
  SegmentRow,
  Step,
  Strategy,
} from '#domain'

/** By what the debtor owes in all, so that all claims of one contact find the same. */
export function meets(condition: DebtorCondition, state: DebtorState, policy: ContactPolicy): boolean {
  const { kinds, segments } = condition
  const open = state.claims.reduce((sum, claim) => sum + claim.open, 0)
  return (
    isWithin(condition, open) &&
    (kinds?.includes(state.kind) ?? true) &&
    (segments?.includes(segmentOf(state, policy)) ?? true) &&
    behaves(condition, state)
  )
}

/** A bound that was left empty is none. */
const isWithin = ({ from, below }: Bounds, number: number): boolean => (from ?? 0) <= number && number < (below ?? Infinity)

export const COUNT_OF: Readonly<Record<Behaviour, (state: DebtorState) => number>> = {
  paidLate: ({ paidBefore }) => paidBefore?.late ?? 0,
  paidOnTime: ({ paidBefore }) => paidBefore?.onTime ?? 0,
  brokenPromises: ({ promises }) => promises.filter(({ state }) => state === 'broken').length,
}

const behaves = (condition: BehaviourCondition, state: DebtorState): boolean =>
  BEHAVIOURS.every((behaviour) => {
    const bounds = condition[behaviour]
    return bounds === undefined || isWithin(bounds, COUNT_OF[behaviour](state))
  })

/** R75: what is told of a debtor goes before how they pay. */
export const segmentRowOf = (state: DebtorState, { segmentByBehaviour }: ContactPolicy): SegmentRow | undefined =>
  state.segment === 'standard'
    ? segmentByBehaviour.find((row) => (row.kinds?.includes(state.kind) ?? true) && behaves(row, state))
    : undefined

/** The segment by which they are decided for and written to. */
export const segmentOf = (state: DebtorState, policy: ContactPolicy): Segment => segmentRowOf(state, policy)?.segment ?? state.segment

export const stepsFor = ({ steps }: Pick<Strategy, 'steps'>, state: DebtorState, policy: ContactPolicy): readonly Step[] =>
  steps.some(({ when }) => when !== undefined) ? steps.filter(({ when }) => when === undefined || meets(when, state, policy)) : steps

/** Whether a rule of it counts how closed claims were paid, so that somebody must look that up. */
export const asksPaidBefore = ({ policy, strategy }: Rulebook): boolean =>
  [...policy.segmentByBehaviour, ...policy.channelMatrix, ...strategy.steps.map(({ when }) => when)].some(
    (condition) => condition?.paidLate ?? condition?.paidOnTime,
  )
