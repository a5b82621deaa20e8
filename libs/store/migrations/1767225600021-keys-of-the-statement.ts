/**
 * Rows that are written by the thousand: a foreign key looks its parent up and locks it again for each of them, though the statement that
 * writes them has just read or written that parent in the same transaction. No role may delete a parent, so that a child keeps it.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const CHILDREN = [
  ['debtor_person', 'debtor'],
  ['contact_point', 'debtor'],
  ['journey', 'debtor'],
  ['claim', 'debtor'],
  ['ledger_entry', 'claim'],
  ['decision', 'debtor'],
  ['contact_attempt', 'debtor'],
  ['claim_step', 'claim'],
] as const
const PARENTS = 'debtor, claim, contact_attempt, decision'

export class KeysOfTheStatement1767225600021 implements MigrationInterface {
  readonly name = 'KeysOfTheStatement1767225600021'

  async up(runner: QueryRunner): Promise<void> {
    for (const [child, parent] of CHILDREN)
      await runner.query(`alter table ${child} drop constraint ${child}_creditor_id_${parent}_id_fkey`)
    await runner.query(`revoke delete on ${PARENTS} from tijdig_flow, tijdig_tenant`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`grant delete on ${PARENTS} to tijdig_flow, tijdig_tenant`)
    for (const [child, parent] of CHILDREN)
      await runner.query(`alter table ${child} add foreign key (creditor_id, ${parent}_id) references ${parent}`)
  }
}
