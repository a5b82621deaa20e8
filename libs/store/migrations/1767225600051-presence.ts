/** Who looks at a debtor right now; and names as they are searched, by their beginning and by the surname that stands last. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class Presence1767225600051 implements MigrationInterface {
  readonly name = 'Presence1767225600051'

  async up(runner: QueryRunner): Promise<void> {
    // Unlogged: after a crash of the server nobody looks, until their streams say so again seconds later.
    await runner.query(`
      create unlogged table presence (
        creditor_id uuid not null,
        debtor_id uuid not null,
        user_id uuid not null references app_user on delete cascade,
        board uuid not null,
        since timestamptz not null,
        until timestamptz not null,
        primary key (creditor_id, debtor_id, user_id, board),
        foreign key (creditor_id, debtor_id) references debtor on delete cascade
      );
      comment on table presence is 'by the clock of the database (rule 16); what nobody renews is over by itself';
      comment on column presence.board is 'the process of the API whose stream they watch: one is gone for it, and may still be there for another';

      -- Columns, not expressions: lower() may leak what it reads, so under row-level security no index is entered by it.
      alter table debtor_person add name_key text collate "C" generated always as (lower(name)) stored,
        add surname_key text collate "C" generated always as (lower(substring(name from '[^ ]+$'))) stored;
      drop index debtor_person_name;
      create index debtor_person_name on debtor_person (creditor_id, name_key, debtor_id);
      create index debtor_person_surname on debtor_person (creditor_id, surname_key, debtor_id);`)
    await protect(runner, 'presence')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table debtor_person drop surname_key, drop name_key;
      create index debtor_person_name on debtor_person (creditor_id, (lower(name) collate "C"), debtor_id);
      drop table presence`)
  }
}
