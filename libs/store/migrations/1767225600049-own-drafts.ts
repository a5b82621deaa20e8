/** Texts that somebody is writing, kept for them beside their browser's own copy. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class OwnDrafts1767225600049 implements MigrationInterface {
  readonly name = 'OwnDrafts1767225600049'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table own_draft (
        creditor_id uuid not null references creditor,
        author text not null,
        key text not null,
        text text not null,
        seq bigint not null,
        at timestamptz not null,
        primary key (creditor_id, author, key)
      );
      comment on table own_draft is 'seen by its author alone; it goes when the text is saved where it belongs, or after a week';
      comment on column own_draft.text is 'empty: it was saved, and what is older comes too late';
      comment on column own_draft.at is 'database clock (rule 16)';
      create index own_draft_at on own_draft (at);`)
    await protect(runner, 'own_draft')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table own_draft')
  }
}
