/** An arrangement beyond what the desk may agree to alone waits for an approver, and its claims rest until then at the latest. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class ArrangementsToApprove1767225600055 implements MigrationInterface {
  readonly name = 'ArrangementsToApprove1767225600055'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table payment_arrangement add approval_until timestamptz;
      comment on column payment_arrangement.approval_until is 'an approver decides about it, and until then its claims rest; null: nobody has to'`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table payment_arrangement drop approval_until')
  }
}
