/** How a task ended may be taken back for as long as the outcome of a call: both are held in one table. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class EndsOfTasks1767225600048 implements MigrationInterface {
  readonly name = 'EndsOfTasks1767225600048'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table held_outcome alter task_id drop not null, add closes uuid,
        add foreign key (creditor_id, closes) references task, add check (num_nonnulls(task_id, closes) = 1);
      comment on column held_outcome.closes is 'the task that it ends; null: it is of a call';
      create unique index held_outcome_end on held_outcome (creditor_id, closes) where retracted_at is null and closes is not null;`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from held_outcome where task_id is null;
      alter table held_outcome drop closes, alter task_id set not null;`)
  }
}
