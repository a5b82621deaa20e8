/** Arrangements with their instalments, debtors merged into one, and webhooks out: what others are told of what happened. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

const TABLES = [
  'payment_arrangement',
  'instalment',
  'arrangement_claim',
  'debtor_merge',
  'debtor_merge_row',
  'webhook_endpoint',
  'webhook_delivery',
  'webhook_try',
]

export class ArrangementsMergesWebhooks1767225600010 implements MigrationInterface {
  readonly name = 'ArrangementsMergesWebhooks1767225600010'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ARRANGEMENTS)
    await runner.query(MERGES)
    await runner.query(WEBHOOKS)
    await runner.query(TELL)
    for (const table of TABLES) await protect(runner, table)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger contact_event_tell on contact_event;
      drop function tell_webhooks();
      drop table webhook_try, webhook_delivery, webhook_endpoint, debtor_merge_row, debtor_merge,
        arrangement_claim, instalment, payment_arrangement;
      drop index call_outcome_debtor, call_task_debtor, task_debtor, dispute_debtor, promise_to_pay_all, journey_ended, claim_closed;
      alter table contact_point drop constraint contact_point_once;
      alter table contact_point add unique nulls not distinct (creditor_id, debtor_id, channel, purpose, representative_id);
      alter table contact_point drop merged_from;
      alter table representative drop constraint representative_once;
      alter table representative add unique (creditor_id, debtor_id, role);
      alter table representative drop merged_from;
      alter table claim drop merged_from;
      alter table debtor drop merged_into;`)
  }
}

const ARRANGEMENTS = `
  create table payment_arrangement (
    creditor_id uuid not null,
    id uuid not null,
    debtor_id uuid not null,
    state text not null default 'proposed' check (state in ('proposed', 'active', 'kept', 'broken', 'cancelled')),
    amount_cents bigint not null check (amount_cents > 0),
    proposed_by text not null,
    proposed_at timestamptz not null,
    confirmed_by text,
    confirmed_at timestamptz,
    ended_by text,
    ended_at timestamptz,
    next_check_at timestamptz,
    primary key (creditor_id, id),
    foreign key (creditor_id, debtor_id) references debtor
  );
  comment on column payment_arrangement.next_check_at is 'of an active one: when its first unpaid instalment lapses, or now, since something came in';
  create index payment_arrangement_debtor on payment_arrangement (creditor_id, debtor_id);
  create index payment_arrangement_check on payment_arrangement (next_check_at, id) where state = 'active';

  create table instalment (
    creditor_id uuid not null,
    arrangement_id uuid not null,
    number int not null check (number > 0),
    due_on date not null,
    amount_cents bigint not null check (amount_cents > 0),
    primary key (creditor_id, arrangement_id, number),
    foreign key (creditor_id, arrangement_id) references payment_arrangement
  );

  -- What came in for an instalment is never stored: it follows from what is owed, so that a payment that goes back takes its place with it.
  create table arrangement_claim (
    creditor_id uuid not null,
    arrangement_id uuid not null,
    claim_id uuid not null,
    live boolean not null default true,
    hold_id uuid,
    raised_before_cents bigint,
    primary key (creditor_id, arrangement_id, claim_id),
    foreign key (creditor_id, arrangement_id) references payment_arrangement,
    foreign key (creditor_id, claim_id) references claim
  );
  comment on column arrangement_claim.raised_before_cents is 'what corrections had added to the claim when the arrangement was confirmed';
  create unique index arrangement_claim_one_live on arrangement_claim (creditor_id, claim_id) where live;
`

/** A moved row keeps where it came from where its debtor's export may speak of it again; all others are listed in debtor_merge_row. */
const MERGES = `
  alter table debtor add merged_into uuid, add foreign key (creditor_id, merged_into) references debtor;
  create index debtor_merged on debtor (creditor_id, merged_into) where merged_into is not null;
  alter table claim add merged_from uuid;
  alter table representative add merged_from uuid;
  alter table contact_point add merged_from uuid;
  do $$
  declare the_key record;
  begin
    for the_key in select conrelid::regclass as of_table, conname from pg_constraint
      where contype = 'u' and conrelid in ('representative'::regclass, 'contact_point'::regclass)
    loop
      execute format('alter table %s drop constraint %I', the_key.of_table, the_key.conname);
    end loop;
  end $$;
  alter table representative add constraint representative_once unique nulls not distinct (creditor_id, debtor_id, role, merged_from);
  alter table contact_point add constraint contact_point_once
    unique nulls not distinct (creditor_id, debtor_id, channel, purpose, representative_id, merged_from);

  create table debtor_merge (
    creditor_id uuid not null,
    id uuid not null,
    merged_id uuid not null,
    survivor_id uuid not null,
    merged_by text not null,
    merged_at timestamptz not null,
    changes jsonb not null default '{}',
    undone_by text,
    undone_at timestamptz,
    primary key (creditor_id, id),
    foreign key (creditor_id, merged_id) references debtor,
    foreign key (creditor_id, survivor_id) references debtor
  );
  comment on column debtor_merge.changes is 'what was changed or added rather than moved, as an undo needs it';
  create unique index debtor_merge_standing on debtor_merge (creditor_id, merged_id) where undone_at is null;
  create index debtor_merge_survivor on debtor_merge (creditor_id, survivor_id);
  create table debtor_merge_row (
    creditor_id uuid not null,
    merge_id uuid not null,
    table_name text not null,
    row_id uuid not null,
    primary key (creditor_id, merge_id, table_name, row_id),
    foreign key (creditor_id, merge_id) references debtor_merge
  );

  create index claim_closed on claim (creditor_id, debtor_id) where state <> 'open';
  create index journey_ended on journey (creditor_id, debtor_id) where state = 'ended';
  create index promise_to_pay_all on promise_to_pay (creditor_id, debtor_id);
  create index dispute_debtor on dispute (creditor_id, debtor_id);
  create index task_debtor on task (creditor_id, debtor_id);
  create index call_task_debtor on call_task (creditor_id, debtor_id);
  create index call_outcome_debtor on call_outcome (creditor_id, debtor_id);
`

