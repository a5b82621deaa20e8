/** What a reviewer says of a version that editors handed in: approved, or rejected with the reason; and the day from which it is to be live. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class ReviewOfVersions1767225600039 implements MigrationInterface {
  readonly name = 'ReviewOfVersions1767225600039'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table configuration_version add column rejected_by text, add column rejected_at timestamptz, add column rejected_because text, add column live_from timestamptz,
        add constraint rejected_with_reason check ((rejected_by is null) = (rejected_because is null));
      comment on column configuration_version.live_from is 'published by the sweep from this instant on';
      create index configuration_version_awaited on configuration_version (live_from) where live_from is not null and published_at is null;
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index configuration_version_awaited;
      alter table configuration_version drop column rejected_by, drop column rejected_at, drop column rejected_because, drop column live_from`)
  }
}
