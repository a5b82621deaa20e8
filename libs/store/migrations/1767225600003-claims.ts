/** First schema, part 3: what is owed, how far each claim has come, and what makes it rest. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Claims1767225600003 implements MigrationInterface {
  readonly name = 'Claims1767225600003'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CLAIMS)
    await runner.query(RESTING)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table dispute, promise_to_pay, hold, claim_step, ledger_entry, payment, claim, import_run')
  }
}

const CLAIMS = `
  create table import_run (
    creditor_id uuid not null references creditor,
    id uuid not null,
    kind text not null check (kind in ('claims', 'payments')),
    file_name text not null,
    file_hash text not null,
    mapping text not null,
    mapping_version int not null,
    full_export boolean not null,
    state text not null default 'running' check (state in ('running', 'finished')),
    lines_done int not null default 0,
    loaded int not null default 0,
    changed int not null default 0,
    refused int not null default 0,
    held int not null default 0,
    started_at timestamptz not null,
    finished_at timestamptz,
    primary key (creditor_id, id)
  );
  create unique index import_run_one_running on import_run (creditor_id, kind) where state = 'running';

  create table claim (
    creditor_id uuid not null,
    id uuid not null,
    debtor_id uuid not null,
    kind text not null default 'claim' check (kind in ('claim', 'credit-note')),
    reference text not null,
    invoice_number text,
    issued_on date,
    due_on date not null,
    description text,
    purchase_order text,
    project text,
    invoice_document text,
    original_cents bigint not null,
    open_cents bigint not null,
    exported_open_cents bigint not null,
    state text not null check (state in ('open', 'settled', 'withdrawn')),
    flags text[] not null default '{}',
    past_before date,
    seen_import_id uuid,
    created_at timestamptz not null,
    primary key (creditor_id, id),
    unique (creditor_id, reference),
    foreign key (creditor_id, debtor_id) references debtor
  );
  comment on column claim.exported_open_cents is 'what the last export said; only its changes move open_cents, since payments may be read before the export knows them';
  create index claim_open on claim (creditor_id, debtor_id) where state = 'open';
  create index claim_invoice on claim (creditor_id, invoice_number) where invoice_number is not null;

  create table payment (
    creditor_id uuid not null references creditor,
    id uuid not null,
    received_on date not null,
    amount_cents bigint not null,
    reference text,
    invoice_number text,
    description text,
    payer jsonb,
    claim_id uuid,
    source_key text not null,
    import_id uuid,
    recorded_at timestamptz not null,
    primary key (creditor_id, id),
    unique (creditor_id, source_key)
  );
  create index payment_unmatched on payment (creditor_id, received_on) where claim_id is null;

  -- claim.open_cents is the sum of these lines, kept in the statement that adds one.
  create table ledger_entry (
    creditor_id uuid not null,
    id uuid not null,
    claim_id uuid not null,
    kind text not null check (kind in ('principal', 'payment', 'credit-note', 'correction', 'withdrawal')),
    amount_cents bigint not null,
    booked_on date not null,
    payment_id uuid,
    recorded_at timestamptz not null,
    primary key (creditor_id, id),
    foreign key (creditor_id, claim_id) references claim
  );
  create index ledger_entry_claim on ledger_entry (creditor_id, claim_id);

  -- The ladder position: one live row per claim, step and round (rule 4); also what happened before the import.
  create table claim_step (
    creditor_id uuid not null,
    claim_id uuid not null,
    attempt_id uuid,
    step text not null,
    phase text not null,
    round int not null default 1,
    taken_on date not null,
    expected_delivery date,
    legal_end date,
    pay_by date,
    announced_costs_cents bigint,
    proof text,
    live boolean not null default true,
    foreign key (creditor_id, claim_id) references claim
  );
  create unique index claim_step_once on claim_step (creditor_id, claim_id, step, round) where live;
  create index claim_step_attempt on claim_step (creditor_id, attempt_id) where attempt_id is not null;
`

const RESTING = `
  create table hold (
    creditor_id uuid not null,
    id uuid not null,
    debtor_id uuid not null,
    claim_id uuid,
    kind text not null,
    from_at timestamptz not null,
    until_at timestamptz,
    lifted_at timestamptz,
    note text,
    primary key (creditor_id, id),
    foreign key (creditor_id, debtor_id) references debtor
  );
  create index hold_debtor on hold (creditor_id, debtor_id);
  create table promise_to_pay (
    creditor_id uuid not null,
    id uuid not null,
    debtor_id uuid not null,
    made_at timestamptz not null,
    pay_by date not null,
    amount_cents bigint not null,
    state text not null default 'open' check (state in ('open', 'kept', 'broken', 'withdrawn')),
    ended_at timestamptz,
    primary key (creditor_id, id),
    foreign key (creditor_id, debtor_id) references debtor
  );
  create index promise_to_pay_debtor on promise_to_pay (creditor_id, debtor_id) where state in ('open', 'broken');
  create table dispute (
    creditor_id uuid not null,
    id uuid not null,
    debtor_id uuid not null,
    claim_id uuid not null,
    hold_id uuid not null,
    reason text,
    opened_at timestamptz not null,
    resolved_at timestamptz,
    outcome text,
    primary key (creditor_id, id),
    foreign key (creditor_id, debtor_id) references debtor
  );
  create unique index dispute_one_open on dispute (creditor_id, claim_id) where resolved_at is null;
`
