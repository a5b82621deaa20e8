/** The call queue as its supervisor steers it: closed for a while, calls taken from agents with the reason, call-backs given to others. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class SteeringTheDesk1767225600061 implements MigrationInterface {
  readonly name = 'SteeringTheDesk1767225600061'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table call_queue_closing (
        creditor_id uuid primary key references creditor,
        reason text not null,
        closed_by text not null,
        closed_at timestamptz not null
      );
      comment on table call_queue_closing is 'nobody is offered a call until it is gone';

      alter table call_task add taken_from text, add taken_by text, add taken_because text;
      comment on column call_task.taken_from is 'the agent whom a supervisor took it from last; taken_because is a code';

      create index call_task_oldest on call_task (creditor_id, opens_at) where state = 'queued';
      create index call_task_wanted on call_task (creditor_id, opens_at) where state = 'queued' and wanted_agent is not null;

      create function tell_of_queue() returns trigger language plpgsql as $$
      begin
        perform pg_notify('tijdig_work', coalesce(new.creditor_id, old.creditor_id) || ' calls');
        return null;
      end $$;
      create trigger tell_of_closing after insert or delete on call_queue_closing for each row execute function tell_of_queue();
      create trigger tell_of_pause after update on call_agent for each row when (old.paused_since is distinct from new.paused_since) execute function tell_of_queue();`)
    await protect(runner, 'call_queue_closing')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger tell_of_pause on call_agent;
      drop table call_queue_closing;
      drop function tell_of_queue;
      drop index call_task_wanted, call_task_oldest;
      alter table call_task drop taken_because, drop taken_by, drop taken_from;`)
  }
}
