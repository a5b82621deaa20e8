/** The windows a contact's budgets are counted in: the creditor's local day, the campaign's clock hour, by business time; and what a campaign may cost as a whole. */
import { addDays, instantAt, localDateOf, type Instant, type LocalTime } from '#domain'
import type { BudgetWindow, DeliveryFacts } from '#store'

const HOUR_MS = 3_600_000
const ALL_TIME = 0 as Instant
const MIDNIGHT = '00:00' as LocalTime

export function budgetWindows(
  { creditorId, sender: { contactsPerDay, costs }, campaign }: DeliveryFacts,
  zone: string,
  now: Instant,
): BudgetWindow[] {
  const windows: BudgetWindow[] = []
  if (contactsPerDay !== null) {
    const today = localDateOf(now, zone)
    windows.push({
      scope: 'creditor-day',
      scopeId: creditorId,
      startsAt: instantAt(today, MIDNIGHT, zone),
      endsAt: instantAt(addDays(today, 1), MIDNIGHT, zone),
      takes: 1,
    })
  }
  if (campaign?.contactsPerHour) {
    const startsAt = (now - (now % HOUR_MS)) as Instant
    windows.push({ scope: 'campaign-hour', scopeId: campaign.id, startsAt, endsAt: (startsAt + HOUR_MS) as Instant, takes: 1 })
  }
  // Counted without a limit too: one that is set later knows what was spent before.
  if (campaign && costs > 0) {
    windows.push({ scope: 'campaign-cost', scopeId: campaign.id, startsAt: ALL_TIME, endsAt: now, takes: costs })
  }
  return windows
}

/** When a contact whose budgets are spent is looked at again. */
export const nextWindow = (budgets: readonly BudgetWindow[]): Instant => Math.max(...budgets.map(({ endsAt }) => endsAt)) as Instant
