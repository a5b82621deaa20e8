/** Import, the claims of a chunk with their ledger: new ones as the export has them, known ones by what it says anew. */
import type { ClaimId, DebtorId, ImportedClaim, Instant, LocalDate } from '#domain'
import { LATER_END } from '../claim-records'
import { from, insertRows, NEW_IDS, type Columns } from './bulk'
import type { Sql } from '../database'
import type { Creditor } from '../entities/creditor.entity'
import { newId } from '../ids'
import type { DebtorsSaid, DebtorSaid } from './import-debtors'

export interface NewClaim {
  readonly id: ClaimId
  readonly claim: ImportedClaim
  readonly said: DebtorSaid
  readonly open: number
  readonly state: 'open' | 'settled' | 'withdrawn'
}

export function newClaims(debtors: DebtorsSaid, claims: readonly ImportedClaim[]): NewClaim[] {
  return claims.flatMap((claim) => {
    const said = debtors.get(claim.debtor.reference)
    // Withdrawn owes nothing.
    const open = claim.kind === 'withdrawn' ? 0 : claim.open
    const state = claim.kind === 'withdrawn' ? 'withdrawn' : (claim.kind === 'credit-note' ? open < 0 : open > 0) ? 'open' : 'settled'
    return said ? [{ id: newId<ClaimId>(), claim, said, open, state }] : []
  })
}

export async function insertClaims(
  sql: Sql,
  creditor: Creditor,
  fresh: readonly NewClaim[],
  today: LocalDate,
  now: Instant,
): Promise<void> {
  const of = { creditor_id: ['uuid', creditor.id] } as const
  const at = ['timestamptz', new Date(now)] as const
  await insertRows(
    sql,
    'claim',
    { ...of, created_at: at },
    {
      id: ['uuid', fresh.map(({ id }) => id)],
      debtor_id: ['uuid', fresh.map(({ said }) => said.ownerId)],
      merged_from: ['uuid', fresh.map(({ said: { id, ownerId } }) => (id === ownerId ? null : id))],
      kind: ['text', fresh.map(({ claim: { kind } }) => (kind === 'credit-note' ? kind : 'claim'))],
      ...saidColumns(fresh.map(({ claim }) => claim)),
      original_cents: ['bigint', fresh.map(({ claim }) => claim.original)],
      open_cents: ['bigint', fresh.map(({ open }) => open)],
      exported_open_cents: ['bigint', fresh.map(({ open }) => open)],
      state: ['text', fresh.map(({ state }) => state)],
    },
  )
  const principals = fresh.map(({ id, claim }) => ({ id, kind: 'principal', cents: claim.original, on: claim.issuedOn ?? today }))
  const lowered = fresh
    .filter(({ claim, open }) => open !== claim.original)
    .map(({ id, claim, open }) => ({
      id,
      kind: claim.kind === 'withdrawn' ? 'withdrawal' : 'correction',
      cents: open - claim.original,
      on: today,
    }))
  const entries = [...principals, ...lowered]
  await insertRows(
    sql,
    'ledger_entry',
    { ...of, recorded_at: at },
    {
      id: NEW_IDS,
      claim_id: ['uuid', entries.map(({ id }) => id)],
      kind: ['text', entries.map(({ kind }) => kind)],
      amount_cents: ['bigint', entries.map(({ cents }) => cents)],
      booked_on: ['date', entries.map(({ on }) => on)],
    },
  )
  await insertHistory(sql, creditor, fresh)
}

/** The last phase somebody else reached, so that the ladder goes on from there. */
async function insertHistory(sql: Sql, creditor: Creditor, fresh: readonly NewClaim[]): Promise<void> {
  const past = fresh.flatMap(({ id, claim: { history } }) => (history ? [{ id, ...history }] : []))
  await insertRows(
    sql,
    'claim_step',
    { creditor_id: ['uuid', creditor.id] },
    {
      claim_id: ['uuid', past.map(({ id }) => id)],
      step: ['text', past.map(({ lastPhase }) => lastPhase)],
      phase: ['text', past.map(({ lastPhase }) => lastPhase)],
      taken_on: ['date', past.map(({ on }) => on)],
      legal_end: ['date', past.map(({ lastPhase, payBy = null }) => (lastPhase === 'formal-notice' ? payBy : null))],
      pay_by: ['date', past.map(({ payBy = null }) => payBy)],
      announced_costs_cents: ['bigint', past.map(({ costsAnnounced = null }) => costsAnnounced)],
      proof: ['text', past.map(({ proof = null }) => proof)],
    },
  )
}

function saidColumns(claims: readonly ImportedClaim[]): Columns {
  return {
    reference: ['text', claims.map(({ reference }) => reference)],
    invoice_number: ['text', claims.map(({ invoiceNumber }) => invoiceNumber)],
    issued_on: ['date', claims.map(({ issuedOn }) => issuedOn)],
    due_on: ['date', claims.map(({ dueOn }) => dueOn)],
    description: ['text', claims.map(({ description }) => description)],
    purchase_order: ['text', claims.map(({ purchaseOrder }) => purchaseOrder)],
    project: ['text', claims.map(({ project }) => project)],
    invoice_document: ['text', claims.map(({ invoiceDocument }) => invoiceDocument)],
    flags: ['text[]', claims.map(({ flags }) => `{${flags.join(',')}}`)],
    product: ['text', claims.map(({ product = null }) => product)],
    attributes: ['jsonb', claims.map(({ attributes = {} }) => JSON.stringify(attributes))],
  }
}

