/** Snapshots: everything decide may know of some debtors, put together from a few set-based statements. */
import type { ClaimState, CreditorId, DebtorId, DebtorState, Instant, ReachablePoint } from '#domain'
import { uuidList } from './binary-list'
import type { Sql } from './database'
import {
  claimRows,
  consentRows,
  contactRows,
  debtorRows,
  holdRows,
  pointRows,
  promiseRows,
  taskRows,
  type ClaimRow,
  type ConsentRow,
  type DebtorRow,
  type KeyArrays,
  type OfDebtor,
} from './snapshot-rows'
import { settlingRows, withClosedClaims } from './snapshot-settling'

export interface DebtorKey {
  readonly creditorId: CreditorId
  readonly debtorId: DebtorId
}

/** The state with what the flow must know beside it: the version it was read at and the versions it is to be judged by. */
export interface DebtorSnapshot extends DebtorKey {
  readonly version: number
  readonly live: boolean
  readonly journey: {
    readonly id: string
    readonly strategy: string
    readonly strategyVersion: number
    readonly policy: string
    readonly policyVersion: number
    readonly campaignId: string | null
  } | null
  readonly state: DebtorState
}

/** Beside the window: a collection that was missed during a rest is made up for on a day that follows from its end. */
const RESTED_DAYS = 60

/**
 * The debtors are read first, with their versions: a fact that is committed between two of the statements has raised one,
 * and what was decided on a half of it is not written (rule 3).
 */
export async function loadSnapshots(sql: Sql, keys: readonly DebtorKey[], now: Instant, windowDays: number): Promise<DebtorSnapshot[]> {
  const since = new Date(now - (windowDays + 1) * 86_400_000)
  const arrays = keyArrays(keys)
  const debtors = await debtorRows(sql, arrays)
  const points = grouped(await pointRows(sql, arrays))
  const consents = grouped(await consentRows(sql, arrays))
  const owed = await claimRows(sql, arrays)
  const rests = await holdRows(sql, arrays, new Date(since.getTime() - RESTED_DAYS * 86_400_000))
  const settling = await settlingRows(sql, arrays, owed, rests, since)
  const hadClaims = await withClosedClaims(sql, arrays, owed, now)
  const claims = grouped(owed)
  const holds = grouped(rests)
  const promises = grouped(await promiseRows(sql, arrays))
  const contacts = grouped([...settling.told, ...(await contactRows(sql, arrays, since))])
  const collections = grouped(settling.collections)
  const arrangements = grouped(settling.arrangements)
  const tasks = grouped(await taskRows(sql, arrays))
  return debtors.map((debtor): DebtorSnapshot => {
    const {
      n,
      reference,
      kind,
      language,
      segment,
      online,
      preferredChannel,
      income,
      question,
      paymentsReadThrough,
      mandate,
      responses,
      birthYear,
      incomeTold,
    } = debtor
    return {
      creditorId: debtor.creditor_id as CreditorId,
      debtorId: debtor.debtor_id,
      version: debtor.version,
      live: debtor.live,
      journey: journeyOf(debtor),
      state: {
        reference,
        kind,
        language,
        segment,
        online,
        preferredChannel,
        points: pointsOf(points(n), consents(n)),
        income,
        claims: claimsOf(claims(n)),
        holds: bare(holds(n)),
        promises: bare(promises(n)),
        contacts: bare(contacts(n)),
        openTasks: tasks(n).map((task) => task.kind),
        paymentsReadThrough,
        question,
        mandate,
        collections: bare(collections(n)),
        // Known of few: what is not there need not be kept with every decision.
        ...(arrangements(n).length > 0 && { arrangements: bare(arrangements(n)) }),
        ...(hadClaims.has(n) && { hadClaims: true }),
        ...(responses && { responses }),
        ...(birthYear !== null && { birthYear: Number(birthYear) }),
        ...(incomeTold && { incomeTold }),
      },
    }
  })
}

export const keyArrays = (keys: readonly DebtorKey[]): KeyArrays => ({
  creditors: uuidList(keys.map(({ creditorId }) => creditorId)),
  debtors: uuidList(keys.map(({ debtorId }) => debtorId)),
})

const NONE: readonly never[] = []

function grouped<Row extends OfDebtor>(rows: readonly Row[]): (n: number) => readonly Row[] {
  if (rows.length === 0) return () => NONE
  const groups: Row[][] = []
  for (const row of rows) {
    const group = groups[row.n]
    if (group) group.push(row)
    else groups[row.n] = [row]
  }
  return (n) => groups[n] ?? NONE
}

/** The facts without the debtor in each. */
const bare = <Row extends OfDebtor>(rows: readonly Row[]): readonly Omit<Row, 'n'>[] =>
  rows.length === 0 ? NONE : rows.map(({ n: _, ...fact }) => fact)

/** Consent is given for a channel, whatever the address. */
const pointsOf = (points: readonly Omit<ReachablePoint, 'consentedOn'>[], consents: readonly ConsentRow[]): ReachablePoint[] =>
  points.map(({ id, channel, purpose, usable, optedOut }) => ({
    id,
    channel,
    purpose,
    usable,
    consentedOn: consents.find((consent) => consent.channel === channel)?.givenOn ?? null,
    optedOut,
  }))

function journeyOf({
  journey_id: id,
  strategy,
  strategy_version,
  policy,
  policy_version,
  campaign_id,
}: DebtorRow): DebtorSnapshot['journey'] {
  return id === null
    ? null
    : { id, strategy, strategyVersion: strategy_version, policy, policyVersion: policy_version, campaignId: campaign_id }
}

/** Credit notes count against the oldest claims first; what they cover is not owed and is left out. */
function claimsOf(rows: readonly ClaimRow[]): ClaimState[] {
  let credit = rows.reduce((sum, row) => (row.credit ? sum - row.open : sum), 0)
  const claims: ClaimState[] = []
  let steps: ClaimState['steps'][number][] = []
  let last: string | undefined
  for (const row of rows) {
    if (row.credit) continue
    if (row.id !== last) {
      last = row.id
      steps = []
      const covered = Math.min(credit, row.open)
      credit -= covered
      if (row.open > covered) claims.push(claimOf(row, row.open - covered, steps))
    }
    if (row.step !== null) steps.push(stepOf(row, row.step))
  }
  return claims
}

function claimOf(
  { id, reference, issuedOn, dueOn, original, pastBefore, charges }: ClaimRow,
  open: number,
  steps: ClaimState['steps'],
): ClaimState {
  const claim = { id, reference, issuedOn, dueOn, original, open, pastBefore, steps }
  return charges === null ? claim : { ...claim, ...charges }
}

const stepOf = (
  { phase, round, on, expectedDelivery, legalEnd, payBy, announcedCosts }: ClaimRow,
  step: string,
): ClaimState['steps'][number] => ({ step, phase, round, on, expectedDelivery, legalEnd, payBy, announcedCosts })
