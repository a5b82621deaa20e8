/** What the API needs: its keys, the answers that a repeated POST gets again, and the indexes that its lists are read by. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Api1767225600009 implements MigrationInterface {
  readonly name = 'Api1767225600009'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table api_key (
        id uuid primary key,
        name text not null,
        secret_hash bytea not null check (length(secret_hash) = 32),
        scopes text[] not null,
        creditors uuid[] not null,
        platform boolean not null default false,
        created_at timestamptz not null default clock_timestamp(),
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_on date
      );
      comment on table api_key is 'of the process, not of a creditor: it is read before anybody knows for whom; its times are the database clock''s, as of sessions';
      comment on column api_key.platform is 'may make creditors, which are then its own';

      create table idempotent_request (
        key_id uuid not null,
        idempotency_key text not null,
        route text not null,
        request_hash bytea not null,
        location text,
        answer jsonb,
        expires_at timestamptz not null,
        primary key (key_id, idempotency_key)
      );
      create index idempotent_request_expiry on idempotent_request (expires_at);
      comment on column idempotent_request.answer is 'ids, counts and codes; never texts, names, addresses or secrets (rule 20)';

      alter table import_run add fault text;
      comment on column import_run.fault is 'why it ended before the end of its file; of an upload, whose sender is no longer there';

      create index debtor_person_name on debtor_person (creditor_id, (lower(name) collate "C"), debtor_id);
      -- Also of claims that are settled: one index instead of one for the open ones.
      create index claim_debtor on claim (creditor_id, debtor_id, id);
      drop index claim_open;
      create index claim_due on claim (creditor_id, due_on, id) where state = 'open';
    `)
    for (const table of ['api_key', 'idempotent_request']) {
      await runner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy flow on ${table} to tijdig_flow using (true) with check (true);
        grant select, insert, update, delete on ${table} to tijdig_flow, tijdig_tenant;`)
    }
    await runner.query(
      `create policy tenant on idempotent_request to tijdig_tenant using (key_id = nullif(current_setting('tijdig.key', true), '')::uuid)`,
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index claim_due;
      create index claim_open on claim (creditor_id, debtor_id) where state = 'open';
      drop index claim_debtor;
      drop index debtor_person_name;
      alter table import_run drop fault;
      drop table idempotent_request, api_key;
    `)
  }
}
