/** A person may propose to hand a case over; who did is kept, since somebody else approves it. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class ProposalsOfHandOver1767225600059 implements MigrationInterface {
  readonly name = 'ProposalsOfHandOver1767225600059'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table task add proposed_by text;
      comment on column task.proposed_by is 'the user or key that asked for it; null: the rules did, or a fact'`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table task drop proposed_by')
  }
}
