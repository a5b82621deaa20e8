/** What everybody who works in the demo knows: who they are, which day it is, and how many days are still to come. */
import { daysBetween, localDateOf, type Instant, type LocalDate } from '#domain'
import type { Creditor, Database } from '#store'
import type { DebtorView } from '../../api/debtors/debtor.dto'
import type { Page } from '../../api/http/page'
import type { Desk } from './desk'
import type { Dice } from './dice'
import type { Desks } from './people'

export interface Office {
  readonly desks: Desks
  /** Only to be looked at. */
  readonly database: Database
  readonly creditor: Creditor
  readonly dice: Dice
  readonly zone: string
  readonly first: LocalDate
  readonly last: LocalDate
}

export interface Shift extends Office {
  readonly now: Instant
  readonly today: LocalDate
  /** Days since the first, and days until the last. */
  readonly day: number
  readonly left: number
}

export function shiftAt(office: Office, now: Instant): Shift {
  const today = localDateOf(now, office.zone)
  return { ...office, now, today, day: daysBetween(office.first, today), left: daysBetween(today, office.last) }
}

/** Everybody, by the reference that the cast goes by. */
export async function debtorsOf(desk: Desk): Promise<DebtorView[]> {
  const found: DebtorView[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const { items, next }: Page<DebtorView> = await desk.get(`/debtors?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`)
    found.push(...items)
    cursor = next
  }
  return found.sort((one, other) => one.reference.localeCompare(other.reference))
}
