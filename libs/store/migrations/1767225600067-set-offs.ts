/** Lines of the ledger for what a payment covers of costs and interest before the principal (art. 6:44 BW): so much more of the principal stays open. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class SetOffs1767225600067 implements MigrationInterface {
  readonly name = 'SetOffs1767225600067'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${ledgerKinds(`${KINDS}, 'costs', 'interest'`)}
      comment on column ledger_entry.payment_id is 'of a payment, and of the costs and the interest that it covered';
      alter table claim add covered_cents bigint not null default 0;
      comment on column claim.covered_cents is 'what payments on it covered of costs and interest: the sum of those lines, kept in the statement that adds one'`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table claim drop covered_cents;
      update ledger_entry set kind = 'correction' where kind in ('costs', 'interest');
      ${ledgerKinds(KINDS)}
      comment on column ledger_entry.payment_id is null`)
  }
}

const KINDS = `'principal', 'payment', 'credit-note', 'correction', 'withdrawal', 'discount'`

const ledgerKinds = (list: string): string => `
  alter table ledger_entry drop constraint ledger_entry_kind_check;
  alter table ledger_entry add constraint ledger_entry_kind_check check (kind in (${list}));`
