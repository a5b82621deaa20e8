/** Resumed contacts: another hand-over of an attempt that failed (rule 10) is the same row, and the same steps of the claims it still lists. */
import type { Sql } from './database'
import { campaignOf, stateOf, type WrittenDecision } from './written-decision'

export async function resumeContacts(sql: Sql, decisions: readonly WrittenDecision[]): Promise<void> {
  const resumed = decisions.flatMap((written) =>
    written.contact !== null && written.contact.resumes !== null
      ? [
          {
            ...written.contact,
            creditorId: written.snapshot.creditorId,
            attemptId: written.attemptId,
            decisionId: written.id,
            state: stateOf(written),
            today: written.today,
            campaignId: campaignOf(written.snapshot, written.decision),
            plannedFor: new Date(written.contact.at),
            dueAt: new Date(written.dueAt),
            expiresAt: new Date(written.expiresAt),
          },
        ]
      : [],
  )
  if (resumed.length > 0) await sql.query(RESUME, [JSON.stringify(resumed)])
}

const RESUME = `
  with given as materialized (
    select * from jsonb_to_recordset($1::jsonb) as g ("creditorId" uuid, "attemptId" uuid, "decisionId" uuid, "campaignId" uuid, state text, today date,
      channel text, "contactPointId" uuid, claims text[], amount bigint, "payBy" date, "expectedDelivery" date, "legalEnd" date, "announcedCosts" bigint,
      "plannedFor" timestamptz, "dueAt" timestamptz, "expiresAt" timestamptz)
  ), resumed as (
    update contact_attempt a set state = g.state, campaign_id = g."campaignId", decision_id = g."decisionId", channel = g.channel, contact_point_id = g."contactPointId",
      claims = g.claims, amount_cents = g.amount, pay_by = g."payBy", expected_delivery = g."expectedDelivery", legal_end = g."legalEnd",
      announced_costs_cents = g."announcedCosts", planned_for = g."plannedFor", due_at = g."dueAt", expires_at = g."expiresAt", weight = 1, sent_at = null, ended_at = null,
      end_reasons = null, lease_token = null, lease_until = null
    from given g where a.creditor_id = g."creditorId" and a.id = g."attemptId" and a.state = 'failed'
  ), left_out as (
    update claim_step t set live = false from given g
    where t.creditor_id = g."creditorId" and t.attempt_id = g."attemptId"
      and not exists (select from claim k where k.creditor_id = t.creditor_id and k.id = t.claim_id and k.reference = any (g.claims))
  )
  update claim_step t set taken_on = g.today, expected_delivery = g."expectedDelivery", legal_end = g."legalEnd", pay_by = g."payBy", announced_costs_cents = g."announcedCosts"
  from given g where t.creditor_id = g."creditorId" and t.attempt_id = g."attemptId"
    and exists (select from claim k where k.creditor_id = t.creditor_id and k.id = t.claim_id and k.reference = any (g.claims))`
