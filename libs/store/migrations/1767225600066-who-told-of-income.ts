/** Who told when a debtor's money comes: what they said themselves is kept apart from what an export names, which may change it no more. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class WhoToldOfIncome1767225600066 implements MigrationInterface {
  readonly name = 'WhoToldOfIncome1767225600066'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table income_profile drop constraint income_profile_source_check;
      alter table income_profile add constraint income_profile_source_check check (source in ('stated', 'imported', 'learned'));
      -- What came with the debtor is the export's; of the others nobody knows any more, and they are left to the debtor.
      update income_profile i set source = 'imported' from debtor d
      where d.creditor_id = i.creditor_id and d.id = i.debtor_id and i.source = 'stated' and i.since = d.created_at`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update income_profile set source = 'stated' where source = 'imported';
      alter table income_profile drop constraint income_profile_source_check;
      alter table income_profile add constraint income_profile_source_check check (source in ('stated', 'learned'))`)
  }
}
