/** Tables of rates, statutory interest among them, are configuration like the rest: dated, versioned, published. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Rates1767225600020 implements MigrationInterface {
  readonly name = 'Rates1767225600020'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kinds(`'policy', 'strategy', 'template', 'calendar', 'import-mapping', 'rates'`))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `delete from configuration_version where kind = 'rates'; ${kinds(`'policy', 'strategy', 'template', 'calendar', 'import-mapping'`)}`,
    )
  }
}

const kinds = (list: string): string => `
  alter table configuration_version drop constraint configuration_version_kind_check;
  alter table configuration_version add constraint configuration_version_kind_check check (kind in (${list}));`
