/** The state that a decision saw is written once and read whole, if ever: its text is kept as it is, without being taken apart first. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class PlainSnapshots1767225600012 implements MigrationInterface {
  readonly name = 'PlainSnapshots1767225600012'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table state_snapshot alter column state type text using state::text;
      comment on column state_snapshot.state is 'JSON; one row per decision, erasable with the debtor (rules 19, 20)';
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table state_snapshot alter column state type jsonb using state::jsonb')
  }
}
