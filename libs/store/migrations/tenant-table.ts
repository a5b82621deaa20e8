/** What every table of a creditor gets beside its columns: row-level security for the pipe and for the tenant (rule 21). */
import type { QueryRunner } from 'typeorm'

/** The creditors of the transaction; unset or empty means none. */
const CREDITORS = `string_to_array(nullif(current_setting('tijdig.creditors', true), ''), ',')::uuid[]`

export async function protect(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy flow on ${table} to tijdig_flow using (true) with check (true);
    create policy tenant on ${table} to tijdig_tenant using (creditor_id = any (${CREDITORS}));
    grant select, insert, update, delete on ${table} to tijdig_flow, tijdig_tenant;`)
}
