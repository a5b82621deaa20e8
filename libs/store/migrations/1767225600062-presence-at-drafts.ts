/** Who has a draft of the configuration open right now, as is known of debtors. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class PresenceAtDrafts1767225600062 implements MigrationInterface {
  readonly name = 'PresenceAtDrafts1767225600062'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create unlogged table draft_presence (
        creditor_id uuid not null,
        draft_id uuid not null,
        user_id uuid not null references app_user on delete cascade,
        board uuid not null,
        since timestamptz not null,
        until timestamptz not null,
        primary key (creditor_id, draft_id, user_id, board),
        foreign key (creditor_id, draft_id) references configuration_draft on delete cascade
      );
      comment on table draft_presence is 'by the clock of the database (rule 16); what nobody renews is over by itself'`)
    await protect(runner, 'draft_presence')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table draft_presence')
  }
}
