/** That somebody looked at what a campaign would do before it was started. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class CampaignPreviews1767225600033 implements MigrationInterface {
  readonly name = 'CampaignPreviews1767225600033'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table campaign_preview (
        creditor_id uuid not null,
        id uuid not null,
        campaign_id uuid not null,
        enrolled int not null check (enrolled >= 0),
        made_at timestamptz not null,
        primary key (creditor_id, id),
        foreign key (creditor_id, campaign_id) references campaign
      );
      comment on column campaign_preview.enrolled is 'debtors that the campaign would have taken in then; what is there at the start is held against it';
    `)
    await protect(runner, 'campaign_preview')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table campaign_preview')
  }
}
