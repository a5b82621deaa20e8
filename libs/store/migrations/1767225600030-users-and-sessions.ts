/** People who log in: users, their role with each creditor, sessions, links and trials; an audit that only grows; and word of changed work lists. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

/** Read before anybody knows for whom: a tenant sees no row of them. */
const OF_THE_FLOW = ['app_user', 'user_session', 'log_in_link', 'log_in_trial']

export class UsersAndSessions1767225600030 implements MigrationInterface {
  readonly name = 'UsersAndSessions1767225600030'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(USERS)
    await runner.query(LOG_IN)
    for (const table of OF_THE_FLOW) {
      await runner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy flow on ${table} to tijdig_flow using (true) with check (true);
        grant select, insert, update, delete on ${table} to tijdig_flow, tijdig_tenant;`)
    }
    await protect(runner, 'user_role')
    await runner.query(AUDIT)
    await runner.query(TOLD)
    await runner.query(FOUND)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${WATCHED.flatMap(([table]) => ['insert', 'update'].map((change) => `drop trigger tell_${change} on ${table};`)).join('\n')}
      drop function tell_of_work();
      drop index payment_payer_account, promise_to_pay_by, direct_debit_on, call_outcome_at, contact_event_at;
      grant update, delete on audit_entry to tijdig_flow, tijdig_tenant;
      drop index audit_entry_actor;
      drop table log_in_trial, log_in_link, user_session, user_role, app_user;
    `)
  }
}

const USERS = `
  create table app_user (
    id uuid primary key,
    email text not null unique check (email = lower(email)),
    name text not null,
    language text not null default 'nl' check (language in ('nl', 'en')),
    platform boolean not null default false,
    password_hash text,
    totp_secret text,
    totp_confirmed boolean not null default false,
    totp_step bigint,
    created_at timestamptz not null default clock_timestamp(),
    disabled_at timestamptz
  );
  comment on table app_user is 'of the process: a person may serve several creditors; times here and in sessions are the database clock''s';
  comment on column app_user.platform is 'administers every creditor, and makes them';
  comment on column app_user.password_hash is 'null: chosen by the link they were given';
  comment on column app_user.totp_step is 'the last one used: a code works once';

  create table user_role (
    creditor_id uuid not null references creditor,
    user_id uuid not null references app_user,
    role text not null check (role in ('agent', 'supervisor', 'operator', 'approver', 'admin', 'auditor')),
    primary key (creditor_id, user_id)
  );
  create index user_role_user on user_role (user_id);
`

const LOG_IN = `
  create table user_session (
    id uuid primary key,
    user_id uuid not null references app_user,
    secret_hash bytea not null check (length(secret_hash) = 32),
    started_at timestamptz not null default clock_timestamp(),
    seen_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null,
    ended_at timestamptz,
    address text not null,
    browser text not null
  );
  create index user_session_user on user_session (user_id, id) where ended_at is null;
  create index user_session_expiry on user_session (expires_at);

  create table log_in_link (
    id uuid primary key,
    secret_hash bytea not null check (length(secret_hash) = 32),
    kind text not null check (kind in ('first-admin', 'invitation', 'demo')),
    user_id uuid references app_user,
    expires_at timestamptz not null,
    check ((kind = 'first-admin') = (user_id is null))
  );
  create index log_in_link_user on log_in_link (user_id);
  comment on table log_in_link is 'a link that was used is gone, but for those of the demo';

  create table log_in_trial (
    subject bytea primary key,
    trials int not null,
    since timestamptz not null
  );
  create index log_in_trial_since on log_in_trial (since);
  comment on column log_in_trial.subject is 'hash of the account, the address, or both';
`

const AUDIT = `
  create index audit_entry_actor on audit_entry (creditor_id, actor, id);
  revoke update, delete, truncate on audit_entry from tijdig_flow, tijdig_tenant;
`

/** A caller is found by the end of the account they paid from; figures go by the days they are about. */
const FOUND = `
  create index payment_payer_account on payment (creditor_id, right(payer ->> 'iban', 4)) where payer ->> 'iban' is not null;
  create index promise_to_pay_by on promise_to_pay (creditor_id, pay_by);
  create index direct_debit_on on direct_debit (creditor_id, collect_on);
  create index call_outcome_at on call_outcome (creditor_id, at);
  -- Events come in the order of their time: the blocks of a day lie together, and an index of blocks costs their writers nothing.
  create index contact_event_at on contact_event using brin (at) with (pages_per_range = 16, autosummarize = on);
`

/** What is told of each table's new and changed rows: few a second, for the pipe touches none of them for a message that it sends. */
const WATCHED = [
  ['call_task', `'calls'`],
  ['task', `'work:' || kind`],
  ['inbound_message', `'inbox'`],
] as const

/** One word for each creditor and list that a statement touched; PostgreSQL tells equal ones of a transaction once, after its commit. */
const TOLD = `
  create function tell_of_work() returns trigger language plpgsql as $$
  declare told text;
  begin
    for told in execute format('select distinct creditor_id || '' '' || %s from changed', tg_argv[0]) loop
      perform pg_notify('tijdig_work', told);
    end loop;
    return null;
  end $$;
  ${WATCHED.flatMap(([table, topic]) =>
    ['insert', 'update'].map(
      (change) => `
  create trigger tell_${change} after ${change} on ${table} referencing new table as changed
    for each statement execute function tell_of_work('${topic.replaceAll(`'`, `''`)}');`,
    ),
  ).join('')}
`
