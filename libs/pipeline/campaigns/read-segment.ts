/** Reads a segment as enrolment will: window by window, each member with what keeps them out, if anything; nothing is locked or written. */
import type { DebtorId, ExclusionReason, Instant, LocalDate, SegmentFilter } from '#domain'
import { campaignCandidates, segmentWindow, type Candidate, type CandidateQuestion, type SegmentWindow, type Sql } from '#store'

export interface SegmentQuestion extends CandidateQuestion {
  readonly filter: SegmentFilter
  readonly today: LocalDate
  readonly at: Instant
}

export interface SegmentReading {
  readonly lookedAt: number
  readonly enrolled: number
  readonly excluded: readonly { readonly reason: ExclusionReason; readonly debtors: number }[]
  /** False when there were more debtors than may be looked at: every count is then a least. */
  readonly complete: boolean
}

export interface SegmentReader {
  readonly mostLookedAt?: number
  readonly onEnrolled?: (candidate: Candidate) => void
  /** After each window; it may throw to end the reading. */
  readonly onWindow?: (lookedAt: number) => void
}

const WINDOW = 2000

export async function readSegment(
  sql: Sql,
  { filter, today, at, ...question }: SegmentQuestion,
  { mostLookedAt = Infinity, onEnrolled, onWindow }: SegmentReader = {},
): Promise<SegmentReading> {
  const excluded = new Map<ExclusionReason, number>()
  let lookedAt = 0,
    enrolled = 0
  let after: DebtorId | null = null
  do {
    const window: SegmentWindow = await segmentWindow(sql, question.creditorId, filter, today, after, WINDOW)
    for (const candidate of await campaignCandidates(sql, question, window.debtors, at)) {
      if (candidate.reason !== null) excluded.set(candidate.reason, (excluded.get(candidate.reason) ?? 0) + 1)
      else {
        enrolled++
        onEnrolled?.(candidate)
      }
    }
    lookedAt += window.lookedAt
    onWindow?.(lookedAt)
    after = window.after
  } while (after !== null && lookedAt < mostLookedAt)
  return {
    lookedAt,
    enrolled,
    complete: after === null,
    excluded: [...excluded].map(([reason, debtors]) => ({ reason, debtors })).sort((a, b) => b.debtors - a.debtors),
  }
}
