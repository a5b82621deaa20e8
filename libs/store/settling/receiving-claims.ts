/** Claims with all that was ever paid on them, for what of it covers costs and interest (art. 6:44 BW). */
import type { Cents, ClaimState, CreditorId, DebtorId, DebtorKind, LocalDate, SetOff, StepTaken } from '#domain'
import { DAY_OF } from '../business-day'
import type { Sql } from '../database'
import type { JourneyVersions } from '../journeys'
import type { DebtorKey } from '../snapshots'

export interface ReceivingDebtor extends DebtorKey {
  readonly kind: DebtorKind
  /** The versions of the latest journey. */
  readonly journey: JourneyVersions
  /** Some of what came in has covered costs or interest. */
  readonly covers: boolean
}

const RECEIVING = (debtors: string): string => `
  select d.creditor_id as "creditorId", d.id as "debtorId", d.kind,
    json_build_object('policy', j.policy, 'policyVersion', j.policy_version, 'strategy', j.strategy, 'strategyVersion', j.strategy_version) as journey,
    exists (select from claim c where c.creditor_id = d.creditor_id and c.debtor_id = d.id and c.covered_cents <> 0) as covers
  from debtor d cross join lateral (
    select policy, policy_version, strategy, strategy_version from journey where creditor_id = d.creditor_id and debtor_id = d.id
      order by started_at desc, id desc limit 1
  ) j where d.creditor_id = $1 and d.id in (${debtors})`

/** Those to whose claims these payments belong. */
export const debtorsPaying = (sql: Sql, creditorId: CreditorId, keys: readonly string[]): Promise<ReceivingDebtor[]> =>
  sql.query<ReceivingDebtor>(
    RECEIVING(
      'select c.debtor_id from payment p join claim c on c.creditor_id = p.creditor_id and c.id = p.claim_id where p.creditor_id = $1 and p.source_key = any ($2)',
    ),
    [creditorId, keys],
  )

export async function receivingDebtor(sql: Sql, { creditorId, debtorId }: DebtorKey): Promise<ReceivingDebtor | null> {
  const [row] = await sql.query<ReceivingDebtor>(RECEIVING('$2::uuid'), [creditorId, debtorId])
  return row ?? null
}

export interface ReceivedOnClaim extends SetOff {
  readonly paymentId: string
  readonly on: LocalDate
  readonly amount: Cents
  /** It is one of the payments that were asked about. */
  readonly fresh: boolean
  /** An arrangement that still runs had begun by that day, and is about the principal. */
  readonly arranged: boolean
}

export interface ReceivingClaim {
  readonly debtorId: DebtorId
  /** `open` as it is booked now. */
  readonly claim: ClaimState
  readonly payments: readonly ReceivedOnClaim[]
}

/** Open claims, and settled ones that a payment or a letter about costs still makes matter; `keys`: of the payments that are fresh. */
export async function receivingClaims(
  sql: Sql,
  creditorId: CreditorId,
  debtors: readonly DebtorId[],
  keys: readonly string[],
): Promise<ReceivingClaim[]> {
  const claims = await sql.query<Omit<ClaimState, 'steps'> & { debtorId: DebtorId; credit: boolean; steps: readonly StepTaken[] | null }>(
    CLAIMS,
    [creditorId, debtors, keys],
  )
  const payments = await sql.query<ReceivedOnClaim & { claimId: string }>(PAYMENTS, [creditorId, claims.map(({ id }) => id), keys])
  const byClaim = new Map<string, ReceivedOnClaim[]>()
  for (const { claimId, ...payment } of payments) byClaim.set(claimId, [...(byClaim.get(claimId) ?? []), payment])
  const credits = new Map<DebtorId, Cents>()
  for (const { debtorId, open, credit } of claims) if (credit) credits.set(debtorId, (credits.get(debtorId) ?? 0) - open)
  return claims
    .filter(({ credit }) => !credit)
    .map(({ debtorId, credit: _, steps, ...claim }) => {
      const covered = Math.min(credits.get(debtorId) ?? 0, Math.max(0, claim.open))
      credits.set(debtorId, (credits.get(debtorId) ?? 0) - covered)
      return { debtorId, claim: { ...claim, open: claim.open - covered, steps: steps ?? [] }, payments: byClaim.get(claim.id) ?? [] }
    })
}

const CLAIMS = `
  select c.debtor_id as "debtorId", c.kind = 'credit-note' as credit, c.id, c.reference, coalesce(c.issued_on, c.due_on) as "issuedOn",
    c.due_on as "dueOn", c.original_cents as original, c.open_cents as open,
    c.past_before as "pastBefore", c.costs_waived as "costsWaived", c.interest_waived as "interestWaived", c.attributes ->> 'termOf' as "termOf",
    (select json_agg(json_build_object('step', t.step, 'phase', t.phase, 'round', t.round, 'on', t.taken_on, 'expectedDelivery',
      t.expected_delivery, 'legalEnd', t.legal_end,
        'payBy', t.pay_by, 'announcedCosts', t.announced_costs_cents) order by t.taken_on, t.step)
      from claim_step t where t.creditor_id = c.creditor_id and t.claim_id = c.id and t.live) as steps
  from claim c where c.creditor_id = $1 and c.debtor_id = any ($2::uuid[]) and (c.state = 'open' or (c.state = 'settled' and c.kind = 'claim' and (
    c.id in (select p.claim_id from payment p where p.creditor_id = $1 and p.source_key = any ($3))
    or c.covered_cents <> 0
    or exists (select from claim_step t where t.creditor_id = c.creditor_id and t.claim_id = c.id and t.live and t.phase = 'formal-notice'))))
  order by c.due_on, c.reference`

const PAYMENTS = `
  select l.claim_id as "claimId", l.payment_id as "paymentId", p.received_on as "on",
    coalesce(-sum(l.amount_cents) filter (where l.kind = 'payment'), 0)::bigint as amount,
    coalesce(sum(l.amount_cents) filter (where l.kind = 'costs'), 0)::bigint as costs,
      coalesce(sum(l.amount_cents) filter (where l.kind = 'interest'), 0)::bigint as interest,
    p.source_key = any ($3) as fresh,
    exists (select from arrangement_claim m join payment_arrangement a on a.creditor_id = m.creditor_id and a.id = m.arrangement_id
      where m.creditor_id = $1 and m.claim_id = l.claim_id and m.live and ${DAY_OF('a.confirmed_at', '$1')} <= p.received_on) as arranged
  from ledger_entry l join payment p on p.creditor_id = l.creditor_id and p.id = l.payment_id
  where l.creditor_id = $1 and l.claim_id = any ($2::uuid[]) and l.kind in ('payment', 'costs', 'interest')
  group by l.claim_id, l.payment_id, p.received_on, p.source_key, p.recorded_at order by p.received_on, p.recorded_at, l.payment_id`
