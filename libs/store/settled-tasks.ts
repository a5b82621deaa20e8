/** Work that nobody need do any more, since all that it was about has been settled or withdrawn. */
import type { Instant, TaskKind } from '#domain'
import type { Sql } from './database'
import { OPEN_TASK } from './facts'
import { newId } from './ids'
import { keyArrays } from './snapshots'
import type { WrittenDecision } from './written-decision'

/** What asks for money, or that somebody else asks for it; what a debtor wrote or disputes is answered all the same. */
const ASKING: readonly TaskKind[] = ['escalation', 'visit', 'broken-promise']

/** Whoever has one in hand loses it: they would hand over, or ring at the door of, somebody who owes nothing. */
export async function closeSettledTasks(sql: Sql, decisions: readonly WrittenDecision[], now: Instant): Promise<void> {
  const asked = decisions.flatMap(({ snapshot }) => (snapshot.state.openTasks.some((kind) => ASKING.includes(kind)) ? [snapshot] : []))
  if (asked.length === 0) return
  const { creditors, debtors } = keyArrays(asked)
  const closed = await sql.query<{ creditorId: string; debtorId: string; kind: TaskKind }>(CLOSE, [
    creditors,
    debtors,
    ASKING,
    new Date(now),
  ])
  if (closed.length === 0) return
  await sql.query(
    `insert into contact_event (creditor_id, id, debtor_id, kind, detail, at)
     select g.creditor_id, g.id, g.debtor_id, 'task-closed', jsonb_build_object('kind', g.kind, 'as', 'settled'), $5
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) g (creditor_id, id, debtor_id, kind)`,
    [
      closed.map(({ creditorId }) => creditorId),
      closed.map(() => newId()),
      closed.map(({ debtorId }) => debtorId),
      closed.map(({ kind }) => kind),
      new Date(now),
    ],
  )
}

/** The end of the ladder was not decided about, so it is not taken: money that goes back brings the proposal again. */
const CLOSE = `
  with done as (
    update task t set closed_at = $4, closed_as = 'settled' from unnest($1::uuid[], $2::uuid[]) g (creditor_id, debtor_id)
    where t.creditor_id = g.creditor_id and t.debtor_id = g.debtor_id and t.kind = any ($3) and ${OPEN_TASK} and t.claims <> '{}'
      and not exists (select from claim c where c.creditor_id = t.creditor_id and c.reference = any (t.claims) and c.state = 'open')
    returning t.creditor_id, t.debtor_id, t.kind, t.claims
  ), given_back as (
    update claim_step s set live = false from done, claim c
    where done.kind = 'escalation' and c.creditor_id = done.creditor_id and c.reference = any (done.claims)
      and s.creditor_id = c.creditor_id and s.claim_id = c.id and s.live and s.phase = 'escalation' and s.step <> 'handed-over'
  )
  select creditor_id as "creditorId", debtor_id as "debtorId", kind from done`
