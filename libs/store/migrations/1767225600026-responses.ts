/** What debtors did with their contacts: an answer on the contact itself, its counts per debtor, and the totals of kind and segment. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class Responses1767225600026 implements MigrationInterface {
  readonly name = 'Responses1767225600026'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contact_attempt add answered_at timestamptz, add answered_by text check (answered_by in ('read', 'reply', 'call', 'payment'));
      comment on column contact_attempt.answered_at is 'the first reaction to this contact; null: none so far';

      alter table income_profile add evidence jsonb;
      comment on column income_profile.evidence is 'of a learned day: how many months with payments, and how many fit';

      create table response_profile (
        creditor_id uuid not null,
        debtor_id uuid not null,
        responses jsonb not null,
        counted_at timestamptz not null,
        primary key (creditor_id, debtor_id),
        foreign key (creditor_id, debtor_id) references debtor
      );
      comment on table response_profile is 'counts per channel over contact_attempt as decide reads them; written anew in the transaction of a reaction';

      create table segment_response (
        creditor_id uuid not null references creditor,
        kind text not null,
        segment text not null,
        channel text not null,
        share int not null,
        contacts bigint not null,
        answered bigint not null,
        primary key (creditor_id, kind, segment, channel, share)
      );
      comment on column segment_response.share is 'the total is the sum over the shares: transactions that count at the same time do not wait for each other';
    `)
    for (const table of ['response_profile', 'segment_response']) await protect(runner, table)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table segment_response, response_profile;
      alter table income_profile drop evidence;
      alter table contact_attempt drop answered_by, drop answered_at;
    `)
  }
}
