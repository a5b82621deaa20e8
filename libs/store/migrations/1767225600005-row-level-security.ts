/** First schema, part 5: the roles and the row-level security that keeps creditors apart (rule 21). */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const OF_A_CREDITOR = [
  'configuration_version',
  'sender',
  'debtor',
  'debtor_person',
  'representative',
  'contact_point',
  'consent',
  'opt_out',
  'income_profile',
  'journey',
  'import_run',
  'claim',
  'payment',
  'ledger_entry',
  'claim_step',
  'hold',
  'promise_to_pay',
  'dispute',
  'decision',
  'state_snapshot',
  'letter_batch',
  'contact_attempt',
  'hand_over',
  'message_body',
  'contact_event',
  'fact_key',
  'inbound_message',
  'call_task',
  'call_outcome',
  'task',
]
/** Tables of the process or of the pipe alone: a tenant sees no row of them. */
const OF_THE_FLOW = ['sending_switch', 'virtual_clock', 'raw_call']

/** The creditors of this transaction; unset or empty means none. */
const CREDITORS = `string_to_array(nullif(current_setting('tijdig.creditors', true), ''), ',')::uuid[]`

export class RowLevelSecurity1767225600005 implements MigrationInterface {
  readonly name = 'RowLevelSecurity1767225600005'

  async up(runner: QueryRunner): Promise<void> {
    for (const role of ['tijdig_tenant', 'tijdig_flow']) await ensureRole(runner, role)
    for (const table of [...OF_A_CREDITOR, ...OF_THE_FLOW, 'creditor']) {
      await runner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy flow on ${table} to tijdig_flow using (true) with check (true);
        grant select, insert, update, delete on ${table} to tijdig_flow, tijdig_tenant;`)
    }
    for (const table of OF_A_CREDITOR) {
      await runner.query(`create policy tenant on ${table} to tijdig_tenant using (creditor_id = any (${CREDITORS}))`)
    }
    await runner.query(`create policy tenant on creditor to tijdig_tenant using (id = any (${CREDITORS}))`)
    await runner.query(`create policy tenant_seeds on configuration_version for select to tijdig_tenant
      using (creditor_id is null and nullif(current_setting('tijdig.creditors', true), '') is not null)`)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...OF_A_CREDITOR, ...OF_THE_FLOW, 'creditor']) {
      await runner.query(`drop policy if exists flow on ${table}; drop policy if exists tenant on ${table};
        drop policy if exists tenant_seeds on ${table}; alter table ${table} no force row level security, disable row level security`)
    }
  }
}

/** Roles belong to the server, not to the database: another Tijdig database may have made them already. */
async function ensureRole(runner: QueryRunner, role: string): Promise<void> {
  await runner.query(`do $$ begin
    create role ${role} nologin;
  exception when duplicate_object or unique_violation then null; end $$`)
  // Owning a role is not yet the right to become it (PostgreSQL 16 and later).
  await runner.query(`do $$ begin
    set local role ${role};
    reset role;
  exception when insufficient_privilege then execute format('grant ${role} to %I', current_user);
  end $$`)
  await runner.query(`grant usage on schema public to ${role}`)
}
