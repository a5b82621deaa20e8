/** Undoing an import of claims: what nothing has acted on yet is as it was before; the rest stays, with the reason. */
import type { ClaimId, CreditorId, DebtorId, ImportId, Instant, LocalDate } from '#domain'
import type { Sql } from '../database'
import { newId } from '../ids'
import { insertRows } from './bulk'
import { goOn, type JourneyStart } from './import-journeys'
import { takeTurn } from './import-runs'
import { judgeChunk, type ToUndo } from './import-undo-judge'

export type UndoFault = 'payments-stay' | 'import-at-work' | 'later-import' | 'too-long-ago' | 'already-undone'

/** Null: it may be undone. The last one first: what an earlier import brought, a later one may have told again. */
export async function faultOfUndo(sql: Sql, creditorId: CreditorId, id: ImportId): Promise<UndoFault | null> {
  const [run] = await sql.query<{ kind: string; running: boolean; undone: boolean; later: boolean; kept: boolean }>(
    `select r.kind, r.state = 'running' as running, r.undone_at is not null as undone,
       exists (select from import_run l where l.creditor_id = $1 and l.kind = r.kind and l.id > r.id and l.undone_at is null
         and (l.state = 'running' or l.lines_done > 0)) as later,
       r.loaded + r.changed + r.held = 0 or exists (select from import_chunk k where k.creditor_id = $1 and k.import_id = r.id) as kept
     from import_run r where r.creditor_id = $1 and r.id = $2`,
    [creditorId, id],
  )
  if (run?.kind !== 'claims') return 'payments-stay'
  if (run.undone) return 'already-undone'
  if (run.running) return 'import-at-work'
  if (run.later) return 'later-import'
  return run.kept ? null : 'too-long-ago'
}

/** From here on no import of this creditor begins until it is done. Asked again, it goes on. */
export async function beginUndo(sql: Sql, creditorId: CreditorId, id: ImportId, by: string, now: Instant): Promise<UndoFault | null> {
  await takeTurn(sql, creditorId)
  const fault = await faultOfUndo(sql, creditorId, id)
  if (fault) return fault
  await sql.query(
    `update import_run set undo_asked_at = coalesce(undo_asked_at, $3), undo_asked_by = coalesce(undo_asked_by, $4) where creditor_id = $1 and id = $2`,
    [creditorId, id, new Date(now), by],
  )
  return null
}

export interface UndoTarget {
  readonly creditorId: CreditorId
  readonly importId: ImportId
  readonly journey: JourneyStart
  readonly today: LocalDate
}

/** The last chunk that stands, in the caller's transaction; false when there is none left. */
export async function undoChunk(sql: Sql, target: UndoTarget, now: Instant): Promise<boolean> {
  const { creditorId, importId } = target
  const [chunk] = await sql.query<{ id: string }>(
    `select id from import_chunk where creditor_id = $1 and import_id = $2 and undone_at is null order by id desc limit 1 for update`,
    [creditorId, importId],
  )
  if (!chunk) return false
  await sql.query(LOCK, [creditorId, importId, chunk.id])
  const judged = await judgeChunk(sql, creditorId, importId, chunk.id)
  const free = judged.filter(({ kept }) => kept === null)
  await putBack(sql, target, free, now)
  const debtors = new Set([...free.map(({ debtorId }) => debtorId), ...(await undoHolds(sql, target, chunk.id, now))])
  await goOn(sql, { id: creditorId }, target.journey, [...debtors].sort(), now)
  await note(sql, target, chunk.id, judged, now)
  return true
}

/** All debtors of the chunk in the order of their ids, as everybody takes them: no contact of theirs leaves meanwhile. */
const LOCK = `
  select from debtor d where d.creditor_id = $1 and d.id = any (array(
    select c.debtor_id from import_chunk k cross join lateral (
      select unnest(k.made || k.held || k.lifted) union select (e ->> 'id')::uuid from jsonb_array_elements(k.changed) e) g (id)
    join claim c on c.creditor_id = $1 and c.id = g.id where k.creditor_id = $1 and k.import_id = $2 and k.id = $3))
  order by d.id for update`

/** A claim that is withdrawn gives its reference free: told again, it may well be another's. */
const PUT_BACK = `
  with free as (
    select c.id, c.debtor_id, c.open_cents, g.entry_id, g.event_id, b.before, coalesce((b.before ->> 'open_cents')::bigint, 0) as open_then
    from unnest($2::uuid[], $3::uuid[], $4::uuid[]) g (id, entry_id, event_id) join claim c on c.creditor_id = $1 and c.id = g.id
    left join jsonb_array_elements($5::jsonb) b (before) on (b.before ->> 'id')::uuid = g.id
  ), withdrawn as (
    update claim c set state = 'withdrawn', open_cents = 0, exported_open_cents = 0, reference = c.reference || '~' || right(c.id::text, 12)
    from free f where f.before is null and c.creditor_id = $1 and c.id = f.id
  ), restored as (
    update claim c set state = b.state, open_cents = b.open_cents, exported_open_cents = b.exported_open_cents, due_on = b.due_on,
      issued_on = b.issued_on, invoice_number = b.invoice_number,
      description = b.description, purchase_order = b.purchase_order, project = b.project, invoice_document = b.invoice_document,
        flags = b.flags, product = b.product, attributes = b.attributes
    from free f cross join lateral jsonb_populate_record(null::claim, f.before) b where f.before is not null and c.creditor_id = $1 and c.id = f.id
  ), booked as (
    insert into ledger_entry (creditor_id, id, claim_id, kind, amount_cents, booked_on, recorded_at)
    select $1, entry_id, id, case when before is null then 'withdrawal' else 'correction' end, open_then - open_cents, $6, $7 from free
      where open_then <> open_cents
  )
  insert into contact_event (creditor_id, id, debtor_id, claim_id, kind, detail, at)
  select $1, event_id, debtor_id, id, 'import-undone', jsonb_build_object('import', $8::uuid, 'change',
    case when before is null then 'withdrawal' else 'put-back' end, 'cents', open_then - open_cents), $7 from free`

