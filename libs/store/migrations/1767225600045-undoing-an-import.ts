/** What the chunks of an import did, for as long as it can be undone. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class UndoingAnImport1767225600045 implements MigrationInterface {
  readonly name = 'UndoingAnImport1767225600045'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table import_chunk (
        creditor_id uuid not null,
        import_id uuid not null,
        id uuid not null,
        made uuid[] not null default '{}',
        changed jsonb not null default '[]',
        held uuid[] not null default '{}',
        lifted uuid[] not null default '{}',
        recorded_at timestamptz not null default clock_timestamp(),
        undone_at timestamptz,
        kept jsonb not null default '[]',
        primary key (creditor_id, import_id, id),
        foreign key (creditor_id, import_id) references import_run
      );
      comment on column import_chunk.made is 'claims that this chunk brought';
      comment on column import_chunk.changed is 'claims that it changed, as they were before';
      comment on column import_chunk.held is 'claims that a full export left out, and that rest';
      comment on column import_chunk.lifted is 'claims that were missing before and came back with it';
      comment on column import_chunk.recorded_at is 'database clock: it is forgotten after a month, and with it what claims were before';
      comment on column import_chunk.kept is 'claims that an undo left alone, with the reason';

      alter table import_run add undo_asked_at timestamptz, add undo_asked_by text, add undone_at timestamptz,
        add withdrawn int not null default 0, add put_back int not null default 0, add kept int not null default 0;
    `)
    await protect(runner, 'import_chunk')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table import_chunk;
      alter table import_run drop undo_asked_at, drop undo_asked_by, drop undone_at, drop withdrawn, drop put_back, drop kept;
    `)
  }
}
