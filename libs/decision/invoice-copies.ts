/** Invoice copies: an invoice that a debtor did not receive goes once more, and its ladder and its term begin anew with it (R4). */
import {
  addDays,
  daysBetween,
  laterDate,
  type ClaimState,
  type DebtorState,
  type HoldKind,
  type Instant,
  type LocalDate,
  type NotCopied,
} from '#domain'
import type { Almanac } from './almanac'
import { isCollected } from './direct-debit'
import type { SideMessage } from './side-message'
import { sumOf } from './side-message'

/** What a person decides first; the other rests only put the copy off, or are what it ends. */
const STANDS_AGAINST: Readonly<Partial<Record<HoldKind, NotCopied>>> = {
  dispute: 'disputed',
  arrangement: 'arranged',
  deceased: 'person-decides',
  'debt-help': 'person-decides',
  'wrong-person': 'person-decides',
}

/** Null: it may be sent again, and begin anew. */
export function whyNotCopied(claim: ClaimState, state: DebtorState, now: Instant): NotCopied | null {
  if (claim.open <= 0) return 'closed'
  const holds = restsOver(claim, state, now)
  if (holds.some(({ kind }) => kind === 'not-received')) return 'asked-already'
  if (claim.restart) return 'restarted'
  const against = holds.map(({ kind }) => STANDS_AGAINST[kind]).find((reason) => reason !== undefined)
  if (against) return against
  if (isHandedOver(claim)) return 'handed-over'
  return isCollected(claim, state) ? 'collected' : null
}

const isHandedOver = ({ steps }: ClaimState): boolean => steps.some(({ step }) => step === 'handed-over')

const restsOver = ({ reference }: ClaimState, { holds }: DebtorState, now: Instant): DebtorState['holds'] =>
  holds.filter(({ claim, from, until }) => (claim === null || claim === reference) && from <= now && (until === null || until > now))

export const awaitsCopy = (claim: ClaimState, state: DebtorState, now: Instant): boolean =>
  !isHandedOver(claim) && restsOver(claim, state, now).some(({ kind, toAnswer }) => kind === 'not-received' && toAnswer)

/** The day by which invoices that leave on this day are to be paid: as many days as they gave at first, of several the latest; never sooner than before. */
export const copyPayBy = (claims: readonly ClaimState[], { policy }: Pick<Almanac, 'policy'>, on: LocalDate): LocalDate =>
  claims.map((claim) => laterDate(claim.dueOn, addDays(on, termOf(claim, policy.noticeTermDays)))).reduce(laterDate, on)

/** Where nobody told when it was issued, the shortest time that the law gives a consumer. */
function termOf({ issuedOn, dueOn, restart }: ClaimState, least: number): number {
  const days = daysBetween(restart?.on ?? issuedOn, dueOn)
  return days > 0 ? days : least
}

/** All in one message, which names one day. */
export function owedCopies(state: DebtorState, almanac: Almanac, now: Instant): SideMessage[] {
  const asked = state.claims.flatMap((claim) => {
    const since = askedFor(claim, state, now)
    return since === null ? [] : [{ claim, since }]
  })
  const [first, ...others] = asked.map(({ claim }) => claim)
  if (!first) return []
  const claims = [first, ...others] as const
  const day = almanac.dateOf(asked.reduce((latest, { since }) => (since > latest ? since : latest), 0 as Instant))
  return [
    {
      phase: 'invoice-copy',
      step: 'invoice-copy',
      claims,
      amount: sumOf(claims),
      day,
      uselessOn: null,
      payBy: copyPayBy(claims, almanac, almanac.dateOf(now)),
      reasons: [{ code: 'not-received', claims: claims.map(({ reference }) => reference), on: day }],
    },
  ]
}

/** Since when; null: nobody asked, the address is looked for first, it is on its way, or something stands against it. */
function askedFor(claim: ClaimState, state: DebtorState, now: Instant): Instant | null {
  const holds = restsOver(claim, state, now)
  const asked = holds.find(({ kind, toAnswer }) => kind === 'not-received' && toAnswer)
  if (!asked || isHandedOver(claim) || holds.some(({ kind }) => STANDS_AGAINST[kind] !== undefined)) return null
  const isSent = state.contacts.some(
    ({ phase, at, state: came, claims }) =>
      phase === 'invoice-copy' && at >= asked.from && came !== 'failed' && claims.includes(claim.reference),
  )
  return isSent ? null : asked.from
}
