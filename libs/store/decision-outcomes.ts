/** What decisions other than a contact bring about: human work with the step it takes, promises that count as broken, journeys that end. */
import type { Instant } from '#domain'
import type { Sql } from './database'
import { newId } from './ids'
import type { Escalation, WrittenDecision } from './written-decision'

export async function openEscalations(sql: Sql, decisions: readonly Escalation[], now: Instant): Promise<void> {
  if (decisions.length === 0) return
  const rows = decisions.map(({ id, snapshot, decision, today }) => {
    const broken = decision.reasons.find((reason) => reason.code === 'promise-broken')
    return {
      ...decision,
      creditorId: snapshot.creditorId,
      debtorId: snapshot.debtorId,
      id: newId(),
      brokenEventId: newId(),
      eventId: newId(),
      decisionId: id,
      today,
      brokenPayBy: broken?.payBy ?? null,
    }
  })
  await sql.query(ESCALATE, [JSON.stringify(rows), new Date(now)])
}

const ESCALATE = `
  with given as materialized (
    select * from jsonb_to_recordset($1::jsonb) as g ("creditorId" uuid, "debtorId" uuid, id uuid, "brokenEventId" uuid, "eventId" uuid, "decisionId" uuid, task text, claims text[], step text, phase text,
      reasons jsonb, today date, "brokenPayBy" date)
  ), tasked as (
    insert into task (creditor_id, id, debtor_id, kind, claims, reasons, opened_at)
    select "creditorId", id, "debtorId", task, claims, reasons, $2 from given
  ), stepped as (
    insert into claim_step (creditor_id, claim_id, round, step, phase, taken_on)
    select k.creditor_id, k.id, k.round, g.step, coalesce(g.phase, 'escalation'), g.today
    from given g join claim k on k.creditor_id = g."creditorId" and k.reference = any (g.claims) where g.step is not null
    on conflict do nothing
  ), broken as (
    update promise_to_pay m set state = 'broken', ended_at = $2 from given g
    where g."brokenPayBy" is not null and m.creditor_id = g."creditorId" and m.debtor_id = g."debtorId" and m.state = 'open' and m.pay_by = g."brokenPayBy"
    returning g."brokenEventId", m.creditor_id, m.debtor_id, m.id, m.pay_by
  ), told as (
    insert into contact_event (creditor_id, id, debtor_id, kind, detail, at)
    select distinct on ("brokenEventId") creditor_id, "brokenEventId", debtor_id, 'promise-broken', jsonb_build_object('promise', id, 'payBy', pay_by), $2 from broken order by "brokenEventId", id
  )
  insert into contact_event (creditor_id, id, debtor_id, kind, detail, at)
  select "creditorId", "eventId", "debtorId", 'task-opened', jsonb_build_object('kind', task, 'decision', "decisionId"), $2 from given`

/** A journey ends, and its debtor leaves the campaign, when nothing is owed any more; when only persons decide, it goes on. */
export async function endJourneys(sql: Sql, decisions: readonly WrittenDecision[], now: Instant): Promise<void> {
  if (decisions.length === 0) return
  await sql.query(
    `with ended as (
       update journey j set state = 'ended', ended_at = $4 from unnest($1::uuid[], $2::uuid[], $3::uuid[]) g (creditor_id, debtor_id, id)
       where j.creditor_id = g.creditor_id and j.id = g.id
         and not exists (select from claim k where k.creditor_id = g.creditor_id and k.debtor_id = g.debtor_id and k.state = 'open')
       returning j.creditor_id, j.debtor_id
     )
     update campaign_enrolment e set state = 'left', reason = 'settled', left_at = $4 from ended j
     where e.creditor_id = j.creditor_id and e.debtor_id = j.debtor_id and e.state = 'enrolled'`,
    [
      decisions.map(({ snapshot }) => snapshot.creditorId),
      decisions.map(({ snapshot }) => snapshot.debtorId),
      decisions.map(({ journeyId }) => journeyId),
      new Date(now),
    ],
  )
}
