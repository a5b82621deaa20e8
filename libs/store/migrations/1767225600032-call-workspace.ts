/** The call workspace: who was proved to be on the line, outcomes that may still be taken back, calls passed over, and agents who rest. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class CallWorkspace1767225600032 implements MigrationInterface {
  readonly name = 'CallWorkspace1767225600032'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table call_task
        add identity text check (identity in ('confirmed', 'failed', 'other-person')),
        add identity_by text[],
        add identity_tries int not null default 0,
        add wanted_agent text,
        add wanted_until timestamptz;
      comment on column call_task.identity is 'null: nobody was asked yet; nothing of what is owed is shown before it is confirmed';
      comment on column call_task.wanted_agent is 'who promised to call back, and has it alone until then';

      create table held_outcome (
        creditor_id uuid not null,
        id uuid not null,
        task_id uuid not null,
        agent text not null,
        token uuid,
        facts jsonb,
        told_at timestamptz not null,
        undo_until timestamptz not null,
        retracted_at timestamptz,
        primary key (creditor_id, id),
        foreign key (creditor_id, task_id) references call_task
      );
      comment on table held_outcome is 'told, and not counted yet: its agent may take it back until undo_until, on the clock of the database; a row that stays was taken back';
      create index held_outcome_due on held_outcome (undo_until) where retracted_at is null;
      create unique index held_outcome_one on held_outcome (creditor_id, task_id) where retracted_at is null;

      create table call_skip (
        creditor_id uuid not null,
        debtor_id uuid not null,
        agent text not null,
        reason text not null,
        until_at timestamptz not null,
        primary key (creditor_id, debtor_id, agent),
        foreign key (creditor_id, debtor_id) references debtor
      );
      comment on table call_skip is 'not offered to this agent before then';

      create table call_agent (
        creditor_id uuid not null references creditor,
        agent text not null,
        paused_since timestamptz,
        pause_reason text,
        skips int not null default 0,
        seen_at timestamptz not null,
        primary key (creditor_id, agent)
      );
      comment on column call_agent.skips is 'in a row; an outcome sets it back';
    `)
    for (const table of ['held_outcome', 'call_skip', 'call_agent']) await protect(runner, table)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table call_agent, call_skip, held_outcome;
      alter table call_task drop wanted_until, drop wanted_agent, drop identity_tries, drop identity_by, drop identity;
    `)
  }
}
