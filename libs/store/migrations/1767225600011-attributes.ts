/** What a creditor wants to tell debtors and claims apart by: free attributes, and the product that a claim is for. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Attributes1767225600011 implements MigrationInterface {
  readonly name = 'Attributes1767225600011'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table debtor add attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object');
      alter table claim add attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'), add product text;
      alter table creditor add sensitive_attributes_allowed boolean not null default false;
      comment on column debtor.attributes is 'name -> text, as the import mapping names them';
      comment on column creditor.sensitive_attributes_allowed is 'origin, nationality and country of birth may be imported and filtered by (R77)';
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table creditor drop sensitive_attributes_allowed;
      alter table claim drop product, drop attributes;
      alter table debtor drop attributes;
    `)
  }
}
