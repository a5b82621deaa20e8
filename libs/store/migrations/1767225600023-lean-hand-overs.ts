/** Each hand-over is written twice, and each writing goes into all its indexes: one for its id is enough. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class LeanHandOvers1767225600023 implements MigrationInterface {
  readonly name = 'LeanHandOvers1767225600023'

  async up(runner: QueryRunner): Promise<void> {
    // A carrier gives our id back and does not know the creditor, hence the id first.
    await runner.query(
      `alter table hand_over drop constraint hand_over_pkey, drop constraint hand_over_id_key, add primary key (id, creditor_id)`,
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table hand_over drop constraint hand_over_pkey, add primary key (creditor_id, id), add unique (id)`)
  }
}
