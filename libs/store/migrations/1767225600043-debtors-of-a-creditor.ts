/** Debtors are made by the thousand for a creditor that was just read: no role may delete a creditor, so that its debtors keep it. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class DebtorsOfACreditor1767225600043 implements MigrationInterface {
  readonly name = 'DebtorsOfACreditor1767225600043'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table debtor drop constraint debtor_creditor_id_fkey;
      revoke delete on creditor from tijdig_flow, tijdig_tenant;
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      grant delete on creditor to tijdig_flow, tijdig_tenant;
      alter table debtor add foreign key (creditor_id) references creditor;
    `)
  }
}
