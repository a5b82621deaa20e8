/** Planned contacts: the attempts that decisions ask for, the steps their claims take by them, and the events that tell of it. */
import { isLadderPhase, type AttemptId, type ClaimState, type Instant, type PlannedContact } from '#domain'
import { instantColumn, jsonColumn, jsonOf, listColumn, plainColumn } from './columns'
import type { Sql } from './database'
import { newId } from './ids'
import { keyArrays } from './snapshots'
import { campaignOf, type ContactDecision } from './written-decision'

interface Planned {
  readonly written: ContactDecision
  readonly contact: PlannedContact
  readonly attemptId: AttemptId
  /** What a creditor in shadow would have sent is planned only, until it is released. */
  readonly state: 'planned' | 'queued'
}

export async function planContacts(sql: Sql, decisions: readonly ContactDecision[], now: Instant): Promise<void> {
  if (decisions.length === 0) return
  const planned = decisions.map((written): Planned => {
    const { contact } = written.decision
    return { written, contact, attemptId: contact.resumes ?? newId(), state: written.snapshot.live ? 'queued' : 'planned' }
  })
  const fresh = planned.filter(({ contact }) => contact.resumes === null)
  if (fresh.length > 0) {
    await insertAttempts(sql, fresh, now)
    await takeSteps(sql, fresh)
  }
  await resume(sql, planned.filter(({ contact }) => contact.resumes !== null))
  await tell(sql, planned, now)
}

const keysOf = (planned: readonly Planned[]): [string, string, string] => {
  const { creditors, debtors } = keyArrays(planned.map(({ written }) => written.snapshot))
  return [creditors, plainColumn(planned.map(({ attemptId }) => attemptId)), debtors]
}

async function insertAttempts(sql: Sql, planned: readonly Planned[], now: Instant): Promise<void> {
  const of = <Field extends keyof PlannedContact>(field: Field): PlannedContact[Field][] => planned.map(({ contact }) => contact[field])
  await sql.query(
    `insert into contact_attempt (creditor_id, id, debtor_id, campaign_id, decision_id, channel, contact_point_id, phase, step, claims, amount_cents,
       pay_by, expected_delivery, legal_end, announced_costs_cents, state, planned_for, due_at, expires_at, created_at)
     select creditor_id, id, debtor_id, campaign_id, decision_id, channel, point_id, phase, step, claims::text[], amount,
       pay_by, expected_delivery, legal_end, costs, state, planned_for, due_at, expires_at, $1
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::uuid[], $9::text[], $10::text[], $11::text[], $12::bigint[],
       $13::date[], $14::date[], $15::date[], $16::bigint[], $17::text[], $18::timestamptz[], $19::timestamptz[], $20::timestamptz[])
       g (creditor_id, id, debtor_id, campaign_id, decision_id, channel, point_id, phase, step, claims, amount,
         pay_by, expected_delivery, legal_end, costs, state, planned_for, due_at, expires_at)`,
    [
      new Date(now), ...keysOf(planned), plainColumn(planned.map(({ written }) => campaignOf(written.snapshot, written.decision))),
      plainColumn(planned.map(({ written }) => written.id)), plainColumn(of('channel')), plainColumn(of('contactPointId')), plainColumn(of('phase')), of('step'),
      listColumn(of('claims')), plainColumn(of('amount')), plainColumn(of('payBy')), plainColumn(of('expectedDelivery')), plainColumn(of('legalEnd')),
      plainColumn(of('announcedCosts')), plainColumn(planned.map(({ state }) => state)), instantColumn(of('at')),
      instantColumn(planned.map(({ written }) => written.dueAt)), instantColumn(planned.map(({ written }) => written.expiresAt)),
    ],
  )
}

/** Unique per claim, step and round (rule 4): a step that is taken already refuses the whole decision. What goes beside the ladder takes none. */
async function takeSteps(sql: Sql, planned: readonly Planned[]): Promise<void> {
  const steps = planned.filter(({ contact }) => isLadderPhase(contact.phase)).flatMap((one) => claimsOf(one).map((claim) => ({ ...one, claim })))
  if (steps.length === 0) return
  await sql.query(
    `insert into claim_step (creditor_id, claim_id, attempt_id, step, phase, taken_on, expected_delivery, legal_end, pay_by, announced_costs_cents)
     select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::date[], $7::date[], $8::date[], $9::date[], $10::bigint[])`,
    [
      plainColumn(steps.map(({ written }) => written.snapshot.creditorId)), plainColumn(steps.map(({ claim }) => claim.id)), plainColumn(steps.map(({ attemptId }) => attemptId)),
      steps.map(({ contact }) => contact.step), plainColumn(steps.map(({ contact }) => contact.phase)), plainColumn(steps.map(({ written }) => written.today)),
      plainColumn(steps.map(({ contact }) => contact.expectedDelivery)), plainColumn(steps.map(({ contact }) => contact.legalEnd)),
      plainColumn(steps.map(({ contact }) => contact.payBy)), plainColumn(steps.map(({ contact }) => contact.announcedCosts)),
    ],
  )
}

const claimsOf = ({ written, contact }: Planned): ClaimState[] => written.snapshot.state.claims.filter(({ reference }) => contact.claims.includes(reference))

/** Another hand-over of an attempt that failed (rule 10): the same row, and the same steps of the claims it still lists. */
async function resume(sql: Sql, planned: readonly Planned[]): Promise<void> {
  if (planned.length === 0) return
  await sql.query(RESUME, [JSON.stringify(planned.map(({ written, contact: { at, ...contact }, attemptId, state }) => ({
    ...contact, creditorId: written.snapshot.creditorId, attemptId, decisionId: written.id, campaignId: campaignOf(written.snapshot, written.decision), state,
    today: written.today, plannedFor: new Date(at), dueAt: new Date(written.dueAt), expiresAt: new Date(written.expiresAt),
  })))])
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

async function tell(sql: Sql, planned: readonly Planned[], now: Instant): Promise<void> {
  await sql.query(
    `insert into contact_event (creditor_id, id, debtor_id, attempt_id, kind, detail, at)
     select creditor_id, id, debtor_id, attempt_id, kind, detail::jsonb, $1
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], ${jsonOf('$7')}) g (creditor_id, attempt_id, debtor_id, id, kind, detail)`,
    [
      new Date(now), ...keysOf(planned), plainColumn(planned.map(() => newId())), plainColumn(planned.map(({ state }) => state)),
      jsonColumn(planned.map(({ written, contact: { channel, phase } }) => ({ decision: written.id, channel, phase }))),
    ],
  )
}
