/** A decision is one row with one index: what it saw stands in it, and what is only ever read whole is kept as it came. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class LeanDecisions1767225600034 implements MigrationInterface {
  readonly name = 'LeanDecisions1767225600034'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Reasons and versions are written once and told as they are; taken apart as jsonb, they cost more than the rest of the row.
      alter table decision drop constraint decision_reasons_check;
      alter table decision
        alter column reasons type json using reasons::json, alter column versions type json using versions::json,
        add constraint decision_reasons_check check (reasons::text <> '[]'),
        add column state text;
      comment on column decision.state is 'JSON: what decide saw, to play it again; null for a Wait, and once it was erased with the debtor (rules 19, 20)';
      -- Who migrates owns the tables, and sees no row of them while row-level security is forced.
      alter table decision no force row level security;
      alter table state_snapshot no force row level security;
      update decision x set state = s.state from state_snapshot s where s.creditor_id = x.creditor_id and s.decision_id = x.id;
      alter table decision force row level security;
      drop table state_snapshot;

      -- Decisions are read by their debtor, who is known wherever one is asked for.
      alter table decision drop constraint decision_pkey, add primary key (creditor_id, debtor_id, id);
      drop index decision_debtor;
      -- The next Wait of a debtor takes the place of the last one on the same page.
      alter table decision set (fillfactor = 90);
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table state_snapshot (
        creditor_id uuid not null,
        decision_id uuid not null,
        debtor_id uuid not null,
        state text not null,
        primary key (creditor_id, decision_id)
      );
      alter table decision no force row level security;
      insert into state_snapshot select creditor_id, id, debtor_id, state from decision where state is not null;
      alter table decision force row level security;
      alter table decision reset (fillfactor), drop constraint decision_pkey, add primary key (creditor_id, id), drop constraint decision_reasons_check, drop column state,
        alter column reasons type jsonb using reasons::jsonb, alter column versions type jsonb using versions::jsonb;
      alter table decision add constraint decision_reasons_check check (jsonb_array_length(reasons) > 0);
      create index decision_debtor on decision (creditor_id, debtor_id, at);
    `)
    await protect(runner, 'state_snapshot')
  }
}
