/** Marking: attempts that are about to leave become sending, each with its hand-over, its wording and its event, by one statement. */
import type { AttemptId, Channel, ContactPointId, CreditorId, DebtorId, HandOverId, Instant, LetterBatchId, OutboundMessage } from '#domain'
import type { Lease } from './attempts'
import { spendBudgets, withinBudgets, type BudgetWindow } from './budgets'
import { pauseForCost } from './campaigns/campaign-cost'
import { jsonColumn, jsonOf, plainColumn, textColumn } from './columns'
import { inTransaction, type Sql } from './database'
import { newId } from './ids'
import { uuidList } from './binary-list'
import { RUNS } from './waiting'

export interface SendingAttempt {
  readonly creditorId: CreditorId
  readonly attemptId: AttemptId
  readonly debtorId: DebtorId
  readonly debtorVersion: number
  readonly handOverId: HandOverId
  readonly number: number
  readonly channel: Channel
  readonly contactPointId: ContactPointId
  readonly sender: string
  readonly carrier: string
  readonly address: unknown
  readonly message: OutboundMessage
  readonly batchId: LetterBatchId | null
  readonly budgets: readonly BudgetWindow[]
}

/**
 * queued -> sending, committed before anything leaves (rule 9), with the wording exactly as it will leave. Passes only where the debtor
 * still has the version the gate judged, where the creditor is live, nobody stopped or paused and no carrier asked for quiet, and within the budgets.
 */
export async function markSending(sql: Sql, lease: Lease, attempts: readonly SendingAttempt[], now: Instant): Promise<MarkedSending> {
  if (!attempts.some(({ budgets }) => budgets.length > 0)) return { cleared: await mark(sql, lease, attempts, now), overBudget: [] }
  return inTransaction(sql, async (within) => {
    const { affordable, overBudget, tooDear } = await withinBudgets(within, attempts)
    const cleared = await mark(within, lease, affordable, now)
    await spendBudgets(
      within,
      affordable.filter(({ handOverId }) => cleared.has(handOverId)),
    )
    for (const campaign of tooDear) await pauseForCost(within, campaign, now)
    return { cleared, overBudget }
  })
}

export interface MarkedSending {
  /** Hand-overs that may go. */
  readonly cleared: ReadonlySet<HandOverId>
  /** Still queued: their budget is spent. */
  readonly overBudget: readonly SendingAttempt[]
}

async function mark(sql: Sql, lease: Lease, attempts: readonly SendingAttempt[], now: Instant): Promise<ReadonlySet<HandOverId>> {
  if (attempts.length === 0) return new Set()
  const passed = await sql.query<{ id: HandOverId }>(MARK_SENDING, [new Date(now), lease.token, lease.seconds, ...columnsOf(attempts)])
  return new Set(passed.map((row) => row.id))
}

/** In the order of the statement's columns. */
function columnsOf(attempts: readonly SendingAttempt[]): unknown[] {
  const ids = (of: (attempt: SendingAttempt) => string | null): Buffer => uuidList(attempts.map(of))
  const plain = (of: (attempt: SendingAttempt) => string | number): string => plainColumn(attempts.map(of))
  const texts = (of: (attempt: SendingAttempt) => string): string => textColumn(attempts.map(of))
  return [
    ids((a) => a.creditorId),
    ids((a) => a.attemptId),
    ids((a) => a.debtorId),
    ids((a) => a.handOverId),
    ids((a) => a.contactPointId),
    ids((a) => a.batchId),
    ids(() => newId()),
    plain((a) => a.debtorVersion),
    plain((a) => a.number),
    plain((a) => a.channel),
    texts((a) => a.sender),
    texts((a) => a.carrier),
    jsonColumn(attempts.map((a) => a.address)),
    jsonColumn(attempts.map((a) => a.message.content)),
    plain((a) => a.message.language),
    texts((a) => a.message.template.name),
    plain((a) => a.message.template.version),
    jsonColumn(attempts.map(detailOf)),
  ]
}

const detailOf = ({ channel, number, message: { content } }: SendingAttempt): object => ({
  channel,
  number,
  ...(content.channel === 'email' && { documents: content.documents?.length, documentsMissing: content.documentsMissing?.length }),
})

const MARK_SENDING = `
  with given as materialized (
    select *, content_text::jsonb as content from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[], $10::uuid[], $11::bigint[], $12::int[], $13::text[], $14::text[],
      $15::text[], ${jsonOf('$16')}, ${jsonOf('$17')}, $18::text[], $19::text[], $20::int[], ${jsonOf('$21')})
      as g (creditor_id, attempt_id, debtor_id, hand_over_id, contact_point_id, batch_id, event_id, debtor_version, number, channel, sender, carrier, address, content_text, language,
        template, template_version, detail)
  ), locked as (
    select d.creditor_id, d.id from debtor d join given g on d.creditor_id = g.creditor_id and d.id = g.debtor_id and d.version = g.debtor_version
    order by d.creditor_id, d.id for update of d
  ), sending as (
    update contact_attempt a set state = 'sending', tries = a.tries + 1, sent_at = $1, batch_id = g.batch_id,
      lease_until = clock_timestamp() + make_interval(secs => $3)
    from given g join locked l on l.creditor_id = g.creditor_id and l.id = g.debtor_id
    where a.creditor_id = g.creditor_id and a.id = g.attempt_id and a.state = 'queued' and a.lease_token = $2
      and not (select stopped from sending_switch)
      and exists (select from creditor r where r.id = a.creditor_id and r.state = 'live')
      and ${RUNS('a.creditor_id', 'a.campaign_id')}
      and not exists (select from sender s where s.creditor_id = a.creditor_id and s.channel = a.channel and (s.slowed_until > clock_timestamp() or s.paused_at is not null))
    returning g.*
  ), raised as (
    update debtor d set version = d.version + 1 from sending s where d.creditor_id = s.creditor_id and d.id = s.debtor_id
  ), handed as (
    insert into hand_over (creditor_id, id, attempt_id, debtor_id, number, channel, contact_point_id, sender, carrier, state, message_hash, started_at)
    select s.creditor_id, s.hand_over_id, s.attempt_id, s.debtor_id, s.number, s.channel, s.contact_point_id, s.sender, s.carrier, 'sending',
      sha256(p.hash_key || convert_to(s.content::text, 'UTF8')), $1
    from sending s join debtor_person p on p.creditor_id = s.creditor_id and p.debtor_id = s.debtor_id
  ), kept as (
    insert into message_body (creditor_id, hand_over_id, attempt_id, debtor_id, language, template, template_version, address, content)
    select creditor_id, hand_over_id, attempt_id, debtor_id, language, template, template_version, address::jsonb, content from sending
  ), told as (
    insert into contact_event (creditor_id, id, debtor_id, attempt_id, hand_over_id, kind, detail, at)
    select creditor_id, event_id, debtor_id, attempt_id, hand_over_id, 'sending', detail::jsonb, $1 from sending
  )
  select hand_over_id as id from sending`
