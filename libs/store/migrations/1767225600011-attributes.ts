/** What imports bring beside the money: attributes and products; and what lets them pass by rows that say nothing new. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Attributes1767225600011 implements MigrationInterface {
  readonly name = 'Attributes1767225600011'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table debtor add attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object');
      alter table claim add attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'), add product text;
      alter table debtor_person add imported_digest bytea;
      comment on column debtor_person.imported_digest is 'keyed, of all that the last import said of the debtor: the same again is passed by';
      alter table claim drop seen_import_id, set (fillfactor = 90);
      create index hold_absent on hold (creditor_id, claim_id) where kind = 'absent-from-export' and lifted_at is null;
      alter table creditor add sensitive_attributes_allowed boolean not null default false;
      comment on column debtor.attributes is 'name -> text, as the import mapping names them';
      comment on column creditor.sensitive_attributes_allowed is 'origin, nationality and country of birth may be imported and filtered by (R77)';
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table creditor drop sensitive_attributes_allowed;
      drop index hold_absent;
      alter table claim add seen_import_id uuid, reset (fillfactor);
      alter table debtor_person drop imported_digest;
      alter table claim drop product, drop attributes;
      alter table debtor drop attributes;
    `)
  }
}
