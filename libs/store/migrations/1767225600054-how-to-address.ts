/** How a debtor wishes to be addressed, and that somebody marked them as vulnerable: with their name, so that both are erased with it. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class HowToAddress1767225600054 implements MigrationInterface {
  readonly name = 'HowToAddress1767225600054'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table debtor_person add salutation text, add vulnerable jsonb;
      comment on column debtor_person.vulnerable is 'note, by whom and when: how to treat them, never a detail of health'`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table debtor_person drop vulnerable, drop salutation')
  }
}
