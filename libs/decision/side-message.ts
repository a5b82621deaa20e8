/** SideMessage: something to be told beside the ladder, before a channel and an hour are found for it. */
import type { Cents, ClaimState, LocalDate, Phase, Reasons } from '#domain'

export interface SideMessage {
  readonly phase: Phase
  readonly step: string
  readonly claims: readonly [ClaimState, ...ClaimState[]]
  readonly amount: Cents
  readonly day: LocalDate
  /** The day on which it has lost its sense; null: it stays useful. */
  readonly uselessOn: LocalDate | null
  readonly payBy: LocalDate | null
  readonly reasons: Reasons
}

export const sumOf = (claims: readonly ClaimState[]): Cents => claims.reduce((sum, { open }) => sum + open, 0)
