/** Sending fast and fair: who has work is found by sender, a budget is a row per window, and a hand-over costs fewer index entries. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class PaceAndBudgets1767225600007 implements MigrationInterface {
  readonly name = 'PaceAndBudgets1767225600007'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RELAY)
    await runner.query(BUDGETS)
    await protect(runner, 'sending_budget')
    await runner.query(LIGHTER)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table sending_budget;
      alter table creditor drop contacts_per_day;
      alter table sender drop relayed_until, drop slowed_until;
      drop index contact_attempt_queue, contact_attempt_in_flight;
      create index contact_attempt_due on contact_attempt (due_at, id) where state = 'queued';
      create index contact_attempt_in_flight on contact_attempt (lease_until) where state = 'sending';
      alter table hand_over add foreign key (creditor_id, attempt_id) references contact_attempt;
    `)
  }
}

const RELAY = `
  alter table sender add relayed_until timestamptz not null default '-infinity';
  comment on column sender.relayed_until is 'database clock: what lies on the belt keeps the sender busy until then (rule 8)';
  alter table sender add slowed_until timestamptz not null default '-infinity';
  comment on column sender.slowed_until is 'database clock: the carrier asked for quiet until then, and nothing of the sender leaves';
  -- Due work is found per creditor, channel and campaign: one that is paused, slowed or has a million waiting is passed by at one look.
  drop index contact_attempt_due;
  create index contact_attempt_queue on contact_attempt
    (creditor_id, channel, coalesce(campaign_id, '00000000-0000-0000-0000-000000000000'::uuid), due_at, id) where state = 'queued';
`

const BUDGETS = `
  alter table creditor add contacts_per_day int check (contacts_per_day > 0);
  create table sending_budget (
    creditor_id uuid not null references creditor,
    scope text not null check (scope in ('creditor-day', 'campaign-hour')),
    scope_id uuid not null,
    window_starts timestamptz not null,
    sent int not null default 0 check (sent >= 0),
    primary key (creditor_id, scope, scope_id, window_starts)
  ) with (fillfactor = 50);
  comment on table sending_budget is 'contacts that left per creditor and local day, per campaign and clock hour; raised where queued becomes sending';
`

/**
 * lease_until in an index made every lease a new entry in all indexes of the attempt. The foreign key cost a look-up and a row lock for each
 * send: hand-overs are inserted by the statement that moves their attempt, and attempts are never deleted alone.
 */
const LIGHTER = `
  drop index contact_attempt_in_flight;
  create index contact_attempt_in_flight on contact_attempt (channel, creditor_id, id) where state = 'sending';
  alter table hand_over drop constraint hand_over_creditor_id_attempt_id_fkey;
`
