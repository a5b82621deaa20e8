/** What the least plan needs: who owes, how far each claim is, and a row for the next contact; no reasons, no history. */
import { onDatabase } from '../server'

const DEBTORS_OF = 1.2

export const seedFloorPlan = (url: string, claims: number): Promise<void> =>
  onDatabase(url, async (client) => {
    await client.query(SCHEMA)
    const debtors = Math.round(claims / DEBTORS_OF)
    await client.query(`insert into debtor (id, consents, zone, last_contact_at)
      select i, 1 + i % 7, 'Europe/Amsterdam', case when i % 2 = 0 then timestamptz '2027-01-02T08:30Z' end from generate_series(1, ${debtors}) i`)
    await client.query(`insert into claim (debtor_id, amount_cents, due_on, step, review_at)
      select i, 10000 + i % 9000, date '2027-01-12' - i % 60, 0, timestamptz '2027-01-12T08:00Z'
      from generate_series(1, ${debtors}) i, generate_series(1, case when i % 5 = 0 then 2 else 1 end)`)
  })

const SCHEMA = `
  create table debtor (id bigint primary key, consents int not null, zone text not null, last_contact_at timestamptz);
  create table claim (
    id bigint generated always as identity primary key, debtor_id bigint not null references debtor, amount_cents bigint not null,
    due_on date not null, open boolean not null default true, step int not null, review_at timestamptz
  );
  create index claim_review on claim (review_at, id) where open and review_at is not null;
  create table contact (
    id bigint generated always as identity primary key, claim_id bigint not null references claim, debtor_id bigint not null references debtor,
    step int not null, channel int not null, due_at timestamptz not null, state int not null default 0, unique (claim_id, step)
  );
  create index contact_due on contact (due_at, id) where state = 0;
`
