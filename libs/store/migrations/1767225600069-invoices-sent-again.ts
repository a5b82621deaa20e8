/** An invoice that was not received is sent again: its claim begins a new round, and the rest that waited for it knows by what it was answered (R4). */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class InvoicesSentAgain1767225600069 implements MigrationInterface {
  readonly name = 'InvoicesSentAgain1767225600069'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table claim add round int not null default 1, add restarted_on date;
      comment on column claim.round is 'of its ladder; only an explicit restart raises it';
      comment on column claim.restarted_on is 'the day on which its invoice left again; null: it runs as it began';
      alter table hold add answered_by uuid;
      comment on column hold.answered_by is 'of an invoice that was not received: the contact that brought it again';
      create index hold_not_received on hold (creditor_id, debtor_id) where kind = 'not-received' and lifted_at is null`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index hold_not_received; alter table hold drop answered_by; alter table claim drop round, drop restarted_on`)
  }
}
