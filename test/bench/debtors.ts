/** Fills a product database with debtors on every step of the ladder by set-based statements: a million in minutes. */
import { Database, createCreditor, migrate, notePaymentsRead, getCreditor, releaseCreditor } from '#store'
import type { Instant, LocalDate } from '#domain'
import { seedFromFiles } from '../../apps/standalone/database-home'

/** A Tuesday at half past nine in Amsterdam: every channel is open. */
export const NOW = Date.parse('2027-01-12T08:30:00Z') as Instant
export const TODAY = '2027-01-12' as LocalDate
/** Claims per debtor: every fifth debtor has two. */
export const CLAIMS_PER_DEBTOR = 1.2

export interface DebtorsToSeed {
  readonly debtors: number
  /** The first so many have their review now, the others in the weeks to come; all when absent. */
  readonly due?: number
}

export async function seedDebtors(url: string, { debtors, due = debtors }: DebtorsToSeed): Promise<void> {
  await migrate(url, TODAY)
  const database = await Database.open(url, 'flow', 2)
  const owner = await Database.open(url, 'owner', 1)
  try {
    await seedFromFiles(database, 'config', NOW)
    const creditorId = await seedCreditor(database)
    const strategies = await database.query<{ name: string; version: number }>(
      `select name, version from configuration_version where kind = 'strategy' and name in ('consumer', 'business')`,
    )
    if (strategies.some(({ version }) => version !== 1)) throw new Error('a fresh database has version 1 of everything')
    for (const statement of [DEBTORS, PERSONS, POINTS, INCOMES, JOURNEYS, CLAIMS, CONTACTS, STEPS, WAITS]) {
      await database.query(
        statement.replaceAll('$now', `'${new Date(NOW).toISOString()}'::timestamptz`),
        statement === DEBTORS ? [creditorId, debtors, due] : [creditorId],
      )
      // The next statement joins what this one wrote; autovacuum would come too late.
      await owner.query('analyze')
    }
  } finally {
    await owner.close()
    await database.close()
  }
}

export async function seedCreditor(database: Database): Promise<string> {
  const sender = (address: string): { address: string; pacePerSecond: number } => ({ address, pacePerSecond: 100_000 })
  const id = await createCreditor(database, {
    code: 'bench',
    name: 'Meting B.V.',
    policy: 'nl-reference',
    strategies: { consumer: 'consumer', business: 'business' },
    createdAt: NOW,
    profile: {
      legalName: 'Meting B.V.',
      kvk: '99900000',
      vatNumber: 'NL999000000B01',
      phone: '+31105550100',
      email: 'bench@voorbeeld.example',
      website: 'https://voorbeeld.example',
      helpPage: 'https://voorbeeld.example/hulp',
      iban: 'NL91ABNA0417164300',
      accountName: 'Meting B.V.',
      address: { street: 'Kade', houseNumber: '1', postcode: '1234 AB', city: 'Utrecht' },
    },
    senders: {
      email: sender('bench@voorbeeld.example'),
      sms: sender('+31105550100'),
      whatsapp: sender('+31105550100'),
      letter: sender('bench'),
      call: sender('+31105550100'),
    },
  })
  await notePaymentsRead(database, await getCreditor(database, id), '2028-12-31', NOW)
  await releaseCreditor(database, id, NOW)
  return id
}

/** The place on the ladder is the number modulo 4: pre-due, reminder, formal notice, final demand; one in five is a firm. */
const PLACE = `(substr(d.reference, 2)::int % 4)`
const NUMBER = `substr(d.reference, 2)::int`

const DEBTORS = `
  insert into debtor (creditor_id, id, reference, kind, language, segment, review_at, created_at)
  select $1, uuidv7(), 'D' || n, case when n % 5 = 3 then 'business' else 'consumer' end, case when n % 10 = 0 then 'en' else 'nl' end, 'standard',
    case when n <= $3 then $now - make_interval(secs => n % 600) else $now + make_interval(hours => 24 + n % 1000) end, $now
  from generate_series(1, $2::int) n`

const PERSONS = `
  insert into debtor_person (creditor_id, debtor_id, name, hash_key)
  select creditor_id, id, 'A. Voorbeeldsma', sha256(id::text::bytea) from debtor where creditor_id = $1 order by id`

