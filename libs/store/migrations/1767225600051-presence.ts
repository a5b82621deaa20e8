/** Who looks at a debtor right now. */
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
      comment on column presence.board is 'the process of the API whose stream they watch: one is gone for it, and may still be there for another';`)
    await protect(runner, 'presence')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table presence')
  }
}
