/** Which income calendars are in use, without reading every debtor: the health page asks it all day. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class IncomeCalendarsInUse1767225600014 implements MigrationInterface {
  readonly name = 'IncomeCalendarsInUse1767225600014'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index income_profile_calendar on income_profile (creditor_id, (rule ->> 'calendar')) where rule ->> 'calendar' is not null`,
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index income_profile_calendar')
  }
}
