/** What the least dispatch needs: whom, about which claim, and what became of it; no wording is kept, nothing is judged anew. */
import { onDatabase } from '../server'

export const seedFloorDispatch = (url: string, contacts: number): Promise<void> =>
  onDatabase(url, async (client) => {
    await client.query(SCHEMA)
    await client.query(
      `insert into debtor (id, name, phone) select i, 'A. Voorbeeldsma', '316' || lpad(i::text, 8, '0') from generate_series(1, ${contacts}) i`,
    )
    await client.query(
      `insert into claim (id, debtor_id, reference, amount_cents) select i, i, 'F-' || i, 10000 + i % 9000 from generate_series(1, ${contacts}) i`,
    )
    await client.query(
      `insert into contact (debtor_id, claim_id, due_at) select i, i, timestamptz '2027-01-12T08:00Z' from generate_series(1, ${contacts}) i`,
    )
  })

const SCHEMA = `
  create table debtor (id bigint primary key, name text not null, phone text not null);
  create table claim (id bigint primary key, debtor_id bigint not null references debtor, reference text not null, amount_cents bigint not null);
  create table contact (
    id bigint generated always as identity primary key, debtor_id bigint not null references debtor, claim_id bigint not null references claim,
    due_at timestamptz not null, state smallint not null default 0, taken_at timestamptz, sent_at timestamptz, carrier_reference text
  ) with (fillfactor = 80);
  create index contact_due on contact (due_at, id) where state = 0;
  create table contact_event (contact_id bigint not null, kind smallint not null, reference text, at timestamptz not null default clock_timestamp());
`
