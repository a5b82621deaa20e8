/** What comes later from carriers: files that lie there, receipts before their hand-over is known, and codes that nobody has sorted. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class WhatComesLater1767225600037 implements MigrationInterface {
  readonly name = 'WhatComesLater1767225600037'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table inbound_media (
        creditor_id uuid not null,
        id uuid not null,
        message_id uuid not null,
        channel text not null,
        reference text not null,
        name text not null,
        tries int not null default 0,
        try_at timestamptz not null,
        lease_until timestamptz,
        primary key (creditor_id, id),
        foreign key (creditor_id, message_id) references inbound_message
      );
      comment on column inbound_media.lease_until is 'database clock (rule 16)';
      create index inbound_media_due on inbound_media (try_at, id);
      create index inbound_media_message on inbound_media (creditor_id, message_id);

      create table early_receipt (
        key text primary key,
        reference text not null,
        creditor_id uuid,
        receipt jsonb not null,
        tries int not null default 0,
        try_at timestamptz not null
      );
      comment on table early_receipt is 'a status by the id of the carrier alone, before the hand-over that has it is recorded';
      comment on column early_receipt.creditor_id is 'of whose account it came; null: of everybody''s';
      create index early_receipt_due on early_receipt (try_at, key);

      -- A person may answer somebody who owes nothing any more.
      alter table decision alter column journey_id drop not null;

      create table unfamiliar_code (
        creditor_id uuid not null references creditor,
        carrier text not null,
        code text not null,
        first_at timestamptz not null,
        last_at timestamptz not null,
        times int not null default 1,
        primary key (creditor_id, carrier, code)
      );

      -- Of the pipe alone: a tenant sees no row of it.
      alter table early_receipt enable row level security;
      alter table early_receipt force row level security;
      create policy flow on early_receipt to tijdig_flow using (true) with check (true);
      grant select, insert, update, delete on early_receipt to tijdig_flow, tijdig_tenant;`)
    for (const table of ['inbound_media', 'unfamiliar_code']) await protect(runner, table)
  }

  async down(runner: QueryRunner): Promise<void> {
    // Down: a decision without a journey stays as it is.
    await runner.query('drop table inbound_media, early_receipt, unfamiliar_code')
  }
}
