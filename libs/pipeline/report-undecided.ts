/** Tells operators whom nothing was decided for, and why: one line per creditor and cause, whatever the number of debtors. */
import type { CreditorId } from '#domain'
import type { DebtorSnapshot, DecisionToWrite } from '#store'
import type { PipeLog } from './pipe'

export interface Undecided {
  readonly snapshot: DebtorSnapshot
  readonly fault: string
}

export function reportUndecided(log: PipeLog, undecided: readonly Undecided[]): void {
  for (const { creditor, cause, debtors } of grouped(undecided.map(({ snapshot, fault }) => [snapshot.creditorId, fault]))) {
    log.error({ creditor, debtors, fault: cause }, 'cannot be decided')
  }
}

/** Waiting for a day that no calendar tells is loud: somebody has to load it, or these debtors wait for ever. */
export function reportBeyondCalendar(log: PipeLog, decided: readonly DecisionToWrite[]): void {
  const beyond = decided.flatMap(
    ({
      snapshot,
      decision: {
        reasons: [reason],
      },
    }): [CreditorId, string][] => (reason.code === 'beyond-calendar' ? [[snapshot.creditorId, reason.calendar]] : []),
  )
  for (const { creditor, cause, debtors } of grouped(beyond))
    log.error({ creditor, debtors, calendar: cause }, 'not decided: the calendar does not reach so far')
}

function grouped(causes: readonly (readonly [CreditorId, string])[]): { creditor: CreditorId; cause: string; debtors: number }[] {
  const groups = new Map<string, { creditor: CreditorId; cause: string; debtors: number }>()
  for (const [creditor, cause] of causes) {
    const key = `${creditor} ${cause}`
    groups.set(key, { creditor, cause, debtors: (groups.get(key)?.debtors ?? 0) + 1 })
  }
  return [...groups.values()]
}
