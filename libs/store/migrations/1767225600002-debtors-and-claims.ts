/** First schema, part 2: who owes what, how they can be reached, and what makes a claim rest. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class DebtorsAndClaims1767225600002 implements MigrationInterface {
  readonly name = 'DebtorsAndClaims1767225600002'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DEBTORS)
    await runner.query(CLAIMS)
    await runner.query(RESTING)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table dispute, promise_to_pay, hold, claim_step, ledger_entry, payment, claim, import_run,
      journey, income_profile, opt_out, consent, contact_point, representative, debtor_person, debtor`)
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
