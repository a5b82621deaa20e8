/** Letter news: what a print house tells of a letter after it took the batch. */
import type { Instant } from './dates'
import type { HandOverId, LetterBatchId } from './ids'

export const PRINT_EVENTS = ['received', 'printed', 'rejected', 'posted', 'delivered', 'returned', 'destroyed'] as const
export type PrintEvent = (typeof PRINT_EVENTS)[number]

export interface LetterNews {
  readonly batch: LetterBatchId
  readonly letterId: HandOverId
  readonly event: PrintEvent
  readonly at: Instant
  /** Of registered post. */
  readonly barcode: string | null
  readonly reason: string | null
}
