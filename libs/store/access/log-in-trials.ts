/** Trials at the log-in: counted before the password is looked at, so that many at once count too; in the database, for all processes together. */
import type { Sql } from '../database'

export interface TrialLimit {
  /** Hash of what is counted. */
  readonly subject: Buffer
  readonly most: number
}

const WINDOW = `interval '15 minutes'`

/** Counts one more for each; answers the seconds until the last of the limits that are passed opens again, 0 when none is. */
export async function countTrials(sql: Sql, limits: readonly TrialLimit[]): Promise<number> {
  const ordered = [...limits].sort((one, other) => Buffer.compare(one.subject, other.subject))
  const [row] = await sql.query<{ seconds: number }>(
    `with counted as (
       insert into log_in_trial as t (subject, trials, since) select subject, 1, clock_timestamp() from unnest($1::bytea[]) subject
       on conflict (subject) do update set trials = case when t.since < clock_timestamp() - ${WINDOW} then 1 else t.trials + 1 end,
         since = case when t.since < clock_timestamp() - ${WINDOW} then clock_timestamp() else t.since end
       returning t.subject, t.trials, t.since)
     select coalesce(ceil(max(extract(epoch from c.since + ${WINDOW} - clock_timestamp()))), 0)::int as seconds
     from counted c join unnest($1::bytea[], $2::int[]) l(subject, most) on l.subject = c.subject where c.trials > l.most`,
    [ordered.map(({ subject }) => subject), ordered.map(({ most }) => most)],
  )
  return row?.seconds ?? 0
}

/** A log-in that succeeds was no trial. */
export async function forgetTrials(sql: Sql, subjects: readonly Buffer[]): Promise<void> {
  await sql.query(`update log_in_trial set trials = greatest(trials - 1, 0) where subject = any ($1)`, [subjects])
}

export async function eraseOldTrials(sql: Sql): Promise<void> {
  await sql.query(`delete from log_in_trial where since < clock_timestamp() - ${WINDOW}`)
}
