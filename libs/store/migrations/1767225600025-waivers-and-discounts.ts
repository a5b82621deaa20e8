/** Why no costs or no interest are asked for a claim (R38), and the line that a discount for early payment leaves in the ledger (R106). */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class WaiversAndDiscounts1767225600025 implements MigrationInterface {
  readonly name = 'WaiversAndDiscounts1767225600025'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table claim add costs_waived text check (costs_waived in (${REASONS})), add interest_waived text check (interest_waived in (${REASONS}));
      comment on column claim.costs_waived is 'the reason for which no collection costs are asked for this claim; its events tell when';
      ${ledgerKinds(`'principal', 'payment', 'credit-note', 'correction', 'withdrawal', 'discount'`)}`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update ledger_entry set kind = 'correction' where kind = 'discount';
      ${ledgerKinds(`'principal', 'payment', 'credit-note', 'correction', 'withdrawal'`)}
      alter table claim drop interest_waived, drop costs_waived;`)
  }
}

const REASONS = `'our-mistake', 'goodwill', 'hardship', 'agreed'`

const ledgerKinds = (list: string): string => `
  alter table ledger_entry drop constraint ledger_entry_kind_check;
  alter table ledger_entry add constraint ledger_entry_kind_check check (kind in (${list}));`
