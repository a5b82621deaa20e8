/** What operators hold back: a channel of a creditor that they paused, and a campaign that has cost what it may. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class LimitsOfOperators1767225600046 implements MigrationInterface {
  readonly name = 'LimitsOfOperators1767225600046'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table sender add paused_at timestamptz, add paused_by text, add pause_reason text,
        add constraint sender_pause check (paused_at is null or (paused_by is not null and pause_reason is not null));
      comment on column sender.paused_at is 'since then nothing leaves by this channel: a person said so, and says when it goes on';

      alter table campaign add cost_limit_cents bigint check (cost_limit_cents >= 0);
      alter table sending_budget drop constraint sending_budget_scope_check, alter sent type bigint,
        add constraint sending_budget_scope_check check (scope in ('creditor-day', 'campaign-hour', 'campaign-cost'));
      comment on table sending_budget is 'contacts that left per creditor and local day, per campaign and clock hour; thousandths of a cent that a campaign has cost; raised where queued becomes sending';
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from sending_budget where scope = 'campaign-cost';
      alter table sending_budget drop constraint sending_budget_scope_check, alter sent type int,
        add constraint sending_budget_scope_check check (scope in ('creditor-day', 'campaign-hour'));
      alter table campaign drop cost_limit_cents;
      alter table sender drop constraint sender_pause, drop paused_at, drop paused_by, drop pause_reason;
    `)
  }
}
