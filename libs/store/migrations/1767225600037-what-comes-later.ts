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
      create index inbound_media_message on inbound_media (creditor_id, message_id);`)
    await protect(runner, 'inbound_media')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table inbound_media')
  }
}
