/** First schema, part 4: decisions with what they saw, contacts with their hand-overs, and everything that comes back. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class DecisionsAndContacts1767225600004 implements MigrationInterface {
  readonly name = 'DecisionsAndContacts1767225600004'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DECISIONS)
    await runner.query(CONTACTS)
    await runner.query(LISTENING)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table task, call_outcome, call_task, inbound_message, raw_call, fact_key, contact_event,
      message_body, hand_over, contact_attempt, letter_batch, state_snapshot, decision`)
  }
}

const DECISIONS = `
  create table decision (
    creditor_id uuid not null,
    id uuid not null,
    debtor_id uuid not null,
    journey_id uuid not null,
    at timestamptz not null,
    kind text not null check (kind in ('contact', 'wait', 'escalate', 'stop')),
    reasons jsonb not null check (jsonb_array_length(reasons) > 0),
    review_at timestamptz,
    debtor_version bigint not null,
    versions jsonb not null,
    primary key (creditor_id, id),
    foreign key (creditor_id, debtor_id) references debtor
  );
  comment on column decision.versions is 'policy, strategy and calendars the decision was made with (rule 19)';
  -- Of a Wait only the latest is kept (rule 19).
  create unique index decision_latest_wait on decision (creditor_id, debtor_id) where kind = 'wait';
  create index decision_debtor on decision (creditor_id, debtor_id, at);

  create table state_snapshot (
    creditor_id uuid not null,
    decision_id uuid not null,
    debtor_id uuid not null,
    state jsonb not null,
    primary key (creditor_id, decision_id)
  );
`

const CONTACTS = `
  create table letter_batch (
    creditor_id uuid not null references creditor,
    id uuid not null,
    posting_day date not null,
    state text not null default 'exporting' check (state in ('exporting', 'confirmed')),
    letters int not null default 0,
    uploads int not null default 0,
    due_at timestamptz not null,
    lease_until timestamptz,
    created_at timestamptz not null,
    confirmed_at timestamptz,
    primary key (creditor_id, id)
  );
  comment on column letter_batch.uploads is 'raised before each upload: after the first, only the print house can say that a letter was not taken';
  create index letter_batch_exporting on letter_batch (due_at) where state = 'exporting';

  create table contact_attempt (
    creditor_id uuid not null,
    id uuid not null,
    debtor_id uuid not null,
    decision_id uuid not null,
    channel text not null,
    contact_point_id uuid not null,
    phase text not null,
    step text not null,
    round int not null default 1,
    claims text[] not null,
    amount_cents bigint not null,
    pay_by date,
    expected_delivery date,
    legal_end date,
    announced_costs_cents bigint,
    state text not null check (state in
      ('planned', 'queued', 'sending', 'unknown', 'handed-over', 'suppressed', 'expired', 'refused', 'failed')),
    planned_for timestamptz not null,
    due_at timestamptz not null,
    expires_at timestamptz not null,
    tries int not null default 0,
    weight numeric(3, 2) not null default 1,
    lease_token uuid,
    lease_until timestamptz,
    batch_id uuid,
    created_at timestamptz not null,
    sent_at timestamptz,
    ended_at timestamptz,
    end_reasons jsonb,
    primary key (creditor_id, id),
    foreign key (creditor_id, debtor_id) references debtor
  ) with (fillfactor = 80);
  comment on column contact_attempt.due_at is 'when it may leave, or be tried or looked up again (rules 11, 13)';
  comment on column contact_attempt.lease_until is 'database clock (rule 16)';
  create index contact_attempt_due on contact_attempt (due_at, id) where state = 'queued';
  create index contact_attempt_in_flight on contact_attempt (lease_until) where state = 'sending';
  create index contact_attempt_unknown on contact_attempt (due_at, id) where state = 'unknown';
  create index contact_attempt_planned on contact_attempt (creditor_id, id) where state = 'planned';
  create index contact_attempt_expiry on contact_attempt (expires_at, id) where state in ('planned', 'queued');
  create index contact_attempt_batch on contact_attempt (creditor_id, batch_id) where batch_id is not null;
  create index contact_attempt_debtor on contact_attempt (creditor_id, debtor_id, planned_for);

  create table hand_over (
    creditor_id uuid not null,
    id uuid not null unique,
    attempt_id uuid not null,
    debtor_id uuid not null,
    number int not null,
    channel text not null,
    contact_point_id uuid not null,
    sender text not null,
    carrier text not null,
    state text not null check (state in ('sending', 'accepted', 'refused', 'later', 'unknown', 'failed', 'not-accepted')),
    receipt text check (receipt in ('accepted', 'sent', 'delivered', 'read', 'failed', 'returned')),
    failure text,
    code text,
    carrier_reference text,
    message_hash bytea,
    started_at timestamptz not null,
    ended_at timestamptz,
    primary key (creditor_id, id),
    unique (creditor_id, attempt_id, number),
    foreign key (creditor_id, attempt_id) references contact_attempt
  );
  -- Rule 10: at most one of an attempt's hand-overs is sending, unknown, or accepted and not failed.
  create unique index hand_over_one_live on hand_over (creditor_id, attempt_id) where state in ('sending', 'unknown', 'accepted');

  create table message_body (
    creditor_id uuid not null,
    hand_over_id uuid not null,
    attempt_id uuid not null,
    debtor_id uuid not null,
    language text not null,
    template text not null,
    template_version int not null,
    address jsonb not null,
    content jsonb not null,
    primary key (creditor_id, hand_over_id)
  );

  create table contact_event (
    creditor_id uuid not null,
    id uuid not null,
    debtor_id uuid not null,
    attempt_id uuid,
    hand_over_id uuid,
    claim_id uuid,
    kind text not null,
    detail jsonb,
    at timestamptz not null,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (creditor_id, id, at)
  ) partition by range (at);
  create table contact_event_rest partition of contact_event default;
  create index contact_event_debtor on contact_event (creditor_id, debtor_id, at);
  comment on table contact_event is 'append only; ids and codes, never texts or addresses (rule 20)';

  -- Unpartitioned, so that a fact that comes twice is known whatever its month (rules 14, 20).
  create table fact_key (
    creditor_id uuid not null,
    key text not null,
    at timestamptz not null,
    primary key (creditor_id, key)
  );
`

const LISTENING = `
  create table raw_call (
    id uuid not null,
    source text not null,
    body bytea not null,
    received_at timestamptz not null,
    done boolean not null default false,
    fault text,
    primary key (id, received_at)
  ) partition by range (received_at);
  create table raw_call_rest partition of raw_call default;
  create index raw_call_waiting on raw_call (received_at, id) where not done;

  create table inbound_message (
    creditor_id uuid not null references creditor,
    id uuid not null,
    debtor_id uuid,
    channel text not null,
    from_address text not null,
    text text not null,
    received_at timestamptz not null,
    primary key (creditor_id, id)
  );
  create index inbound_message_debtor on inbound_message (creditor_id, debtor_id, received_at);

  create table call_task (
    creditor_id uuid not null,
    id uuid not null,
    attempt_id uuid not null,
    debtor_id uuid not null,
    state text not null default 'queued' check (state in ('queued', 'claimed', 'done', 'expired', 'withdrawn')),
    opens_at timestamptz not null,
    expires_at timestamptz not null,
    priority bigint not null,
    agent text,
    lease_token uuid,
    lease_until timestamptz,
    primary key (creditor_id, id),
    foreign key (creditor_id, attempt_id) references contact_attempt
  );
  create index call_task_open on call_task (creditor_id, priority desc, id) where state = 'queued';
  create index call_task_claimed on call_task (lease_until) where state = 'claimed';
  create unique index call_task_one_open on call_task (creditor_id, debtor_id) where state in ('queued', 'claimed');
  create table call_outcome (
    creditor_id uuid not null,
    id uuid not null,
    task_id uuid not null,
    debtor_id uuid not null,
    kind text not null,
    reason text,
    note text,
    agent text not null,
    at timestamptz not null,
    primary key (creditor_id, id)
  );

  create table task (
    creditor_id uuid not null,
    id uuid not null,
    debtor_id uuid not null,
    kind text not null,
    claims text[] not null default '{}',
    attempt_id uuid,
    reasons jsonb not null default '[]',
    opened_at timestamptz not null,
    closed_at timestamptz,
    closed_as text,
    primary key (creditor_id, id),
    foreign key (creditor_id, debtor_id) references debtor
  );
  create index task_open on task (creditor_id, debtor_id) where closed_at is null;
`