/** An e-mail address for nine in ten, a letter box for all, a telephone for half. */
const POINTS = `
  insert into contact_point (creditor_id, id, debtor_id, channel, purpose, address, address_hash, created_at)
  select d.creditor_id, uuidv7(), d.id, p.channel, 'both', p.address, sha256((p.channel || d.id)::bytea), $now
  from debtor d, lateral (values
    ('email', to_jsonb('d' || ${NUMBER} || '@voorbeeld.example'), ${NUMBER} % 10 <> 9),
    ('letter', '{"name":"A. Voorbeeldsma","street":"Testweg","houseNumber":"1","postcode":"1234 AB","city":"Proefwijk","country":"NL"}'::jsonb, true),
    ('call', '"+31105550199"'::jsonb, ${NUMBER} % 2 = 0)) p (channel, address, has)
  where d.creditor_id = $1 and p.has order by d.id`

/** Half of the debtors told when their money comes. */
const INCOMES = `
  insert into income_profile (creditor_id, debtor_id, rule, source, since)
  select creditor_id, id, case ${NUMBER} % 8 when 0 then '{"every":"month","day":25,"roll":"preceding"}' when 2 then '{"every":"month","day":"last","roll":"preceding"}'
    when 4 then '{"every":"week","weekday":"friday","roll":"following"}' else '{"calendar":"nl-aow"}' end::jsonb, 'imported', $now
  from debtor d where creditor_id = $1 and ${NUMBER} % 2 = 0 and kind = 'consumer' order by id`

const JOURNEYS = `
  insert into journey (creditor_id, id, debtor_id, strategy, strategy_version, policy, policy_version, started_at)
  select creditor_id, uuidv7(), id, kind, 1, 'nl-reference', 1, $now - interval '60 days' from debtor where creditor_id = $1 order by id`

const CLAIMS = `
  insert into claim (creditor_id, id, debtor_id, reference, invoice_number, issued_on, due_on, original_cents, open_cents, exported_open_cents, state, created_at)
  select d.creditor_id, uuidv7(), d.id, 'C' || ${NUMBER} || '-' || c, 'F' || ${NUMBER} || '-' || c, due.on_day - 14, due.on_day, 10000 + ${NUMBER} % 9000, 10000 + ${NUMBER} % 9000,
    10000 + ${NUMBER} % 9000, 'open', $now - interval '60 days'
  from debtor d, lateral generate_series(1, case when ${NUMBER} % 5 = 0 then 2 else 1 end) c,
    lateral (select ($now)::date + case ${PLACE} when 0 then 3 when 1 then -8 when 2 then -18 else -40 end - ${NUMBER} % 2 as on_day) due
  where d.creditor_id = $1 order by d.id`

/** What came before: a reminder, and for the last place a formal notice whose term is over. */
const CONTACTS = `
  insert into contact_attempt (creditor_id, id, debtor_id, decision_id, channel, contact_point_id, phase, step, claims, amount_cents, state, planned_for, due_at, expires_at,
    created_at, sent_at, legal_end, pay_by)
  select d.creditor_id, uuidv7(), d.id, uuidv7(), p.channel, p.id, s.step, s.step, array(select reference from claim c where c.creditor_id = d.creditor_id and c.debtor_id = d.id and c.state = 'open'), 10000,
    'handed-over', s.at, s.at, s.at + interval '1 day', s.at, s.at, s.legal_end, s.legal_end
  from debtor d join contact_point p on p.creditor_id = d.creditor_id and p.debtor_id = d.id and p.channel = 'letter',
    lateral (values ('reminder', 2, $now - interval '10 days', null::date), ('reminder', 3, $now - interval '33 days', null), ('formal-notice', 3, $now - interval '23 days', date '2027-01-08')) s (step, place, at, legal_end)
  where d.creditor_id = $1 and s.place = ${PLACE} order by d.id`

const STEPS = `
  insert into claim_step (creditor_id, claim_id, attempt_id, step, phase, taken_on, legal_end, pay_by)
  select a.creditor_id, c.id, a.id, a.step, a.phase, a.planned_for::date, a.legal_end, a.pay_by
  from contact_attempt a join claim c on c.creditor_id = a.creditor_id and c.debtor_id = a.debtor_id and c.state = 'open' where a.creditor_id = $1 order by a.id`

/** Everybody was looked at before, and waited. */
const WAITS = `
  insert into decision (creditor_id, id, debtor_id, journey_id, at, kind, reasons, review_at, debtor_version, versions)
  select d.creditor_id, uuidv7(), d.id, j.id, $now - interval '5 days', 'wait', '[{"code":"superseded"}]', d.review_at, d.version,
    '{"policy":"nl-reference","policyVersion":1,"strategy":"consumer","strategyVersion":1}'
  from debtor d join journey j on j.creditor_id = d.creditor_id and j.debtor_id = d.id where d.creditor_id = $1 order by d.id`
