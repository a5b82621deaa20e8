/** Figures and lists cost what they show: contacts by the day they left or ended, tasks that rest, and totals that stand with a letter batch. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class WhatIsShown1767225600052 implements MigrationInterface {
  readonly name = 'WhatIsShown1767225600052'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index contact_attempt_sent on contact_attempt (creditor_id, sent_at, channel) where state = 'handed-over';
      create index contact_attempt_unsent on contact_attempt (creditor_id, ended_at) where state in ('suppressed', 'expired');

      drop index task_waiting;
      create index task_waiting on task (creditor_id, kind, id) include (rests_until) where closed_at is null;
      create index task_resting on task (creditor_id, id) where closed_at is null and rests_until is not null;`)
    await runner.query(BATCH_TOTALS)
    await runner.query(TOTALS_SO_FAR)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger batch_letter_joined on batch_letter;
      drop trigger batch_letter_changed on batch_letter;
      drop function total_joined_letters, total_changed_letters;
      alter table letter_batch drop pages, drop legal;
      drop index task_resting, task_waiting;
      create index task_waiting on task (creditor_id, kind, id) where closed_at is null;
      drop index contact_attempt_unsent, contact_attempt_sent;`)
  }
}

const LEGAL = `exists (select from contact_attempt a where a.creditor_id = l.creditor_id and a.id = l.attempt_id and a.phase in ('formal-notice', 'final-demand'))::int`

/** Differences, not counts anew: the print house tells of each letter of a batch in turn. */
const BATCH_TOTALS = `
  alter table letter_batch add pages int not null default 0, add legal int not null default 0;
  comment on column letter_batch.letters is 'that were not taken out, as pages and legal are; kept by the triggers of batch_letter';

  create function total_joined_letters() returns trigger language plpgsql as $$
  begin
    update letter_batch b set letters = b.letters + d.letters, pages = b.pages + d.pages, legal = b.legal + d.legal
    from (select l.creditor_id, l.batch_id, count(*) as letters, coalesce(sum(l.pages), 0) as pages, sum(${LEGAL}) as legal from joined l where l.taken_out is null group by 1, 2) d
    where b.creditor_id = d.creditor_id and b.id = d.batch_id;
    return null;
  end $$;
  create trigger batch_letter_joined after insert on batch_letter referencing new table as joined for each statement execute function total_joined_letters();

  create function total_changed_letters() returns trigger language plpgsql as $$
  begin
    update letter_batch b set letters = b.letters + d.letters, pages = b.pages + d.pages, legal = b.legal + d.legal
    from (
      select l.creditor_id, l.batch_id, sum(l.sign) as letters, sum(l.sign * coalesce(l.pages, 0)) as pages, sum(l.sign * ${LEGAL}) as legal
      from (select -1 as sign, * from before union all select 1, * from now) l where l.taken_out is null group by 1, 2
    ) d
    where b.creditor_id = d.creditor_id and b.id = d.batch_id and (d.letters, d.pages, d.legal) <> (0, 0, 0);
    return null;
  end $$;
  create trigger batch_letter_changed after update on batch_letter referencing old table as before new table as now for each statement execute function total_changed_letters();
`

/** The owner of a table that forces row-level security sees none of its rows. */
const TOTALS_SO_FAR = `
  alter table letter_batch no force row level security;
  alter table batch_letter no force row level security;
  alter table contact_attempt no force row level security;
  update letter_batch set letters = 0;
  update letter_batch b set letters = d.letters, pages = d.pages, legal = d.legal
  from (select l.creditor_id, l.batch_id, count(*) as letters, coalesce(sum(l.pages), 0) as pages, sum(${LEGAL}) as legal from batch_letter l where l.taken_out is null group by 1, 2) d
  where b.creditor_id = d.creditor_id and b.id = d.batch_id;
  alter table letter_batch force row level security;
  alter table batch_letter force row level security;
  alter table contact_attempt force row level security;
`
