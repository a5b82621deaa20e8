/** First schema, part 2: who owes, how they can be reached, when their money comes, and their run through a strategy. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Debtors1767225600002 implements MigrationInterface {
  readonly name = 'Debtors1767225600002'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DEBTORS)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table journey, income_profile, opt_out, consent, contact_point, representative, debtor_person, debtor')
  }
}

const DEBTORS = `
  -- The version is raised in the transaction of every fact that decide reads (rule 3).
  create table debtor (
    creditor_id uuid not null references creditor,
    id uuid not null,
    reference text not null,
    kind text not null check (kind in ('consumer', 'business')),
    language text not null check (language in ('nl', 'en')),
    segment text not null check (segment in ('standard', 'loyal', 'notorious')),
    online boolean not null default true,
    preferred_channel text,
    version bigint not null default 0,
    review_at timestamptz,
    created_at timestamptz not null,
    primary key (creditor_id, id),
    unique (creditor_id, reference)
  ) with (fillfactor = 80);
  create index debtor_review_due on debtor (review_at, id) where review_at is not null;

  -- Erasable personal data (rule 20): names and addresses stand here and nowhere else.
  create table debtor_person (
    creditor_id uuid not null,
    debtor_id uuid not null,
    name text not null,
    attention text,
    hash_key bytea not null,
    primary key (creditor_id, debtor_id),
    foreign key (creditor_id, debtor_id) references debtor
  );
  create table representative (
    creditor_id uuid not null,
    id uuid not null,
    debtor_id uuid not null,
    role text not null,
    name text not null,
    instead boolean not null,
    primary key (creditor_id, id),
    unique (creditor_id, debtor_id, role),
    foreign key (creditor_id, debtor_id) references debtor
  );
  create table contact_point (
    creditor_id uuid not null,
    id uuid not null,
    debtor_id uuid not null,
    representative_id uuid,
    channel text not null check (channel in ('email', 'sms', 'whatsapp', 'letter', 'call')),
    purpose text not null check (purpose in ('invoice', 'reminder', 'both')),
    address jsonb not null,
    address_hash bytea not null,
    person_name text,
    usable boolean not null default true,
    unusable_code text,
    created_at timestamptz not null,
    primary key (creditor_id, id),
    unique nulls not distinct (creditor_id, debtor_id, channel, purpose, representative_id),
    foreign key (creditor_id, debtor_id) references debtor
  );
  create index contact_point_address on contact_point (creditor_id, address_hash);

  create table consent (
    creditor_id uuid not null,
    debtor_id uuid not null,
    channel text not null,
    given_on date not null,
    withdrawn_on date,
    source text not null,
    primary key (creditor_id, debtor_id, channel),
    foreign key (creditor_id, debtor_id) references debtor
  );
  -- By sender and address (rule 5), not by debtor; the keyed hash outlives the address.
  create table opt_out (
    creditor_id uuid not null references creditor,
    channel text not null,
    sender text not null,
    address_hash bytea not null,
    at timestamptz not null,
    source text not null,
    primary key (creditor_id, channel, sender, address_hash)
  );
  create table income_profile (
    creditor_id uuid not null,
    debtor_id uuid not null,
    rule jsonb not null,
    source text not null check (source in ('stated', 'learned')),
    since timestamptz not null,
    primary key (creditor_id, debtor_id),
    foreign key (creditor_id, debtor_id) references debtor
  );
  create table journey (
    creditor_id uuid not null,
    id uuid not null,
    debtor_id uuid not null,
    strategy text not null,
    strategy_version int not null,
    policy text not null,
    policy_version int not null,
    state text not null default 'running' check (state in ('running', 'ended')),
    started_at timestamptz not null,
    ended_at timestamptz,
    primary key (creditor_id, id),
    foreign key (creditor_id, debtor_id) references debtor
  );
  create unique index journey_one_running on journey (creditor_id, debtor_id) where state = 'running';
`
