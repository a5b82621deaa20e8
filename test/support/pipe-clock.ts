/** The time of tests that drive the clock themselves: they begin on a Tuesday. */
import type { Instant } from '#domain'

export const DAY = 86_400_000
export const HOUR = 3_600_000
/** A Tuesday at half past nine in Amsterdam: every channel is open. */
export const TUESDAY = Date.parse('2027-01-12T08:30:00Z') as Instant
export const at = (iso: string): Instant => Date.parse(iso) as Instant
export const after = (instant: Instant, milliseconds: number): Instant => (instant + milliseconds) as Instant
