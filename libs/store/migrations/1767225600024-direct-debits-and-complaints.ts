/** Direct debits with their mandates and returns, complaints, and which rest the debtor is still to be told about. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class DirectDebitsAndComplaints1767225600024 implements MigrationInterface {
  readonly name = 'DirectDebitsAndComplaints1767225600024'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DIRECT_DEBITS)
    await runner.query(COMPLAINTS)
    for (const table of ['direct_debit', 'complaint']) await protect(runner, table)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table complaint, direct_debit;
      alter table hold drop column to_answer;
      alter table claim drop column debited;
      alter table debtor drop column mandate;`)
  }
}

/** A debtor has one mandate or none, and nearly all have none: in the row that is read anyway it costs them nothing. So does `debited`. */
const DIRECT_DEBITS = `
  alter table debtor add mandate jsonb;
  comment on column debtor.mandate is 'reference, signedOn, collectOn of the running one; what became of earlier ones is told by events';
  create index debtor_mandate on debtor (creditor_id, id) where mandate is not null;
  alter table claim add debited boolean not null default false;
  comment on column claim.debited is 'true once it has a row in direct_debit';

  create table direct_debit (
    creditor_id uuid not null,
    id uuid not null,
    claim_id uuid not null,
    mandate text,
    collect_on date not null,
    amount_cents bigint not null check (amount_cents > 0),
    batch_id uuid,
    recorded_at timestamptz not null,
    returned_on date,
    return_code text check (return_code ~ '^[A-Z]{2}[0-9]{2}$'),
    primary key (creditor_id, id),
    foreign key (creditor_id, claim_id) references claim,
    check ((returned_on is null) = (return_code is null))
  );
  comment on column direct_debit.batch_id is 'the list for the bank it stood on; null: the bookkeeping collected by itself, and told us of the return';
  create unique index direct_debit_standing on direct_debit (creditor_id, claim_id) where returned_on is null;
  create index direct_debit_claim on direct_debit (creditor_id, claim_id);
  create index direct_debit_batch on direct_debit (creditor_id, batch_id) where batch_id is not null;
`

const COMPLAINTS = `
  alter table hold add to_answer boolean not null default false;

  create table complaint (
    creditor_id uuid not null,
    id uuid not null,
    debtor_id uuid not null,
    claim_id uuid,
    hold_id uuid not null,
    about text,
    owner text,
    received_at timestamptz not null,
    acknowledge_by date not null,
    outcome text,
    closed_at timestamptz,
    primary key (creditor_id, id),
    foreign key (creditor_id, debtor_id) references debtor,
    check ((outcome is null) = (closed_at is null))
  );
  comment on column complaint.acknowledge_by is 'the last working day for the written acknowledgement (Bki art. 6.1)';
  create index complaint_debtor on complaint (creditor_id, debtor_id);
  create index complaint_open on complaint (creditor_id, received_at) where closed_at is null;
`
