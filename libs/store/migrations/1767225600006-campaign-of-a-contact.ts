/** A journey, and each contact made in it, knows the campaign it belongs to, if any: pace and pause are held per campaign. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class CampaignOfAContact1767225600006 implements MigrationInterface {
  readonly name = 'CampaignOfAContact1767225600006'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table journey add campaign_id uuid;
      alter table contact_attempt add campaign_id uuid;
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contact_attempt drop campaign_id;
      alter table journey drop campaign_id;
    `)
  }
}
