/** Drafts of policies, strategies and templates, and who wrote, approved and published the versions they became (rule 18). */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class ConfigurationDrafts1767225600031 implements MigrationInterface {
  readonly name = 'ConfigurationDrafts1767225600031'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table configuration_draft (
        creditor_id uuid not null references creditor,
        id uuid not null,
        kind text not null check (kind in ('policy', 'strategy', 'template')),
        name text not null,
        definition jsonb not null,
        based_on int,
        authors text[] not null check (cardinality(authors) > 0),
        saved_at timestamptz not null,
        primary key (creditor_id, id),
        unique (creditor_id, kind, name)
      );
      comment on column configuration_draft.based_on is 'version that was live when the draft was begun; null: a new name';
      comment on column configuration_draft.authors is 'whoever wrote in it, the last one last: none of them may approve it';
      alter table configuration_version add column authors text[], add column approved_by text, add column approved_at timestamptz, add column published_by text,
        add constraint four_eyes check (approved_by is null or not approved_by = any (authors));
      create index configuration_version_edited on configuration_version (creditor_id, id) where origin = 'editor';
    `)
    await protect(runner, 'configuration_draft')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table configuration_draft; drop index configuration_version_edited;
      alter table configuration_version drop column authors, drop column approved_by, drop column approved_at, drop column published_by`)
  }
}
