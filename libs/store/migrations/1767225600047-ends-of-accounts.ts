/** The end of the account that paid, as a column: row-level security lets no index answer what is computed while it reads. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class EndsOfAccounts1767225600047 implements MigrationInterface {
  readonly name = 'EndsOfAccounts1767225600047'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table payment add column payer_iban_end text generated always as (right(payer ->> 'iban', 4)) stored;
      drop index payment_payer_account;
      create index payment_payer_account on payment (creditor_id, payer_iban_end) where payer_iban_end is not null`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index payment_payer_account;
      alter table payment drop column payer_iban_end;
      create index payment_payer_account on payment (creditor_id, right(payer ->> 'iban', 4)) where payer ->> 'iban' is not null`)
  }
}
