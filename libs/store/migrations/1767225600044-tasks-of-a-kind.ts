/** Work lists are of one kind, and each is counted: open tasks are found by it. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class TasksOfAKind1767225600044 implements MigrationInterface {
  readonly name = 'TasksOfAKind1767225600044'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index task_waiting on task (creditor_id, kind, id) where closed_at is null')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index task_waiting')
  }
}
