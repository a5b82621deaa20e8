/** A decision on its way into the database: what decide answered, with everything that is written beside it. */
import type { AttemptId, Decision, DecisionId, Instant, LocalDate, PlannedContact } from '#domain'
import { newId } from './ids'
import type { DebtorSnapshot } from './snapshots'

export interface DecisionToWrite {
  readonly snapshot: DebtorSnapshot
  readonly decision: Decision
  /** Null: none runs; a person answers all the same. */
  readonly journeyId: string | null
  /** Local day in the policy's zone, and the instant after which the contact is too late (rule 13). */
  readonly today: LocalDate
  /** When the contact may leave: letters wait for the release of the day's batch. */
  readonly dueAt: Instant
  readonly expiresAt: Instant
  readonly versions: Readonly<Record<string, string | number>>
}

/** With the ids of what it becomes. */
export interface WrittenDecision extends DecisionToWrite {
  readonly id: DecisionId
  /** Null: none is made, and there is neither an attempt nor an event. */
  readonly contact: PlannedContact | null
  /** A new one, or the one that is resumed (rule 10). */
  readonly attemptId: AttemptId | null
  readonly eventId: string | null
}

export function toBeWritten(given: DecisionToWrite): WrittenDecision {
  const { snapshot, decision, journeyId, today, dueAt, expiresAt, versions } = given
  const contact = decision.kind === 'contact' ? decision.contact : null
  return {
    snapshot,
    decision,
    journeyId,
    today,
    dueAt,
    expiresAt,
    versions,
    contact,
    id: newId(),
    attemptId: contact && (contact.resumes ?? newId()),
    eventId: contact && newId(),
  }
}

type Of<Kind extends Decision['kind']> = WrittenDecision & { readonly decision: Extract<Decision, { kind: Kind }> }
export type Escalation = Of<'escalate'>

/** The campaign whose contact this is: of the journey, or the one that asks. */
export function campaignOf({ journey, state }: DebtorSnapshot, decision: Decision): string | null {
  return (asks(decision) ? state.question : journey?.campaignId) ?? null
}

/** The question after the channel is put once. */
export const asks = (decision: Decision): boolean => decision.kind === 'contact' && decision.contact.phase === 'preference'

/** What a creditor in shadow would have sent is planned only, until it is released. */
export const stateOf = ({ snapshot }: WrittenDecision): 'planned' | 'queued' => (snapshot.live ? 'queued' : 'planned')

export const isEscalation = (written: WrittenDecision): written is Escalation => written.decision.kind === 'escalate'
