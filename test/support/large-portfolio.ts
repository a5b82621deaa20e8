/** A creditor with something in every large table, written set by set: for plans, which depend on sizes alone. */
import { Database } from '#store'
import { TUESDAY, type PipeBench } from './pipe'

/** Also of its one segment and webhook endpoint. */
export const CAMPAIGN = '01a20000-0000-7000-8000-000000000001'

type Place = Pick<PipeBench, 'database' | 'url'>

export async function fillPortfolio(bench: Place, creditorId: string, debtors: number): Promise<void> {
  const owner = await Database.open(bench.url, 'owner', 1)
  try {
    const keys = await owner.query<ForeignKey>(FOREIGN_KEYS)
    // To look up the parent of every row takes longer than to write it.
    for (const { table, name } of keys) await owner.query(`alter table ${table} drop constraint ${name}`)
    await fill(bench, creditorId, debtors)
    for (const { table, name, definition } of keys) await owner.query(`alter table ${table} add constraint ${name} ${definition} not valid`)
    await owner.query('analyze')
  } finally {
    await owner.close()
  }
}

interface ForeignKey {
  readonly table: string
  readonly name: string
  readonly definition: string
}

const FOREIGN_KEYS = `
  select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
  from pg_constraint where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace`

async function fill(bench: Place, creditorId: string, debtors: number): Promise<void> {
  const given = [creditorId, new Date(TUESDAY)]
  const insert = (text: string): Promise<unknown[]> => bench.database.query(text, text.includes('$2') ? given : given.slice(0, 1))
  await insert(`insert into debtor (creditor_id, id, reference, kind, language, segment, review_at, created_at)
    select $1, gen_random_uuid(), 'D' || n, 'consumer', 'nl', 'standard', $2::timestamptz + make_interval(hours => n % 4000 - 20), $2 from generate_series(1, ${debtors}) n`)
  await insert(
    `insert into debtor_person (creditor_id, debtor_id, name, hash_key) select creditor_id, id, 'X', '\\x00' from debtor where creditor_id = $1`,
  )
  await insert(`insert into contact_point (creditor_id, id, debtor_id, channel, purpose, address, address_hash, created_at)
    select creditor_id, gen_random_uuid(), id, 'email', 'both', '"x@example.nl"', decode(md5(id::text), 'hex'), $2 from debtor where creditor_id = $1`)
  await insert(`insert into claim (creditor_id, id, debtor_id, reference, due_on, original_cents, open_cents, exported_open_cents, state, created_at)
    select creditor_id, gen_random_uuid(), id, 'C' || reference, '2027-01-07'::date - (hashtext('C' || reference) % 200), 100, 100, 100, case when reference like '%7' then 'settled' else 'open' end, $2 from debtor where creditor_id = $1`)
  await insert(`insert into ledger_entry (creditor_id, id, claim_id, kind, amount_cents, booked_on, recorded_at)
    select creditor_id, gen_random_uuid(), id, 'principal', original_cents, due_on, created_at from claim where creditor_id = $1`)
  await insert(`insert into contact_attempt (creditor_id, id, debtor_id, decision_id, channel, contact_point_id, phase, step, claims, amount_cents, state, planned_for, due_at, expires_at, created_at, lease_until, sent_at, ended_at, end_reasons)
    select p.creditor_id, gen_random_uuid(), p.debtor_id, p.id, case n % 5 when 0 then 'letter' when 1 then 'call' else 'email' end, p.id, 'reminder', 'reminder', array['x'], 100, s.state, $2, $2,
      $2::timestamptz + interval '1 day', $2, clock_timestamp(), s.at, case when s.state = 'suppressed' then s.at end, case when s.state = 'suppressed' then '[{"code": "settled"}]'::jsonb end
    from (select *, row_number() over () as n from contact_point where creditor_id = $1) p,
      lateral (select case when n % 100 = 0 then 'queued' when n % 1000 = 1 then 'sending' when n % 1000 = 2 then 'unknown' when n % 50 = 3 then 'suppressed' else 'handed-over' end as state,
        $2::timestamptz - make_interval(days => (n / 7 % 10)::int, mins => (n % 400)::int) as at) s`)
  await insert(`insert into claim_step (creditor_id, claim_id, attempt_id, step, phase, taken_on)
    select c.creditor_id, c.id, a.id, 'reminder', 'reminder', '2027-01-12' from claim c join contact_attempt a on a.creditor_id = c.creditor_id and a.debtor_id = c.debtor_id where c.creditor_id = $1`)
  await insert(`insert into hand_over (creditor_id, id, attempt_id, debtor_id, number, channel, contact_point_id, sender, carrier, state, started_at)
    select creditor_id, id, id, debtor_id, 1, channel, contact_point_id, '', 'sandbox', case state when 'handed-over' then 'accepted' when 'queued' then 'later' when 'suppressed' then 'not-accepted' else state end, $2
    from contact_attempt where creditor_id = $1`)
  await insert(`insert into call_task (creditor_id, id, attempt_id, debtor_id, state, opens_at, expires_at, priority)
    select creditor_id, gen_random_uuid(), id, debtor_id, 'done', $2, $2, 1 from contact_attempt where creditor_id = $1 and channel = 'call'`)
  await insert(
    `insert into raw_call (id, source, body, received_at, done) select id, 'sandbox', '\\x00', $2, true from hand_over where creditor_id = $1`,
  )
  await insert(
    `insert into letter_batch (creditor_id, id, posting_day, state, due_at, created_at) select $1, gen_random_uuid(), '2027-01-12', 'exported', $2, $2 from generate_series(1, 2000)`,
  )
  await insert(`insert into batch_letter (creditor_id, batch_id, attempt_id, hand_over_id, sequence, pages)
    select creditor_id, (array(select id from letter_batch where creditor_id = $1))[1 + n % 2000], id, id, n, 1 from (select *, row_number() over () as n from contact_attempt where creditor_id = $1 and channel = 'letter') a`)
  await insert(
    `insert into contact_event (creditor_id, id, debtor_id, attempt_id, kind, at) select creditor_id, gen_random_uuid(), debtor_id, id, 'queued', $2 from contact_attempt where creditor_id = $1`,
  )
  await insert(`insert into decision (creditor_id, id, debtor_id, journey_id, at, kind, reasons, debtor_version, versions)
    select creditor_id, decision_id, debtor_id, id, $2, 'contact', '[{"code": "settled"}]', 1, '{}' from contact_attempt where creditor_id = $1`)
  await insert(`insert into payment (creditor_id, id, received_on, amount_cents, claim_id, source_key, payer, recorded_at)
    select creditor_id, gen_random_uuid(), due_on, 100, case when reference like '%9' then null else id end, reference, jsonb_build_object('iban', 'NL91ABNA' || lpad((hashtext(reference) & 2147483647)::text, 10, '0')), $2
    from claim where creditor_id = $1`)
  await insert(`insert into task (creditor_id, id, debtor_id, kind, opened_at, closed_at, rests_until)
    select creditor_id, gen_random_uuid(), id, (array['reply', 'reply', 'reply', 'reply', 'reply', 'reply', 'address', 'address', 'broken-promise', 'broken-promise', 'dispute', 'dispute', 'escalation', 'complaint',
      'outcome-unknown', 'debt-help-review', 'debt-help-confirmation', 'visit', 'deceased', 'credit-stop'])[1 + (hashtext(reference) & 65535) % 20], $2,
      case when reference like '%1' then null else $2::timestamptz end, case when reference like '%51' then $2::timestamptz + interval '2 days' end from debtor where creditor_id = $1`)
  await insert(`insert into payment_arrangement (creditor_id, id, debtor_id, state, amount_cents, proposed_by, proposed_at, next_check_at)
    select creditor_id, gen_random_uuid(), id, case when reference like '%11' then 'active' else 'kept' end, 100, 'x', $2, $2::timestamptz + interval '1 day' from debtor where creditor_id = $1`)
  await insert(
    `insert into instalment (creditor_id, arrangement_id, number, due_on, amount_cents) select creditor_id, id, 1, $2, 100 from payment_arrangement where creditor_id = $1`,
  )
  await insert(`insert into arrangement_claim (creditor_id, arrangement_id, claim_id, live)
    select a.creditor_id, a.id, c.id, a.state = 'active' from payment_arrangement a join claim c on c.creditor_id = a.creditor_id and c.debtor_id = a.debtor_id where a.creditor_id = $1`)
  await insert(`update call_task k set state = 'queued', priority = hashtext(k.id::text), expires_at = k.expires_at + interval '1 day' from contact_attempt a
    where k.creditor_id = $1 and a.creditor_id = k.creditor_id and a.id = k.attempt_id and a.id::text like '%1'`)
  await insert(
    `insert into segment (creditor_id, id, name, version, filter, created_by, created_at) values ($1, '${CAMPAIGN}', 'all', 1, '{}', 'x', $2)`,
  )
  await insert(`insert into campaign (creditor_id, id, name, kind, segment_id, enrolment, variants, starts_at, state, created_by, created_at, enrol_due_at)
    select $1, case n when 1 then '${CAMPAIGN}' else gen_random_uuid() end, 'c' || n, 'reminders', '${CAMPAIGN}', 'once', '[]', $2, case n when 1 then 'running' else 'finished' end, 'x', $2, case n when 1 then $2::timestamptz end from generate_series(1, 2000) n`)
  await insert(`insert into campaign_enrolment (creditor_id, campaign_id, debtor_id, state, reason, at)
    select creditor_id, '${CAMPAIGN}', id, case when reference like '%000' then 'enrolled' else 'excluded' end, case when reference like '%000' then null else 'settled' end, $2 from debtor where creditor_id = $1 and reference like '%00'`)
  await insert(
    `insert into webhook_endpoint (creditor_id, id, url, kinds, secret, created_at) values ($1, '${CAMPAIGN}', 'https://x.example', '{payment}', '\\x00', $2)`,
  )
  await insert(`insert into webhook_delivery (creditor_id, endpoint_id, event_id, event_at, state, due_at, first_try_at)
    select creditor_id, '${CAMPAIGN}', id, at, case when n % 50 = 0 then 'due' else 'delivered' end, $2, $2 from (select *, row_number() over () as n from contact_event where creditor_id = $1) e`)
  await insert(`insert into inbound_message (creditor_id, id, debtor_id, channel, from_address, text, received_at, automatic, settled_at)
    select creditor_id, gen_random_uuid(), case when reference like '%00' then null else id end, 'email', 'x@example.nl', 'x', $2, null, case when reference like '%1' then null else $2::timestamptz end from debtor where creditor_id = $1`)
  await insert(`insert into conversation (creditor_id, debtor_id, state, assignee, wait_until, since)
    select creditor_id, id, case when reference like '%1' then 'open' when reference like '%2' then 'waiting' else 'done' end, case when reference like '%11' then 'agent' end,
      case when reference like '%2' then review_at end, review_at from debtor where creditor_id = $1`)
  await insert(`insert into promise_to_pay (creditor_id, id, debtor_id, made_at, pay_by, amount_cents, state)
    select creditor_id, gen_random_uuid(), id, $2, review_at::date, 100, case when reference like '%3' then 'open' else 'kept' end from debtor where creditor_id = $1`)
  await insert(`insert into hold (creditor_id, id, debtor_id, kind, from_at, until_read, lifted_at)
    select creditor_id, gen_random_uuid(), id, 'says-paid', $2, review_at, case when reference like '%1' then null else $2::timestamptz end from debtor where creditor_id = $1`)
  await insert(
    `insert into audit_entry (creditor_id, id, actor, action, subject, at) select creditor_id, gen_random_uuid(), 'agent', 'debtor.read', id, $2 from debtor where creditor_id = $1`,
  )
}
