/** Who uses which calendar: the published versions of all creditors at once, and the debtors that depend on them. */
import type { CreditorId } from '#domain'
import type { Sql } from '../database'
import type { ConfigurationVersion } from '../entities/configuration-version.entity'

export type CalendarVersion = Pick<ConfigurationVersion, 'kind' | 'name' | 'version' | 'definition'> & {
  readonly creditorId: CreditorId | null
}

/** The newest published calendars and policies: the shared ones, and those that a creditor has of its own. */
export const calendarVersions = (sql: Sql): Promise<CalendarVersion[]> =>
  sql.query<CalendarVersion>(
    `select distinct on (creditor_id, kind, name) creditor_id as "creditorId", kind, name, version, definition from configuration_version
     where published_at is not null and kind in ('calendar', 'policy') order by creditor_id nulls first, kind, name, version desc`,
  )

export interface IncomeCalendarUse {
  readonly creditorId: CreditorId
  readonly calendar: string
}

/** One step in the index per pair, however many debtors there are. */
export const incomeCalendarsInUse = (sql: Sql): Promise<IncomeCalendarUse[]> =>
  sql.query<IncomeCalendarUse>(
    `with recursive used as (
       (select creditor_id, rule ->> 'calendar' as calendar from income_profile where rule ->> 'calendar' is not null order by 1, 2 limit 1)
       union all
       select next.creditor_id, next.calendar from used cross join lateral (
         select i.creditor_id, i.rule ->> 'calendar' as calendar from income_profile i
         where i.rule ->> 'calendar' is not null and (i.creditor_id, i.rule ->> 'calendar') > (used.creditor_id, used.calendar) order by 1, 2 limit 1) next)
     select creditor_id as "creditorId", calendar from used`,
  )

export interface JourneyCount {
  readonly creditorId: CreditorId
  readonly policy: string
  readonly strategy: string
  /** The income calendar of these debtors; null when a rule or nothing is known of their money. */
  readonly income: string | null
  readonly debtors: number
}

/** Debtors on their way, by what they are decided with: it reads every running journey, so it is for a person who asks. */
export const countJourneys = (sql: Sql): Promise<JourneyCount[]> =>
  sql.query<JourneyCount>(
    `select j.creditor_id as "creditorId", j.policy, j.strategy, i.rule ->> 'calendar' as income, count(*)::int as debtors
     from journey j left join income_profile i on i.creditor_id = j.creditor_id and i.debtor_id = j.debtor_id
     where j.state = 'running' group by 1, 2, 3, 4`,
  )
