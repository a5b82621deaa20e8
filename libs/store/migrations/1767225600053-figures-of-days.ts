/** Figures of a period are answered by the index of its promises alone; nobody asks for events by their day any more, and each was one more entry for every contact. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class FiguresOfDays1767225600053 implements MigrationInterface {
  readonly name = 'FiguresOfDays1767225600053'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index contact_event_at, promise_to_pay_by;
      create index promise_to_pay_by on promise_to_pay (creditor_id, pay_by) include (state, debtor_id)`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index promise_to_pay_by;
      create index promise_to_pay_by on promise_to_pay (creditor_id, pay_by);
      create index contact_event_at on contact_event using brin (at) with (pages_per_range = 16, autosummarize = on)`)
  }
}