const WEBHOOKS = `
  create table webhook_endpoint (
    creditor_id uuid not null references creditor,
    id uuid not null,
    url text not null,
    kinds text[] not null check (cardinality(kinds) > 0),
    state text not null default 'active' check (state in ('active', 'disabled')),
    version int not null default 1,
    secret bytea not null,
    previous_secret bytea,
    previous_until timestamptz,
    failures int not null default 0,
    failing_since timestamptz,
    rests_until timestamptz,
    created_at timestamptz not null,
    primary key (creditor_id, id)
  );
  comment on column webhook_endpoint.rests_until is 'an endpoint that answers nobody is not asked for every delivery it misses';
  create index webhook_endpoint_active on webhook_endpoint (creditor_id) where state = 'active';

  -- Named by the event it tells: an endpoint is told each event once, however often it is tried.
  create table webhook_delivery (
    creditor_id uuid not null,
    endpoint_id uuid not null,
    event_id uuid not null,
    event_at timestamptz not null,
    state text not null default 'due' check (state in ('due', 'delivered', 'given-up')),
    due_at timestamptz not null default '-infinity',
    first_try_at timestamptz,
    tries int not null default 0,
    lease_until timestamptz,
    primary key (creditor_id, endpoint_id, event_id),
    foreign key (creditor_id, endpoint_id) references webhook_endpoint
  );
  create index webhook_delivery_due on webhook_delivery (creditor_id, endpoint_id, due_at, event_at, event_id) where state = 'due';
  create index webhook_delivery_over on webhook_delivery (first_try_at) where state <> 'due';
  create index webhook_delivery_log on webhook_delivery (creditor_id, endpoint_id, event_at, event_id);
  create table webhook_try (
    creditor_id uuid not null,
    endpoint_id uuid not null,
    event_id uuid not null,
    number int not null,
    at timestamptz not null,
    status int,
    code text not null,
    latency_ms int not null,
    primary key (creditor_id, endpoint_id, event_id, number),
    foreign key (creditor_id, endpoint_id, event_id) references webhook_delivery on delete cascade
  );
`

/**
 * Deliveries are written in the transaction of the event, whoever writes it: a reader that follows a cursor over the events would
 * pass by those that commit late. Once per statement, and where nobody listens it asks one empty index.
 */
const TELL = `
  create function tell_webhooks() returns trigger language plpgsql as $$
  begin
    if exists (select from webhook_endpoint where state = 'active') then
      insert into webhook_delivery (creditor_id, endpoint_id, event_id, event_at)
      select n.creditor_id, w.id, n.id, n.at from appended n
      join webhook_endpoint w on w.creditor_id = n.creditor_id and w.state = 'active' and n.kind = any (w.kinds);
    end if;
    return null;
  end $$;
  create trigger contact_event_tell after insert on contact_event referencing new table as appended for each statement execute function tell_webhooks();
`
