/** Statistics for tables that grew tenfold since they were last looked at: autovacuum looks once a minute, and an import fills them in seconds. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class StatisticsInTime1767225600050 implements MigrationInterface {
  readonly name = 'StatisticsInTime1767225600050'

  async up(runner: QueryRunner): Promise<void> {
    // Only the owner of a table may analyze it. From the first page on: of an empty table the planner knows nothing, and takes all indexes for alike.
    await runner.query(`
      create function analyze_grown_tables() returns void language plpgsql security definer set search_path from current as $$
        declare
          page bigint := current_setting('block_size');
          grown regclass;
        begin
          if not pg_try_advisory_xact_lock(hashtextextended('analyze_grown_tables', 0)) then return; end if;
          for grown in select oid from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'
            and pg_relation_size(oid) >= page * greatest(1, 10::bigint * relpages)
          loop
            execute format('analyze %s', grown);
          end loop;
        end
      $$;
      revoke execute on function analyze_grown_tables from public;
      grant execute on function analyze_grown_tables to tijdig_flow`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function analyze_grown_tables')
  }
}
