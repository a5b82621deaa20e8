/** Indexes that an import writes for each row, made as small as what they are asked allows. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class LeanIndexes1767225600022 implements MigrationInterface {
  readonly name = 'LeanIndexes1767225600022'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- An address is only ever asked for whole. Sorted, each of these random values had to find its place in a tree of all of them.
      drop index contact_point_address;
      create index contact_point_address on contact_point using hash (address_hash);

      -- The lines of a claim are read together, and a single one never: one index instead of two.
      alter table ledger_entry drop constraint ledger_entry_pkey, add primary key (creditor_id, claim_id, id);
      drop index ledger_entry_claim;
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index ledger_entry_claim on ledger_entry (creditor_id, claim_id);
      alter table ledger_entry drop constraint ledger_entry_pkey, add primary key (creditor_id, id);
      drop index contact_point_address;
      create index contact_point_address on contact_point (creditor_id, address_hash);
    `)
  }
}
