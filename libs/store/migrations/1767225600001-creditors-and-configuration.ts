/** First schema, part 1: creditors, their versioned configuration, their senders, and the process-wide switches. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class CreditorsAndConfiguration1767225600001 implements MigrationInterface {
  readonly name = 'CreditorsAndConfiguration1767225600001'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table creditor (
        id uuid primary key,
        code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
        name text not null,
        profile jsonb not null,
        state text not null default 'shadow' check (state in ('shadow', 'live')),
        policy text not null,
        strategies jsonb not null,
        payments_read_through date,
        address_key bytea not null,
        created_at timestamptz not null,
        released_at timestamptz
      );
      comment on column creditor.profile is 'what messages say of the creditor: company data only';
      comment on column creditor.strategies is 'kind of debtor -> name of the strategy';
      comment on column creditor.address_key is 'key of the opt-out hashes, so that an opt-out outlives an erasure';

      -- Rule 18. creditor_id null: seeded from config/ and valid for every creditor without a version of their own.
      create table configuration_version (
        id uuid primary key,
        creditor_id uuid references creditor,
        kind text not null check (kind in ('policy', 'strategy', 'template', 'calendar', 'import-mapping')),
        name text not null,
        version int not null check (version > 0),
        hash text not null,
        origin text not null check (origin in ('file', 'editor')),
        definition jsonb not null,
        created_at timestamptz not null,
        published_at timestamptz,
        unique nulls not distinct (creditor_id, kind, name, version)
      );

      create table sender (
        creditor_id uuid not null references creditor,
        id uuid not null,
        channel text not null,
        address text not null,
        pace_per_second int not null check (pace_per_second > 0),
        next_slot_at timestamptz not null default clock_timestamp(),
        primary key (creditor_id, id),
        unique (creditor_id, channel)
      );
      comment on column sender.next_slot_at is 'database clock: the pace is granted by one guarded update (rule 9)';

      create table sending_switch (
        only_row boolean primary key default true check (only_row),
        stopped boolean not null default false,
        changed_at timestamptz not null default clock_timestamp()
      );
      insert into sending_switch default values;

      create table virtual_clock (
        only_row boolean primary key default true check (only_row),
        seed text not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        now_at timestamptz not null,
        finished boolean not null default false
      );
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table virtual_clock, sending_switch, sender, configuration_version, creditor')
  }
}
