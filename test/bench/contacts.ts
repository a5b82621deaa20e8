/** Fills a product database with contacts that are due on one channel, each decided by the product itself: debtors with one to three claims. */
import { decideDue, Rulebooks } from '#pipeline'
import { Database, migrate } from '#store'
import { seedFromFiles } from '../../apps/standalone/database-home'
import { NOW, seedCreditor, TODAY } from './debtors'

export async function seedContacts(url: string, contacts: number, channel: 'whatsapp' | 'sms' = 'whatsapp'): Promise<void> {
  await migrate(url, TODAY)
  const database = await Database.open(url, 'flow', 4)
  try {
    await seedFromFiles(database, 'config', NOW)
    const creditorId = await seedCreditor(database)
    for (const statement of [DEBTORS, PERSONS, POINTS, CONSENTS, JOURNEYS, CLAIMS]) {
      await database.query(
        statement.replaceAll('$now', `'${new Date(NOW).toISOString()}'::timestamptz`).replaceAll('$channel', `'${channel}'`),
        statement === DEBTORS ? [creditorId, contacts] : [creditorId],
      )
    }
    const log = {
      info: () => undefined,
      error: (fields: object) => {
        throw new Error(JSON.stringify(fields))
      },
    }
    const pipe = { database, rulebooks: new Rulebooks(database), log }
    while ((await decideDue(pipe, NOW, 1000)) > 0);
    const [made] = await database.query<{ n: number }>(
      `select count(*)::int as n from contact_attempt where state = 'queued' and channel = $1`,
      [channel],
    )
    if (made?.n !== contacts) throw new Error(`${made?.n} contacts are due on ${channel}, not ${contacts}`)
  } finally {
    await database.close()
  }
}

const NUMBER = `substr(d.reference, 2)::int`

const DEBTORS = `
  insert into debtor (creditor_id, id, reference, kind, language, segment, review_at, created_at)
  select $1, uuidv7(), 'D' || n, 'consumer', case when n % 10 = 0 then 'en' else 'nl' end, 'standard', $now, $now from generate_series(1, $2::int) n`

const PERSONS = `
  insert into debtor_person (creditor_id, debtor_id, name, hash_key)
  select creditor_id, id, 'A. Voorbeeldsma', sha256(id::text::bytea) from debtor where creditor_id = $1 order by id`

const POINTS = `
  insert into contact_point (creditor_id, id, debtor_id, channel, purpose, address, address_hash, created_at)
  select d.creditor_id, uuidv7(), d.id, $channel, 'both', to_jsonb('+316' || lpad(${NUMBER}::text, 8, '0')), sha256(d.id::text::bytea), $now
  from debtor d where d.creditor_id = $1 order by d.id`

const CONSENTS = `
  insert into consent (creditor_id, debtor_id, channel, given_on, source) select creditor_id, id, 'whatsapp', '2026-06-01', 'bench' from debtor where creditor_id = $1`

const JOURNEYS = `
  insert into journey (creditor_id, id, debtor_id, strategy, strategy_version, policy, policy_version, started_at)
  select creditor_id, uuidv7(), id, kind, 1, 'nl-reference', 1, $now - interval '60 days' from debtor where creditor_id = $1 order by id`

/** One claim for four in five, two or three for the others. */
const CLAIMS = `
  insert into claim (creditor_id, id, debtor_id, reference, invoice_number, issued_on, due_on, original_cents, open_cents, exported_open_cents, state, created_at)
  select d.creditor_id, uuidv7(), d.id, 'C' || ${NUMBER} || '-' || c, 'F' || ${NUMBER} || '-' || c, '2026-12-24', '2027-01-07', 10000 + ${NUMBER} % 9000, 10000 + ${NUMBER} % 9000,
    10000 + ${NUMBER} % 9000, 'open', $now - interval '20 days'
  from debtor d, lateral generate_series(1, case when ${NUMBER} % 10 = 0 then 3 when ${NUMBER} % 5 = 0 then 2 else 1 end) c
  where d.creditor_id = $1 order by d.id`
