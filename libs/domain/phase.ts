/** The phases of a claim, in the order of the ladder, and the phases beside it. */
export const LADDER_PHASES = [
  'welcome',
  'receipt-check',
  'pre-due',
  'due-day',
  'reminder',
  'formal-notice',
  'final-demand',
  'escalation',
] as const
export const SIDE_PHASES = ['instalment', 'debit-failed', 'invoice-copy', 'reply', 'preference'] as const

export type LadderPhase = (typeof LADDER_PHASES)[number]
export type Phase = LadderPhase | (typeof SIDE_PHASES)[number]

/** They answer what the debtor told us: counted in the budget, and never kept back by it (P13). */
export const ANSWER_PHASES: readonly Phase[] = ['invoice-copy', 'reply']

/** Phases whose message has legal effect: they go by letter or evidenced e-mail (P15) and list only the claims of their own phase. */
export const LEGAL_PHASES: readonly Phase[] = ['formal-notice', 'final-demand']

const RANKS: Readonly<Partial<Record<Phase, number>>> = Object.fromEntries(LADDER_PHASES.map((phase, rank) => [phase, rank]))
export const ladderRank = (phase: LadderPhase): number => RANKS[phase]!
export const isLadderPhase = (phase: Phase): phase is LadderPhase => RANKS[phase] !== undefined
