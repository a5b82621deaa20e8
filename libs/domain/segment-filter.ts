/** SegmentFilter: which debtors are meant, as conditions on facts that are known of each, joined by all, any and not. */
import type { DebtorKind, Language, Segment } from './owing'
import type { LadderPhase } from './phase'

/**
 * Whole numbers. `days-overdue`: of the oldest open claim, negative before its due date; `open-amount`: cents, credit notes taken off;
 * `paid-late`, `paid-on-time`: settled claims by the day of their last payment; `broken-promises`: promises that were not kept.
 * A debtor without open claims has no days overdue: no bound on them holds.
 */
export const NUMBER_FIELDS = ['days-overdue', 'open-amount', 'open-claims', 'paid-late', 'paid-on-time', 'broken-promises'] as const
export type NumberField = (typeof NUMBER_FIELDS)[number]

/** `unreachable`: no usable contact point that has not opted out; `open-promise`: a promise that may still be kept. */
export const FLAG_FIELDS = ['unreachable', 'open-promise', 'online'] as const
export type FlagField = (typeof FLAG_FIELDS)[number]

/** `debtor-attribute` is what an import tells of the debtor; `claim-attribute` holds when it does of any open claim. */
export const ATTRIBUTE_FIELDS = ['debtor-attribute', 'claim-attribute'] as const
export type AttributeField = (typeof ATTRIBUTE_FIELDS)[number]

/** The furthest step that any open claim has taken; `none` before the first. */
export type ReachedPhase = LadderPhase | 'none'

export type SegmentCondition =
  | { readonly field: NumberField; readonly min?: number; readonly max?: number }
  | { readonly field: FlagField; readonly is: boolean }
  | { readonly field: 'phase'; readonly in: readonly ReachedPhase[] }
  | { readonly field: 'kind'; readonly in: readonly DebtorKind[] }
  | { readonly field: 'language'; readonly in: readonly Language[] }
  | { readonly field: 'debtor-segment'; readonly in: readonly Segment[] }
  /** Of any open claim. */
  | { readonly field: 'product'; readonly in: readonly string[] }
  | { readonly field: AttributeField; readonly name: string; readonly in: readonly string[] }

export type SegmentFilter =
  | { readonly all: readonly SegmentFilter[] }
  | { readonly any: readonly SegmentFilter[] }
  | { readonly not: SegmentFilter }
  | SegmentCondition

/** Deep or wide enough for what people mean; a bound on what a statement may become. */
export const FILTER_LIMITS = { depth: 6, parts: 100, values: 200, text: 200, number: 1_000_000_000_000 } as const