export interface KnownClaim {
  readonly id: ClaimId
  readonly debtorId: DebtorId
  readonly claim: ImportedClaim
}

export interface ChangedClaim {
  readonly debtorId: DebtorId
  /** As it was, for an undo: JSON, with what is open since. */
  readonly before: string
}

/** Writes the known claims that the export now tells otherwise. */
export async function updateClaims(
  sql: Sql,
  creditor: Creditor,
  known: readonly KnownClaim[],
  today: LocalDate,
  now: Instant,
): Promise<ChangedClaim[]> {
  if (known.length === 0) return []
  const { rows, parameters } = from(
    {
      id: ['uuid', known.map(({ id }) => id)],
      entry_id: NEW_IDS,
      kind: ['text', known.map(({ claim: { kind } }) => kind)],
      exported: ['bigint', known.map(({ claim: { kind, open } }) => (kind === 'withdrawn' ? 0 : open))],
      ...saidColumns(known.map(({ claim }) => claim)),
    },
    3,
  )
  return sql.query<ChangedClaim>(CHANGES(rows), [creditor.id, today, new Date(now), ...parameters])
}

/**
 * A payment may have been read before the export knows of it: only a change of what the export says moves the open amount,
 * and never up to what has been paid already. What of a payment covered costs or interest, the bookkeeping takes for paid.
 */
const OPEN = `case
  when g.exported > c.exported_open_cents then c.open_cents + g.exported - c.exported_open_cents
  when g.exported < c.exported_open_cents then least(c.open_cents, g.exported + c.covered_cents)
  else c.open_cents end`

/** A day that a person put off here is not brought back by an export that has not heard of it (P19). */
const DUE_ON = `case when g.due_on < c.due_on and exists (
    select from contact_event e where e.creditor_id = c.creditor_id and e.debtor_id = c.debtor_id and e.claim_id = c.id
      and (e.kind = 'claim-changed' and e.detail -> 'fields' ? 'dueOn' or e.kind = 'restarted')
  ) then c.due_on else g.due_on end`

/** What was withdrawn, here or by the export, stays so until the export says that something of it is owed again. */
const WITHDRAWN = `(g.kind = 'withdrawn' or c.state = 'withdrawn' and ${OPEN} = c.open_cents)`

/** What an export may say of a claim, as it is known and as it is told now; a product or an attribute that is not said stays. */
const KNOWN = `(c.exported_open_cents, c.due_on, c.issued_on, c.invoice_number, c.description, c.purchase_order, c.project, c.invoice_document, c.state = 'withdrawn',
  c.product, c.attributes)`
const TOLD = `(g.exported, ${DUE_ON}, g.issued_on, g.invoice_number, g.description, g.purchase_order, g.project, g.invoice_document, ${WITHDRAWN},
  coalesce(g.product, c.product), c.attributes || g.attributes::jsonb)`

const CHANGES = (given: string): string => `
  with read as materialized (
    select g.*, c.debtor_id, c as known, c.open_cents as open_before, ${OPEN} as open_now, ${DUE_ON} as due_now, ${WITHDRAWN} as withdrawn_now,
      coalesce(g.product, c.product) as product_now, c.attributes || g.attributes::jsonb as attributes_now
    from ${given} join claim c on c.creditor_id = $1 and c.id = g.id where ${KNOWN} is distinct from ${TOLD}
  ), updated as (
    update claim c set open_cents = g.open_now, exported_open_cents = g.exported, due_on = g.due_now, issued_on = g.issued_on,
      invoice_number = g.invoice_number,
      description = g.description, purchase_order = g.purchase_order, project = g.project, invoice_document = g.invoice_document, flags = g.flags::text[],
      product = g.product_now, attributes = g.attributes_now,
      state = case when g.withdrawn_now then 'withdrawn' when g.kind = 'credit-note' and g.open_now < 0 or g.kind = 'claim'
        and g.open_now > 0 then 'open' else 'settled' end
    from read g where c.creditor_id = $1 and c.id = g.id
  ), put_off as (
    update claim_step t set pay_by = ${LATER_END('g.due_now', '(g.known).due_on')} from read g
    where g.due_now > (g.known).due_on and t.creditor_id = $1 and t.claim_id = g.id and t.live and coalesce(t.pay_by, t.legal_end) is not null
  ), booked as (
    insert into ledger_entry (creditor_id, id, claim_id, kind, amount_cents, booked_on, recorded_at)
    select $1, entry_id, id, case kind when 'withdrawn' then 'withdrawal' else 'correction' end, open_now - open_before, $2, $3 from read
      where open_now <> open_before
  )
  select debtor_id as "debtorId", (to_jsonb(known) || jsonb_build_object('open_since', open_now))::text as before from read`
