/** Calls that agents have are found by their agent; a heartbeat then rewrites no index. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class CallsByTheirAgent1767225600036 implements MigrationInterface {
  readonly name = 'CallsByTheirAgent1767225600036'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index call_task_claimed;
      create index call_task_claimed on call_task (creditor_id, agent) where state = 'claimed';
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index call_task_claimed;
      create index call_task_claimed on call_task (lease_until) where state = 'claimed';
    `)
  }
}
