/** Import, the claims of a chunk: upserted by creditor and reference with their ledger, and what happened before us. */
import type { ImportedClaim, ImportId, Instant, LocalDate } from '#domain'
import type { Sql } from './database'
import type { Creditor } from './entities/creditor.entity'
import { survivorsOf } from './debtor-survivors'
import { appendEvent } from './facts'
import { upsertDebtors } from './import-debtors'
import { newId } from './ids'
import type { DebtorKey } from './snapshots'

export interface ImportCounts {
  readonly loaded: number
  readonly changed: number
}

export interface JourneyStart {
  readonly policy: { readonly name: string; readonly version: number }
  readonly strategies: Readonly<Record<string, { readonly name: string; readonly version: number }>>
}

/** What all chunks of one import are written into. */
export interface ClaimsTarget {
  readonly creditor: Creditor
  readonly importId: ImportId
  readonly journey: JourneyStart
  /** The creditor's business day, on which corrections are booked. */
  readonly today: LocalDate
}

/** One chunk in the caller's transaction: debtors, claims, ledger, history, journeys; only what changed asks for a review. */
export async function upsertClaims(sql: Sql, { creditor, importId, journey, today }: ClaimsTarget, claims: readonly ImportedClaim[], now: Instant): Promise<ImportCounts> {
  // Claims of a debtor that was merged go to the survivor; what the export says of the merged one itself waits for an undo.
  const survivors = await survivorsOf(sql, creditor.id, [...new Set(claims.map((claim) => claim.debtor.reference))])
  const owing = ({ debtor }: ImportedClaim): string => survivors.get(debtor.reference)?.reference ?? debtor.reference
  const references = [...new Set(claims.map(owing))]
  // The plans of foreign keys are kept per connection. Made while the tables were still empty, they read all debtors of the
  // creditor for every row: ten times slower on a first import, until the server happens to analyse.
  await sql.query('discard plans')
  await sql.query(`select from debtor where creditor_id = $1 and reference = any ($2) order by creditor_id, id for update`, [creditor.id, references])
  const touched = new Set(await upsertDebtors(sql, creditor, claims.filter(({ debtor }) => !survivors.has(debtor.reference)), now))
  const rows = JSON.stringify(claims.map((claim) => ({
    ...claim, debtor: owing(claim), mergedFrom: survivors.get(claim.debtor.reference)?.mergedId, id: newId(), entryId: newId(), settledEntryId: newId(),
  })))
  const written = await sql.query<{ reference: string; debtor: string; fresh: boolean; changed: boolean }>(CLAIMS, [creditor.id, rows, importId, today, new Date(now)])
  for (const claim of written) if (claim.changed) touched.add(claim.debtor)
  const fresh = written.filter((claim) => claim.fresh).map((claim) => claim.reference)
  await sql.query(HISTORY, [creditor.id, rows, fresh])
  for (const back of await sql.query<DebtorKey & { claimId: string; hold: string; debtor: string }>(RETURNED, [creditor.id, claims.map((claim) => claim.reference), new Date(now)])) {
    touched.add(back.debtor)
    await appendEvent(sql, { ...back, kind: 'hold-lifted', at: now, detail: { hold: back.hold, kind: 'absent-from-export' } })
  }
  const begun = await sql.query<{ reference: string }>(
    JOURNEYS, [creditor.id, JSON.stringify(references.map((reference) => ({ reference, id: newId() }))), JSON.stringify(journey), new Date(now)])
  for (const { reference } of begun) touched.add(reference)
  await sql.query(`update debtor set version = version + 1, review_at = least(review_at, $3) where creditor_id = $1 and reference = any ($2)`,
    [creditor.id, [...touched], new Date(now)])
  return { loaded: fresh.length, changed: written.filter((claim) => claim.changed && !claim.fresh).length }
}

/** A row that was refused still says that its claim is in the export: it is not absent. */
export async function markListed(sql: Sql, { creditor, importId }: ClaimsTarget, references: readonly string[]): Promise<void> {
  await sql.query(`update claim set seen_import_id = $2 where creditor_id = $1 and reference = any ($3)`, [creditor.id, importId, references])
}

