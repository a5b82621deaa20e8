/** How and at what pace a new campaign goes: what was filled in, what is still wrong with it, and what the API is told. */
import { euroOf } from '../campaigns/euro'
import type { Strategy } from '../campaigns/views'

export interface Terms {
  readonly name: string
  readonly kind: 'reminders' | 'preference'
  readonly enrolment: 'once' | 'continuous'
  readonly strategy: string
  /** Empty: not compared. */
  readonly second: string
  readonly share: string
  readonly startsOn: string
  readonly perHour: string
  readonly perDay: string
  readonly costLimit: string
}

export const EMPTY_TERMS: Terms = {
  name: '',
  kind: 'reminders',
  enrolment: 'once',
  strategy: '',
  second: '',
  share: '50',
  startsOn: '',
  perHour: '',
  perDay: '',
  costLimit: '',
}

export type TermFaults = Partial<Record<keyof Terms, string>>

const isWhole = (text: string, least: number, most: number): boolean =>
  /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most

export function faultsOf(
  { name, kind, strategy, second, share, perHour, perDay, costLimit }: Terms,
  t: { readonly fill: string; readonly share100: string; readonly whole: string; readonly euro: string },
): TermFaults {
  return {
    ...(name.trim() === '' && { name: t.fill }),
    ...(kind === 'reminders' && strategy === '' && { strategy: t.fill }),
    ...(kind === 'reminders' && second !== '' && !isWhole(share, 1, 99) && { share: t.share100 }),
    ...(perHour !== '' && !isWhole(perHour, 1, 1_000_000) && { perHour: t.whole }),
    ...(perDay !== '' && !isWhole(perDay, 0, 1_000_000) && { perDay: t.whole }),
    ...(costLimit !== '' && euroOf(costLimit) === null && { costLimit: t.euro }),
  }
}

export function bodyOf(terms: Terms, filter: unknown, strategies: readonly Strategy[]): object {
  const { name, kind, enrolment, startsOn, perHour, perDay, costLimit } = terms
  return {
    name: name.trim(),
    kind,
    enrolment,
    filter,
    variants: variantsOf(terms, strategies),
    ...(startsOn !== '' && { startsAt: beginOf(startsOn) }),
    contactsPerHour: perHour === '' ? null : Number(perHour),
    callsPerDay: perDay === '' ? null : Number(perDay),
    costLimit: euroOf(costLimit),
  }
}

function variantsOf({ kind, strategy, second, share }: Terms, strategies: readonly Strategy[]): object[] {
  if (kind === 'preference') return []
  const variant = (name: string, strategyName: string, percent: number): object => ({
    name,
    strategy: strategyName,
    strategyVersion: strategies.find((one) => one.name === strategyName)?.version ?? 1,
    share: percent,
  })
  return second === '' ? [variant('a', strategy, 100)] : [variant('a', strategy, Number(share)), variant('b', second, 100 - Number(share))]
}

/** Midnight UTC: nowhere in Europe has a working day begun by then, and no contact leaves before its hours. */
const beginOf = (day: string): string => `${day}T00:00:00Z`
