/** THE WORDS: readonly types, ids, money in cents, dates and life cycles that every other lib speaks. No I/O. */
export * from './ids'
export * from './money'
// Named one by one where deciding calls them millions of times: what a star hands on is looked up by name at every call.
export type * from './dates'
export {
  WEEKDAYS,
  isLocalDate,
  isLocalTime,
  addDays,
  daysBetween,
  weekdayOf,
  laterDate,
  lastDayOfMonth,
  dayOfMonth,
  instantAt,
  localDateOf,
  localTimeOf,
  isoInZone,
  isTimeZone,
  laterInstant,
} from './dates'
export * from './channel'
export type * from './phase'
export { LADDER_PHASES, SIDE_PHASES, ANSWER_PHASES, LEGAL_PHASES, ladderRank, isLadderPhase } from './phase'
export * from './owing'
export * from './settling'
export * from './arrangement'
export * from './contacting'
export * from './message-content'
export * from './condition'
export * from './policy'
export * from './strategy'
export * from './calendar'
export * from './interest'
export * from './charges'
export * from './decimal-statement'
export * from './payment-options'
export * from './letter-settings'
export * from './letter-news'
export * from './desk-settings'
export * from './direct-debit'
export * from './response'
export * from './state'
export * from './decision'
export * from './reasons'
export * from './display'
export * from './names'
export * from './template'
export * from './reason-sentences'
export * from './import-mapping'
export * from './imported'
export * from './sensitive-attributes'
export * from './segment-filter'
export * from './parse-segment-filter'
export * from './campaign'
export * from './reply'