/** Withdrawn owes nothing. */
const EXPORTED = `case when g.kind = 'withdrawn' then 0 else g.open end`
/**
 * A payment may have been read before the export knows of it: only a change of what the export says moves the open amount,
 * and never up to what has been paid already.
 */
const OPEN = `case
  when c.id is null then ${EXPORTED}
  when ${EXPORTED} > c.exported_open_cents then c.open_cents + ${EXPORTED} - c.exported_open_cents
  when ${EXPORTED} < c.exported_open_cents then least(c.open_cents, ${EXPORTED})
  else c.open_cents end`

const CLAIMS = `
  with read as materialized (
    select g.*, d.id as debtor_id, ${EXPORTED} as exported, ${OPEN} as open_now, c.id as known_id, c.open_cents as open_before,
      c.id is not null and (c.exported_open_cents, c.due_on, c.issued_on, c.invoice_number, c.description, c.purchase_order, c.project, c.invoice_document,
          c.state = 'withdrawn')
        is distinct from (${EXPORTED}, g."dueOn", g."issuedOn", g."invoiceNumber", g.description, g."purchaseOrder", g.project, g."invoiceDocument",
          g.kind = 'withdrawn') as differs
    from jsonb_to_recordset($2::jsonb) as g (id uuid, "entryId" uuid, "settledEntryId" uuid, reference text, debtor text, kind text, "invoiceNumber" text,
      "issuedOn" date, "dueOn" date, original bigint, open bigint, description text, "purchaseOrder" text, project text, "invoiceDocument" text, flags text[], "mergedFrom" uuid)
    join debtor d on d.creditor_id = $1 and d.reference = g.debtor
    left join claim c on c.creditor_id = $1 and c.reference = g.reference
  ), given as materialized (
    select *, case when kind = 'withdrawn' then 'withdrawn' when kind = 'credit-note' and open_now < 0 or kind = 'claim' and open_now > 0 then 'open'
      else 'settled' end as state_now from read
  ), added as (
    insert into claim (creditor_id, id, debtor_id, kind, reference, invoice_number, issued_on, due_on, description, purchase_order, project, invoice_document,
      original_cents, open_cents, exported_open_cents, state, flags, seen_import_id, created_at, merged_from)
    select $1, id, debtor_id, case kind when 'credit-note' then kind else 'claim' end, reference, "invoiceNumber", "issuedOn", "dueOn", description,
      "purchaseOrder", project, "invoiceDocument", original, open_now, exported, state_now, flags, $3, $5, "mergedFrom" from given where known_id is null
  ), updated as (
    update claim c set open_cents = g.open_now, exported_open_cents = g.exported, due_on = g."dueOn", issued_on = g."issuedOn", invoice_number = g."invoiceNumber",
      description = g.description, purchase_order = g."purchaseOrder", project = g.project, invoice_document = g."invoiceDocument",
      state = case when g.differs then g.state_now else c.state end, flags = g.flags, seen_import_id = $3
    from given g where c.creditor_id = $1 and c.id = g.known_id and (g.differs or c.seen_import_id is distinct from $3)
  ), booked as (
    insert into ledger_entry (creditor_id, id, claim_id, kind, amount_cents, booked_on, recorded_at)
    select $1, "entryId", id, 'principal', original, coalesce("issuedOn", $4), $5 from given where known_id is null
    union all
    select $1, "settledEntryId", id, case kind when 'withdrawn' then 'withdrawal' else 'correction' end, open_now - original, $4, $5
    from given where known_id is null and open_now <> original
    union all
    select $1, "entryId", known_id, case kind when 'withdrawn' then 'withdrawal' else 'correction' end, open_now - open_before, $4, $5
    from given where known_id is not null and open_now <> open_before
  )
  select reference, debtor, known_id is null as fresh, known_id is null or differs as changed from given`

