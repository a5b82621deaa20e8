/** Replies: the words by which they are read are configuration like the rest: versioned, published. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Replies1767225600028 implements MigrationInterface {
  readonly name = 'Replies1767225600028'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kinds(`'policy', 'strategy', 'template', 'calendar', 'import-mapping', 'rates', 'reply-words'`))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from configuration_version where kind = 'reply-words'; ${kinds(`'policy', 'strategy', 'template', 'calendar', 'import-mapping', 'rates'`)}`)
  }
}

const kinds = (list: string): string => `
  alter table configuration_version drop constraint configuration_version_kind_check;
  alter table configuration_version add constraint configuration_version_kind_check check (kind in (${list}));`
