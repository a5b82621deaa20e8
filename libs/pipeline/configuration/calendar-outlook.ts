/** Calendar outlook: until when each calendar tells, which run out soon, and who would then not be decided (rule 18). */
import { closedDaysReach, incomeReach } from '#decision'
import { daysBetween, localDateOf, type CreditorId, type Instant, type LocalDate } from '#domain'
import { ConfigurationError } from '#settings'
import {
  calendarVersions,
  countJourneys,
  incomeCalendarsInUse,
  listCreditors,
  type CalendarVersion,
  type Creditor,
  type Database,
} from '#store'
import { calendarsOf, isIncomeCalendar, policyOf } from './configuration'

/** From this many days before its end a calendar is reported. */
const WARN_DAYS = 120
/** The shipped calendars are Dutch; a day more or less says nothing about months. */
const ZONE = 'Europe/Amsterdam'

export interface CalendarReach {
  readonly calendar: string
  readonly version: number
  /** Code of the creditor whose own version it is; null: all others share it. */
  readonly creditor: string | null
  readonly kind: 'closed-days' | 'income'
  /** Null: the version does not fit, and tells nothing. */
  readonly knownUntil: LocalDate | null
  readonly daysLeft: number | null
  readonly state: 'enough' | 'runs-out' | 'ran-out' | 'unfit'
  /** Somebody is decided with it: only then it can be missed. */
  readonly needed: boolean
}

export interface CalendarOutlook extends CalendarReach {
  /** Debtors on their way that would need it, and by which strategies. */
  readonly debtors: number
  readonly strategies: Readonly<Record<string, number>>
}

/** A calendar and those it counts for. */
interface Reached {
  readonly reach: Omit<CalendarReach, 'needed'>
  readonly serves: (creditorId: CreditorId) => boolean
  readonly policies: readonly string[]
}

/** For a person who asks: with the debtors counted. */
export async function calendarOutlook(database: Database, now: Instant): Promise<CalendarOutlook[]> {
  const [reached, journeys] = [await reachOfAll(database, now), await countJourneys(database)]
  return reached.map(({ one, used }) => {
    const { reach, serves, policies } = one
    const mine = journeys.filter(
      ({ creditorId, policy, income }) =>
        serves(creditorId) && (reach.kind === 'income' ? income === reach.calendar : policies.includes(policy)),
    )
    const strategies: Record<string, number> = {}
    for (const { strategy, debtors } of mine) strategies[strategy] = (strategies[strategy] ?? 0) + debtors
    return { ...reach, needed: used, debtors: mine.reduce((sum, { debtors }) => sum + debtors, 0), strategies }
  })
}

/** For a page that is asked all day: the calendars that are needed and will soon not tell. */
export async function calendarsRunningOut(database: Database, now: Instant): Promise<CalendarReach[]> {
  return (await reachOfAll(database, now)).map(({ one, used }) => ({ ...one.reach, needed: used })).filter(isShort)
}

export const isShort = ({ needed, state }: CalendarReach): boolean => needed && state !== 'enough'

async function reachOfAll(database: Database, now: Instant): Promise<{ readonly one: Reached; readonly used: boolean }[]> {
  const [versions, creditors, incomes] = [
    await calendarVersions(database),
    await listCreditors(database),
    await incomeCalendarsInUse(database),
  ]
  return versions
    .filter(({ kind }) => kind === 'calendar')
    .map((version) => {
      const one = reachOf(version, versions, creditors, localDateOf(now, ZONE))
      const ofPolicy = (policy: string): boolean => one.policies.includes(policy)
      const used =
        one.reach.kind === 'income'
          ? incomes.some(({ creditorId, calendar }) => calendar === one.reach.calendar && one.serves(creditorId))
          : // Before the first creditor is there, what the policies name is what will be needed.
            creditors.length === 0
            ? one.policies.length > 0
            : creditors.some(({ id, policy }) => one.serves(id) && ofPolicy(policy))
      return { one, used }
    })
}

function reachOf(
  version: CalendarVersion,
  versions: readonly CalendarVersion[],
  creditors: readonly Creditor[],
  today: LocalDate,
): Reached {
  const knownUntil = reachOfVersion(version, today)
  const daysLeft = knownUntil === null ? null : daysBetween(today, knownUntil)
  const owns = (creditorId: CreditorId): boolean =>
    versions.some(({ kind, name, creditorId: owner }) => kind === 'calendar' && name === version.name && owner === creditorId)
  const policies = versions
    .filter(({ kind }) => kind === 'policy')
    .flatMap((policy) => fitting(() => policyOf(policy)) ?? [])
    .filter(({ calendars }) => Object.values(calendars).includes(version.name))
    .map(({ name }) => name)
  return {
    reach: {
      calendar: version.name,
      version: version.version,
      creditor: creditors.find(({ id }) => id === version.creditorId)?.code ?? null,
      kind: isIncomeCalendar(version) ? 'income' : 'closed-days',
      knownUntil,
      daysLeft,
      state: stateOf(daysLeft),
    },
    serves: version.creditorId === null ? (creditorId) => !owns(creditorId) : (creditorId) => creditorId === version.creditorId,
    policies: [...new Set(policies)],
  }
}

function stateOf(daysLeft: number | null): CalendarReach['state'] {
  if (daysLeft === null) return 'unfit'
  if (daysLeft < 0) return 'ran-out'
  return daysLeft <= WARN_DAYS ? 'runs-out' : 'enough'
}

function reachOfVersion(version: CalendarVersion, today: LocalDate): LocalDate | null {
  const {
    closedDays: [closed],
    incomeCalendars: [income],
  } = fitting(() => calendarsOf([version])) ?? { closedDays: [], incomeCalendars: [] }
  if (closed) return closedDaysReach(closed)
  return income ? incomeReach(income, today) : null
}

/** A version that does not fit is told as such; it does not take the page down that tells it. */
function fitting<T>(parse: () => T): T | null {
  try {
    return parse()
  } catch (fault) {
    if (fault instanceof ConfigurationError) return null
    throw fault
  }
}
