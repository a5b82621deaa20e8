/** The desk: debtors who call in, who may see what a debtor owes, details of outcomes, notes in progress, and work lists that people share. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class Desk1767225600038 implements MigrationInterface {
  readonly name = 'Desk1767225600038'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Nobody decided that a debtor calls us, and they do not say from which number.
      alter table contact_attempt alter decision_id drop not null, alter contact_point_id drop not null;
      alter table hand_over alter contact_point_id drop not null;

      alter table call_task add called_in boolean not null default false, add claimed_at timestamptz;
      comment on column call_task.called_in is 'the debtor called us: it weighs nothing in the budget';
      comment on column call_task.claimed_at is 'database clock (rule 16)';
      alter table call_outcome add details jsonb;
      comment on column call_outcome.details is 'what the kind asks for beside its facts: days and codes, never words';

      create table call_note (
        creditor_id uuid not null,
        task_id uuid not null,
        author text not null,
        text text not null,
        seq bigint not null,
        at timestamptz not null,
        primary key (creditor_id, task_id, author),
        foreign key (creditor_id, task_id) references call_task
      );
      comment on table call_note is 'in progress: it goes when the outcome is told, or after a week';
      create index call_note_at on call_note (at);

      create table debtor_opening (
        creditor_id uuid not null,
        debtor_id uuid not null,
        agent text not null,
        reason text not null,
        until_at timestamptz not null,
        primary key (creditor_id, debtor_id, agent),
        foreign key (creditor_id, debtor_id) references debtor
      );
      comment on table debtor_opening is 'who may see what this debtor owes, until then on the clock of the database: after a confirmed call, or for a reason that stands in the audit';

      alter table task add claimed_by text, add claimed_until timestamptz, add rests_until timestamptz;
      comment on column task.claimed_until is 'database clock (rule 16)';
      comment on column task.rests_until is 'put off by a person until then';
      create index task_waiting on task (creditor_id, kind, id) where closed_at is null;
      create index task_in_order on task (creditor_id, id) where closed_at is null;
    `)
    for (const table of ['call_note', 'debtor_opening']) await protect(runner, table)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index task_in_order, task_waiting;
      alter table task drop rests_until, drop claimed_until, drop claimed_by;
      drop table debtor_opening, call_note;
      alter table call_outcome drop details;
      delete from hand_over where contact_point_id is null;
      delete from call_task where called_in;
      delete from contact_attempt where contact_point_id is null or decision_id is null;
      alter table call_task drop claimed_at, drop called_in;
      alter table hand_over alter contact_point_id set not null;
      alter table contact_attempt alter decision_id set not null, alter contact_point_id set not null;
    `)
  }
}
