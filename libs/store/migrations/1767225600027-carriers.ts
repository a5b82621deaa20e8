/** Carriers for real: receipts that come without our id, accounts of a creditor's own, and accounts that refuse to work. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class Carriers1767225600027 implements MigrationInterface {
  readonly name = 'Carriers1767225600027'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index hand_over_reference on hand_over (carrier_reference) where carrier_reference is not null;

      create table carrier_account (
        creditor_id uuid not null references creditor,
        channel text not null check (channel in ('email', 'sms', 'whatsapp')),
        name text not null,
        place int not null,
        sealed bytea not null,
        changed_at timestamptz not null,
        primary key (creditor_id, channel, name)
      );
      comment on column carrier_account.place is 'the lowest is tried first; the next only where nothing was accepted';
      comment on column carrier_account.sealed is 'its settings, encrypted with a key that lies outside the database';

      create table carrier_stop (
        account text primary key,
        code text not null,
        since timestamptz not null
      );
      comment on table carrier_stop is 'accounts that a carrier refuses, of all creditors; database clock';
    `)
    await protect(runner, 'carrier_account')
    // Of the pipe alone: a tenant sees no row of it.
    await runner.query(`
      alter table carrier_stop enable row level security;
      alter table carrier_stop force row level security;
      create policy flow on carrier_stop to tijdig_flow using (true) with check (true);
      grant select, insert, update, delete on carrier_stop to tijdig_flow, tijdig_tenant;
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table carrier_stop, carrier_account; drop index hand_over_reference')
  }
}