/** The last phase somebody else reached, so that the ladder goes on from there. */
const HISTORY = `
  insert into claim_step (creditor_id, claim_id, step, phase, taken_on, legal_end, pay_by, announced_costs_cents, proof)
  select $1, c.id, h."lastPhase", h."lastPhase", h."on", case when h."lastPhase" = 'formal-notice' then h."payBy" end, h."payBy", h."costsAnnounced", h.proof
  from jsonb_to_recordset($2::jsonb) as g (reference text, history jsonb)
  join claim c on c.creditor_id = $1 and c.reference = g.reference,
  jsonb_to_record(g.history) as h ("lastPhase" text, "on" date, "payBy" date, "costsAnnounced" bigint, proof text)
  where jsonb_typeof(g.history) = 'object' and g.reference = any ($3)
  on conflict do nothing`

/** A claim that was missing from an export and is back is owed again. */
const RETURNED = `
  update hold h set lifted_at = $3 from claim c join debtor d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
  where h.creditor_id = $1 and h.kind = 'absent-from-export' and h.lifted_at is null and c.creditor_id = $1 and c.id = h.claim_id and c.reference = any ($2)
  returning h.creditor_id as "creditorId", h.debtor_id as "debtorId", h.claim_id as "claimId", h.id as hold, d.reference as debtor`

const JOURNEYS = `
  insert into journey (creditor_id, id, debtor_id, strategy, strategy_version, policy, policy_version, started_at)
  select $1, g.id, d.id, $3::jsonb #>> array['strategies', d.kind, 'name'], ($3::jsonb #>> array['strategies', d.kind, 'version'])::int,
    $3::jsonb #>> '{policy,name}', ($3::jsonb #>> '{policy,version}')::int, $4
  from jsonb_to_recordset($2::jsonb) as g (reference text, id uuid) join debtor d on d.creditor_id = $1 and d.reference = g.reference
  where exists (select from claim c where c.creditor_id = $1 and c.debtor_id = d.id and c.state = 'open')
  on conflict (creditor_id, debtor_id) where state = 'running' do nothing
  returning (select d.reference from debtor d where d.creditor_id = $1 and d.id = debtor_id) as reference`

/** Claims that a full export no longer lists have usually been paid: they rest at once, until that is confirmed. */
export async function holdAbsentClaims(sql: Sql, creditor: Creditor, importId: ImportId, now: Instant): Promise<number> {
  const absent = await sql.query<{ id: string; debtor_id: string }>(
    `select c.id, c.debtor_id from claim c
     where c.creditor_id = $1 and c.state = 'open' and c.kind = 'claim' and c.seen_import_id is distinct from $2
       and not exists (select from hold h where h.creditor_id = $1 and h.claim_id = c.id and h.kind = 'absent-from-export' and h.lifted_at is null)
     order by c.debtor_id`,
    [creditor.id, importId],
  )
  await sql.query(`select from debtor where creditor_id = $1 and id = any ($2::uuid[]) order by creditor_id, id for update`, [creditor.id, absent.map((claim) => claim.debtor_id)])
  const rows = JSON.stringify(absent.map((claim) => ({ ...claim, holdId: newId(), eventId: newId() })))
  await sql.query(
    `with given as (select * from jsonb_to_recordset($2::jsonb) as g (id uuid, debtor_id uuid, "holdId" uuid, "eventId" uuid)
     ), asked as (
       update debtor d set version = version + 1, review_at = least(review_at, $3) from given g where d.creditor_id = $1 and d.id = g.debtor_id
     ), held as (
       insert into hold (creditor_id, id, debtor_id, claim_id, kind, from_at) select $1, "holdId", debtor_id, id, 'absent-from-export', $3 from given
     )
     insert into contact_event (creditor_id, id, debtor_id, claim_id, kind, detail, at)
     select $1, "eventId", debtor_id, id, 'hold', '{"kind": "absent-from-export"}', $3 from given`,
    [creditor.id, rows, new Date(now)],
  )
  return absent.length
}
