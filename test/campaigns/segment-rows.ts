/** A small portfolio written straight into the tables, the same rows as plain objects, and a second reading of what a filter means. */
import {
  LADDER_PHASES,
  type CreditorId,
  type DebtorKind,
  type LadderPhase,
  type Language,
  type LocalDate,
  type Segment,
  type SegmentCondition,
  type SegmentFilter,
} from '#domain'
import { newId, type Database } from '#store'

export const TODAY = '2027-01-12' as LocalDate

export interface ClaimRow {
  readonly due: LocalDate
  readonly open: number
  readonly state: 'open' | 'settled' | 'withdrawn'
  readonly kind: 'claim' | 'credit-note'
  readonly product: string | null
  readonly attributes: Readonly<Record<string, string>>
  readonly steps: readonly { readonly phase: LadderPhase; readonly live: boolean }[]
  readonly paidOn: readonly LocalDate[]
}
export interface DebtorRow {
  readonly reference: string
  readonly kind: DebtorKind
  readonly language: Language
  readonly segment: Segment
  readonly online: boolean
  readonly attributes: Readonly<Record<string, string>>
  readonly claims: readonly ClaimRow[]
  readonly promises: readonly ('open' | 'kept' | 'broken' | 'withdrawn')[]
  readonly points: readonly {
    readonly channel: 'email' | 'sms'
    readonly usable: boolean
    readonly purpose: 'both' | 'invoice'
    readonly stopped: boolean
  }[]
}

export async function writeDebtors(database: Database, creditor: CreditorId, debtors: readonly DebtorRow[]): Promise<void> {
  for (const debtor of debtors) {
    const id = newId<string>()
    await database.query(
      `insert into debtor (creditor_id, id, reference, kind, language, segment, online, attributes, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, now())`,
      [creditor, id, debtor.reference, debtor.kind, debtor.language, debtor.segment, debtor.online, debtor.attributes],
    )
    for (const [index, claim] of debtor.claims.entries()) await writeClaim(database, creditor, id, `${debtor.reference}-${index}`, claim)
    for (const state of debtor.promises) {
      await database.query(
        `insert into promise_to_pay (creditor_id, id, debtor_id, made_at, pay_by, amount_cents, state) values ($1, $2, $3, now(), $4, 100, $5)`,
        [creditor, newId(), id, TODAY, state],
      )
    }
    for (const point of debtor.points) {
      const hash = Buffer.from(newId<string>())
      await database.query(
        `insert into contact_point (creditor_id, id, debtor_id, channel, purpose, address, address_hash, usable, created_at) values ($1, $2, $3, $4, $5, '"x"', $6, $7, now())
         on conflict do nothing`,
        [creditor, newId(), id, point.channel, point.purpose, hash, point.usable],
      )
      if (point.stopped) {
        await database.query(
          `insert into opt_out (creditor_id, channel, sender, address_hash, at, source) select creditor_id, channel, address, $2, now(), 'test' from sender where creditor_id = $1 and channel = $3`,
          [creditor, hash, point.channel],
        )
      }
    }
  }
}

async function writeClaim(database: Database, creditor: CreditorId, debtor: string, reference: string, claim: ClaimRow): Promise<void> {
  const id = newId<string>()
  await database.query(
    `insert into claim (creditor_id, id, debtor_id, kind, reference, due_on, original_cents, open_cents, exported_open_cents, state, product, attributes, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7, $7, $8, $9, $10, now())`,
    [creditor, id, debtor, claim.kind, reference, claim.due, claim.open, claim.state, claim.product, claim.attributes],
  )
  for (const [index, step] of claim.steps.entries()) {
    await database.query(`insert into claim_step (creditor_id, claim_id, step, phase, taken_on, live) values ($1, $2, $3, $4, $5, $6)`, [
      creditor,
      id,
      `${step.phase}-${index}`,
      step.phase,
      TODAY,
      step.live,
    ])
  }
  for (const on of claim.paidOn) {
    await database.query(
      `insert into ledger_entry (creditor_id, id, claim_id, kind, amount_cents, booked_on, recorded_at) values ($1, $2, $3, 'payment', -1, $4, now())`,
      [creditor, newId(), id, on],
    )
  }
}

const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** What the filter means, read from the plain rows. */
export function holds(filter: SegmentFilter, debtor: DebtorRow): boolean {
  if ('all' in filter) return filter.all.every((part) => holds(part, debtor))
  if ('any' in filter) return filter.any.some((part) => holds(part, debtor))
  if ('not' in filter) return !holds(filter.not, debtor)
  return meets(filter, debtor)
}

function meets(given: SegmentCondition, debtor: DebtorRow): boolean {
  const open = debtor.claims.filter((claim) => claim.state === 'open')
  const owed = open.filter((claim) => claim.kind === 'claim')
  const settled = debtor.claims.filter((claim) => claim.state === 'settled' && claim.kind === 'claim' && claim.paidOn.length > 0)
  const lastPaid = (claim: ClaimRow): string => claim.paidOn.toSorted().at(-1) ?? ''
  const within = (value: number | null): boolean => value !== null && bounded(given as { min?: number; max?: number }, value)
  switch (given.field) {
    case 'days-overdue':
      return within(owed.length === 0 ? null : Math.max(...owed.map(({ due }) => days(due, TODAY))))
    case 'open-amount':
      return within(
        Math.max(
          0,
          open.reduce((sum, claim) => sum + claim.open, 0),
        ),
      )
    case 'open-claims':
      return within(owed.length)
    case 'paid-late':
      return within(settled.filter((claim) => lastPaid(claim) > claim.due).length)
    case 'paid-on-time':
      return within(settled.filter((claim) => lastPaid(claim) <= claim.due).length)
    case 'broken-promises':
      return within(debtor.promises.filter((state) => state === 'broken').length)
    case 'unreachable':
      return given.is !== firstPoints(debtor).some((point) => point.usable && point.purpose === 'both' && !point.stopped)
    case 'open-promise':
      return given.is === debtor.promises.includes('open')
    case 'online':
      return given.is === debtor.online
    case 'phase': {
      const rank = Math.max(
        -1,
        ...owed.flatMap(({ steps }) => steps.filter(({ live }) => live).map(({ phase }) => LADDER_PHASES.indexOf(phase))),
      )
      return given.in.includes(rank < 0 ? 'none' : LADDER_PHASES[rank]!)
    }
    case 'kind':
      return given.in.includes(debtor.kind)
    case 'language':
      return given.in.includes(debtor.language)
    case 'debtor-segment':
      return given.in.includes(debtor.segment)
    case 'product':
      return owed.some(({ product }) => product !== null && given.in.includes(product))
    case 'debtor-attribute':
      return given.in.includes(debtor.attributes[given.name] ?? '\u0001')
    case 'claim-attribute':
      return owed.some(({ attributes }) => given.in.includes(attributes[given.name] ?? '\u0001'))
  }
}

const bounded = ({ min, max }: { min?: number; max?: number }, value: number): boolean =>
  (min === undefined || value >= min) && (max === undefined || value <= max)
/** One point per channel and purpose: the table keeps the first. */
const firstPoints = ({ points }: DebtorRow): DebtorRow['points'] =>
  points.filter((point, index) => points.findIndex((other) => other.channel === point.channel && other.purpose === point.purpose) === index)
