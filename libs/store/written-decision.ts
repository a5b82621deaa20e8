/** A decision on its way into the database: what decide answered, with everything that is written beside it. */
import type { Decision, DecisionId, Instant, LocalDate } from '#domain'
import type { DebtorSnapshot } from './snapshots'

export interface DecisionToWrite {
  readonly snapshot: DebtorSnapshot
  readonly decision: Decision
  readonly journeyId: string
  /** Local day in the policy's zone, and the instant after which the contact is too late (rule 13). */
  readonly today: LocalDate
  /** When the contact may leave: letters wait for the release of the day's batch. */
  readonly dueAt: Instant
  readonly expiresAt: Instant
  readonly versions: Readonly<Record<string, string | number>>
}

/** A decision that stands, since its debtor still had the version it was made with. */
export interface WrittenDecision extends DecisionToWrite {
  readonly id: DecisionId
}

type Of<Kind extends Decision['kind']> = WrittenDecision & { readonly decision: Extract<Decision, { kind: Kind }> }
export type ContactDecision = Of<'contact'>
export type Escalation = Of<'escalate'>

/** The campaign whose contact this is: of the journey, or the one that asks. */
export function campaignOf({ journey, state }: DebtorSnapshot, decision: Decision): string | null {
  return (asks(decision) ? state.question : journey?.campaignId) ?? null
}

/** The question after the channel is put once. */
export const asks = (decision: Decision): boolean => decision.kind === 'contact' && decision.contact.phase === 'preference'

export const isContact = (written: WrittenDecision): written is ContactDecision => written.decision.kind === 'contact'
export const isEscalation = (written: WrittenDecision): written is Escalation => written.decision.kind === 'escalate'
