/** A call of many events is worked off in slices, each in a transaction of its own. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class CallsInSlices1767225600044 implements MigrationInterface {
  readonly name = 'CallsInSlices1767225600044'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table raw_call add column taken int not null default 0')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table raw_call drop column taken')
  }
}
