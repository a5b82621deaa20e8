/** Import, claims that an export of all open items leaves out: they rest at once, and go on when they are back. */
import type { ClaimId, CreditorId, DebtorId, ImportId, Instant } from '#domain'
import { insertRows, NEW_IDS } from './bulk'
import type { Sql } from '../database'
import { newId } from '../ids'
import { keepChunk } from './import-chunks'

const PAGE = 10_000
type Of = { readonly id: CreditorId }

interface OpenClaim {
  readonly id: ClaimId
  readonly reference: string
}

/**
 * What a full export no longer lists has usually been paid: it rests until that is confirmed.
 * Ids sort by time: a claim that is younger than the import came by it, or is too young for the export to know.
 */
export async function holdAbsentClaims(
  sql: Sql,
  creditor: Of,
  importId: ImportId,
  isListed: (reference: string) => boolean,
  now: Instant,
): Promise<number> {
  let held = 0
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const page = await sql.query<OpenClaim>(OPEN, [creditor.id, last, PAGE, importId])
    const absent = page.filter(({ reference }) => !isListed(reference))
    if (absent.length > 0) held += await hold(sql, creditor, importId, absent, now)
    const end = page.at(-1)
    if (!end) return held
    last = end.id
  }
}

const OPEN = `
  select c.id, c.reference from claim c
  where c.creditor_id = $1 and c.id > $2 and c.id < $4 and c.state = 'open' and c.kind = 'claim' order by c.id limit $3`

async function hold(sql: Sql, creditor: Of, importId: ImportId, absent: readonly OpenClaim[], now: Instant): Promise<number> {
  const at = new Date(now)
  await sql.query(
    `select from debtor where creditor_id = $1 and id = any (array(select debtor_id from claim
      where creditor_id = $1 and id = any ($2::uuid[]))) order by creditor_id, id for update`,
    [creditor.id, absent.map(({ id }) => id)],
  )
  // Asked again under the lock: what was paid or held in between is left alone.
  const still = await sql.query<{ id: ClaimId; debtor_id: DebtorId }>(
    `select c.id, c.debtor_id from claim c where c.creditor_id = $1 and c.id = any ($2::uuid[]) and c.state = 'open'
       and not exists (select from hold h where h.creditor_id = $1 and h.claim_id = c.id and h.kind = 'absent-from-export' and h.lifted_at is null)`,
    [creditor.id, absent.map(({ id }) => id)],
  )
  const of = { creditor_id: ['uuid', creditor.id], kind: ['text', 'absent-from-export'], from_at: ['timestamptz', at] } as const
  const claims = { debtor_id: ['uuid', still.map(({ debtor_id }) => debtor_id)], claim_id: ['uuid', still.map(({ id }) => id)] } as const
  await insertRows(sql, 'hold', of, { id: ['uuid', still.map(() => newId())], ...claims })
  await keepChunk(sql, creditor.id, importId, { held: still.map(({ id }) => id) })
  await insertRows(
    sql,
    'contact_event',
    {
      creditor_id: of.creditor_id,
      kind: ['text', 'hold'],
      detail: ['jsonb', JSON.stringify({ kind: 'absent-from-export' })],
      at: ['timestamptz', at],
    },
    { id: NEW_IDS, ...claims },
  )
  await sql.query(
    `update debtor set version = version + 1, review_at = least(review_at, $3) where creditor_id = $1 and id = any ($2::uuid[])`,
    [creditor.id, still.map(({ debtor_id }) => debtor_id), at],
  )
  return still.length
}

export interface LiftedHold {
  readonly id: string
  readonly debtorId: DebtorId
  readonly claimId: ClaimId
}

/** A claim that was missing and is back is owed again. */
export async function liftAbsent(sql: Sql, creditor: Of, known: readonly ClaimId[], now: Instant): Promise<LiftedHold[]> {
  if (known.length === 0) return []
  const lifted = await sql.query<LiftedHold>(
    `update hold set lifted_at = $3 where creditor_id = $1 and kind = 'absent-from-export' and lifted_at is null and claim_id = any ($2::uuid[])
     returning id, debtor_id as "debtorId", claim_id as "claimId"`,
    [creditor.id, known, new Date(now)],
  )
  await insertRows(
    sql,
    'contact_event',
    { creditor_id: ['uuid', creditor.id], kind: ['text', 'hold-lifted'], at: ['timestamptz', new Date(now)] },
    {
      id: NEW_IDS,
      debtor_id: ['uuid', lifted.map(({ debtorId }) => debtorId)],
      claim_id: ['uuid', lifted.map(({ claimId }) => claimId)],
      detail: ['jsonb', lifted.map(({ id }) => JSON.stringify({ hold: id, kind: 'absent-from-export' }))],
    },
  )
  return lifted
}
