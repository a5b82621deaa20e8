/** Rows that change soon after they are written find room on their own page: a new version there needs no new entry in any index. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class RoomOnThePage1767225600035 implements MigrationInterface {
  readonly name = 'RoomOnThePage1767225600035'

  /** Holds for pages that are written from now on; none is written anew. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A lease is taken on a hundred neighbours at once: the half of them would otherwise move to another page.
      alter table contact_attempt set (fillfactor = 60);
      -- Its version is raised by every fact, every planned contact and every one that leaves.
      alter table debtor set (fillfactor = 80);
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table contact_attempt set (fillfactor = 80); alter table debtor reset (fillfactor)')
  }
}
