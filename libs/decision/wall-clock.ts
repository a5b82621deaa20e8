/** Wall clock: days and instants in the zone of a rulebook, remembered with it, for who asks at every decision. */
import type { Instant, LocalDate, LocalTime, Rulebook } from '#domain'
import { almanacOf } from './almanac'

export const dayOf = (instant: Instant, rulebook: Rulebook): LocalDate => almanacOf(rulebook).dateOf(instant)
export const instantOn = (day: LocalDate, time: LocalTime, rulebook: Rulebook): Instant => almanacOf(rulebook).instant(day, time)
