/** What a person did with a payment that named no known claim: linked to claims, each part a payment of its own, or set aside with a reason. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class UnmatchedPayments1767225600063 implements MigrationInterface {
  readonly name = 'UnmatchedPayments1767225600063'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table payment add return_code text, add part_of uuid,
        add handled text check (handled in ('linked', 'set-aside')), add handled_reason text, add handled_note text, add handled_by text, add handled_at timestamptz, add undo_until timestamptz,
        add answered uuid[], add check (handled is null or claim_id is null), add check ((handled is null) = (handled_at is null));
      comment on column payment.part_of is 'of a part: the payment that a person linked; that one is owed to no claim itself';
      comment on column payment.answered is 'contacts that linking took for answered: an undo asks them back';
      drop index payment_unmatched;
      create index payment_unmatched on payment (creditor_id, received_on, id) where claim_id is null and handled is null;
      create index payment_set_aside on payment (creditor_id, received_on, id) where handled = 'set-aside';
      create index payment_part on payment (creditor_id, part_of) where part_of is not null;
      create index claim_open_amount on claim (creditor_id, open_cents) where state = 'open';
      alter table import_run add unmatched int not null default 0`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table import_run drop unmatched;
      drop index claim_open_amount, payment_part, payment_set_aside, payment_unmatched;
      create index payment_unmatched on payment (creditor_id, received_on) where claim_id is null;
      alter table payment drop answered, drop undo_until, drop handled_at, drop handled_by, drop handled_note, drop handled_reason, drop handled, drop part_of, drop return_code`)
  }
}