async function putBack(sql: Sql, { creditorId, importId, today }: UndoTarget, free: readonly ToUndo[], now: Instant): Promise<void> {
  if (free.length === 0) return
  await sql.query(PUT_BACK, [
    creditorId,
    free.map(({ id }) => id),
    free.map(() => newId()),
    free.map(() => newId()),
    `[${free.flatMap(({ before }) => before ?? []).join(',')}]`,
    today,
    new Date(now),
    importId,
  ])
}

/** What this import put to rest goes on; what it let go on rests again, when it is owed still. Answers whose. */
async function undoHolds(sql: Sql, { creditorId, importId }: UndoTarget, chunk: string, now: Instant): Promise<DebtorId[]> {
  const key = [creditorId, importId, chunk]
  const lifted = await sql.query<{ id: string; debtorId: DebtorId; claimId: ClaimId }>(
    `update hold h set lifted_at = $4 from import_chunk k
     where k.creditor_id = $1 and k.import_id = $2 and k.id = $3 and h.creditor_id = $1 and h.claim_id = any (k.held)
       and h.kind = 'absent-from-export' and h.lifted_at is null
     returning h.id, h.debtor_id as "debtorId", h.claim_id as "claimId"`,
    [...key, new Date(now)],
  )
  const missing = await sql.query<{ debtorId: DebtorId; claimId: ClaimId }>(
    `select c.debtor_id as "debtorId", c.id as "claimId" from import_chunk k cross join unnest(k.lifted) g (id)
      join claim c on c.creditor_id = $1 and c.id = g.id
     where k.creditor_id = $1 and k.import_id = $2 and k.id = $3 and c.state = 'open'
       and not exists (select from hold h where h.creditor_id = $1 and h.claim_id = c.id and h.kind = 'absent-from-export' and h.lifted_at is null)`,
    key,
  )
  const again = missing.map((one) => ({ ...one, id: newId() }))
  const at = { creditor_id: ['uuid', creditorId], from_at: ['timestamptz', new Date(now)], kind: ['text', 'absent-from-export'] } as const
  await insertRows(sql, 'hold', at, {
    id: ['uuid', again.map(({ id }) => id)],
    debtor_id: ['uuid', again.map(({ debtorId }) => debtorId)],
    claim_id: ['uuid', again.map(({ claimId }) => claimId)],
  })
  const told = [...lifted.map((one) => ({ ...one, kind: 'hold-lifted' })), ...again.map((one) => ({ ...one, kind: 'hold' }))]
  await insertRows(
    sql,
    'contact_event',
    { creditor_id: at.creditor_id, at: ['timestamptz', new Date(now)] },
    {
      id: ['uuid', told.map(() => newId())],
      debtor_id: ['uuid', told.map(({ debtorId }) => debtorId)],
      claim_id: ['uuid', told.map(({ claimId }) => claimId)],
      kind: ['text', told.map(({ kind }) => kind)],
      detail: ['jsonb', told.map(({ id }) => JSON.stringify({ hold: id, kind: 'absent-from-export' }))],
    },
  )
  return told.map(({ debtorId }) => debtorId)
}

async function note(sql: Sql, { creditorId, importId }: UndoTarget, chunk: string, judged: readonly ToUndo[], now: Instant): Promise<void> {
  const kept = judged.flatMap(({ id, kept: why }) => (why === null ? [] : [{ id, why }]))
  const withdrawn = judged.filter(({ kept: why, before }) => why === null && before === null).length
  await sql.query(`update import_chunk set undone_at = $4, kept = $5::jsonb where creditor_id = $1 and import_id = $2 and id = $3`, [
    creditorId,
    importId,
    chunk,
    new Date(now),
    JSON.stringify(kept),
  ])
  await sql.query(
    `update import_run set withdrawn = withdrawn + $3, put_back = put_back + $4, kept = kept + $5 where creditor_id = $1 and id = $2`,
    [creditorId, importId, withdrawn, judged.length - withdrawn - kept.length, kept.length],
  )
}

export const finishUndo = (
  sql: Sql,
  { creditorId, importId }: Pick<UndoTarget, 'creditorId' | 'importId'>,
  now: Instant,
): Promise<unknown> =>
  sql.query(`update import_run set undone_at = coalesce(undone_at, $3) where creditor_id = $1 and id = $2`, [
    creditorId,
    importId,
    new Date(now),
  ])
