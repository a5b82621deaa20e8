/** A debtor's statement, on request: what is owed today on every open claim, itemised (Bki art. 3.1). */
import { dayOf, statementOf, termEnd, type ClaimAccount } from '#decision'
import {
  addDays,
  type Cents,
  type ClaimState,
  type DebtorId,
  type DebtorKind,
  type Instant,
  type LocalDate,
  type Rulebook,
  type Statement,
} from '#domain'
import { paymentsOnClaims, type DebtorKey, type Sql } from '#store'
import type { Rulebooks } from '../configuration/rulebooks'
import { journeyNow, type JourneyNow } from '../journey-now'
import { coveringClaims } from './set-off'

interface Accounts {
  readonly accounts: readonly ClaimAccount[]
  readonly claims: readonly ClaimState[]
  readonly kind: DebtorKind
  readonly rulebook: Rulebook
  readonly today: LocalDate
  /** Claims, settled ones too, whose payments covered costs. */
  readonly covering: readonly ClaimAccount[]
}

async function accountsOf(sql: Sql, { snapshot, rulebook }: JourneyNow, now: Instant): Promise<Accounts | null> {
  const {
    creditorId,
    debtorId,
    state: { claims, kind },
  } = snapshot
  if (claims.length === 0) return null
  const payments = await paymentsOnClaims(
    sql,
    claims.map(({ id }) => ({ creditorId, claimId: id })),
  )
  const covering = rulebook.policy.paymentsCoverCostsFirst
    ? await coveringClaims(sql, [snapshot])
    : new Map<DebtorId, readonly ClaimAccount[]>()
  return {
    accounts: claims.map((claim) => ({ claim, payments: payments.get(claim.id) ?? [] })),
    claims,
    kind,
    rulebook,
    today: dayOf(now, rulebook),
    covering: covering.get(debtorId) ?? [],
  }
}

const statementIn = ({ accounts, claims, kind, rulebook, today, covering }: Accounts): Statement =>
  statementOf(accounts, claims, kind, rulebook, today, covering)

/** Null: nothing is open. Of what was merged or never journeyed there is nothing to state either. */
export async function debtorStatement(sql: Sql, rulebooks: Rulebooks, debtor: DebtorKey, now: Instant): Promise<Statement | null> {
  const standing = await journeyNow(sql, rulebooks, debtor, now)
  const found = standing && (await accountsOf(sql, standing, now))
  return found && statementIn(found)
}

export interface ClaimCharges {
  /** Not paid yet. */
  readonly interest: Cents
  /** What its formal notice announced, and the first day on which that is owed; null: none was sent. */
  readonly costs: { readonly announced: Cents; readonly from: LocalDate } | null
}

export interface Charges {
  readonly statement: Statement
  /** By reference. */
  readonly claims: ReadonlyMap<string, ClaimCharges>
}

/** What comes on top, claim by claim, also where it is not owed yet. */
export async function debtorCharges(sql: Sql, standing: JourneyNow, now: Instant): Promise<Charges | null> {
  const found = await accountsOf(sql, standing, now)
  if (!found) return null
  const statement = statementIn(found)
  const interest = new Map(
    statement.claims.map(({ reference, interest: accrued, payments }) => [
      reference,
      Math.max(
        0,
        payments.reduce((left, paid) => left - paid.interest, accrued?.amount ?? 0),
      ),
    ]),
  )
  return {
    statement,
    claims: new Map(
      found.claims.map((claim) => [claim.reference, { interest: interest.get(claim.reference) ?? 0, costs: costsOf(claim) }]),
    ),
  }
}

function costsOf({ steps, costsWaived }: ClaimState): ClaimCharges['costs'] {
  const notice = steps.findLast(({ phase }) => phase === 'formal-notice')
  const end = notice && termEnd(notice)
  return end && notice.announcedCosts && !costsWaived ? { announced: notice.announcedCosts, from: addDays(end, 1) } : null
}
