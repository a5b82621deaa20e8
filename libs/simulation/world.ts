/** World: what is known at a moment of a play, and what has been done so far; the debtor's state is a view of it. */
import { addDays, instantAt, localDateOf, termsLeft } from '#domain'
import type {
  CampaignId,
  Cents,
  ClaimState,
  Collection,
  DebtorState,
  Hold,
  Instant,
  LocalDate,
  LocalTime,
  Mandate,
  PaidBefore,
  PastContact,
  PlannedContact,
  PromiseToPay,
  ReachablePoint,
  Reasons,
  Rulebook,
  RunningArrangement,
  SetOff,
  TaskKind,
} from '#domain'
import type { Scenario } from './scenario'

export interface MadeContact {
  readonly attemptId: string
  readonly contact: PlannedContact
  readonly reasons: Reasons
}
export interface Notice {
  readonly attemptId: string
  readonly claims: readonly string[]
  readonly announced: Cents
  readonly announcedOn: LocalDate
  readonly legalEnd: LocalDate | null
  /** Of each claim the later of the legal end and the printed day: costs are due from the day after it (P12). */
  readonly termEnds: Readonly<Record<string, LocalDate>>
  /** Of each claim whose term has ended, what was not paid by then. */
  readonly unpaid: Readonly<Record<string, Cents>>
}
export interface OpenedTask {
  readonly on: LocalDate
  readonly kind: TaskKind
  readonly reasons: readonly unknown[]
}
/** A hold with the last day of rest, which a resolved dispute gets only when it is resolved. */
export interface KeptHold extends Hold {
  readonly lastDay: LocalDate | null
  /** Of an arrangement: the claims that rest by it; others go on. */
  readonly covers?: readonly string[]
}

/** An arrangement as it was made, or known as the play began, with what was owed of its claims then. */
export interface KeptArrangement extends RunningArrangement {
  readonly owed: Cents
}

/** A direct debit that the play made. */
export interface MadeCollection {
  readonly claim: string
  readonly on: LocalDate
  readonly amount: Cents
  readonly preNotifyBy: LocalDate
}

/** `most`: what it covers of costs and interest; null while that is not known yet. */
export interface ReceivedMoney {
  readonly id: string
  readonly claim: string
  readonly on: LocalDate
  readonly amount: Cents
  readonly most: SetOff | null
}

export interface World {
  readonly scenario: Scenario
  readonly rulebook: Rulebook
  claims: ClaimState[]
  /** Of each claim what was open as the play began, what was paid in it since, and what needs no paying any more. */
  readonly owed: ReadonlyMap<string, Cents>
  received: readonly ReceivedMoney[]
  readonly writtenOff: Map<string, Cents>
  points: ReachablePoint[]
  holds: KeptHold[]
  promises: PromiseToPay[]
  /** The claims that the open promise is about; null: all of them, for one of before the play. */
  promised: readonly string[] | null
  arrangements: readonly KeptArrangement[]
  mandate: Mandate | null
  collections: Collection[]
  readonly collected: MadeCollection[]
  contacts: PastContact[]
  openTasks: TaskKind[]
  readonly made: MadeContact[]
  notices: Notice[]
  readonly tasks: OpenedTask[]
  /** How closed claims were paid, by now. */
  paidBefore: PaidBefore | null
  /** Of who is known from before the play (R50). */
  hadClaims?: boolean | null
  /** Set while a campaign's question is still to be put. */
  question?: CampaignId | null
}

export function worldOf(scenario: Scenario, rulebook: Rulebook): World {
  const claims = scenario.claims.map(({ amount, ...claim }): ClaimState => ({
    ...claim,
    id: claim.reference,
    original: amount,
    open: amount,
    steps: [],
    pastBefore: scenario.from,
  }))
  const { points, mandate, paidBefore = null } = scenario.debtor
  return {
    scenario,
    rulebook,
    claims,
    owed: owedOn(claims),
    received: [],
    writtenOff: new Map(),
    points: [...points],
    holds: [],
    promises: [],
    promised: null,
    arrangements: [],
    mandate,
    collections: [],
    collected: [],
    contacts: [],
    openTasks: [],
    made: [],
    notices: [],
    tasks: [],
    paidBefore,
    hadClaims: paidBefore !== null,
  }
}

/** A confirmation of what the debtor told is made, and counts as a contact, but the format does not list it. */
export const listedOf = ({ made }: World): MadeContact[] => made.filter(({ contact }) => contact.phase !== 'reply')

export const owedOn = (claims: readonly ClaimState[]): World['owed'] => new Map(claims.map(({ reference, open }) => [reference, open]))

/** What decide may know at that moment. Payments up to yesterday are taken as read (P23). */
export function stateOf(world: World, now: Instant): DebtorState {
  const {
    reference,
    kind,
    language,
    segment,
    online,
    preferredChannel,
    income,
    incomeTold,
    responses = null,
    birthYear = null,
  } = world.scenario.debtor
  const { points, holds, promises, arrangements, mandate, collections, contacts, openTasks, paidBefore, question = null } = world
  const claims = world.claims.filter(({ open }) => open > 0)
  return {
    reference,
    kind,
    language,
    segment,
    online,
    preferredChannel,
    income,
    points,
    claims,
    holds: holds.flatMap((kept) => holdsOf(world, kept)),
    promises,
    arrangements: arrangements.map((kept) => ({ reference: kept.reference, claims: kept.claims, instalments: termsOf(world, kept) })),
    mandate,
    collections,
    contacts,
    openTasks,
    question,
    responses,
    birthYear,
    ...(incomeTold && { incomeTold }),
    paymentsReadThrough: addDays(dayOf(world, now), -1),
    hadClaims: world.hadClaims === true || claims.length < world.claims.length,
    paidBefore,
  }
}

/** Decide knows a promise by itself, but not the moment at which it was kept or replaced: otherwise it lasts to the end of its last day. */
function holdsOf(world: World, kept: KeptHold): readonly Hold[] {
  const { kind, until, lastDay, covers } = kept
  const isEndedBefore = until !== null && dayOf(world, until) === lastDay
  if (kind === 'promise' && !isEndedBefore) return []
  return covers?.map((claim) => ({ ...kept, claim })) ?? [kept]
}

/** Whatever is not owed any more of its claims counts for its terms, in their order. */
export function termsOf(world: World, { claims, instalments, owed }: KeptArrangement): RunningArrangement['instalments'] {
  const before = instalments.reduce((sum, { amount, paid }) => (paid ? sum + amount : sum), 0)
  return termsLeft(
    instalments.map(({ on, amount }) => ({ dueOn: on, amount })),
    before + owed - openOf(world.claims, claims),
  )
}

export const openOf = (claims: readonly ClaimState[], of: readonly string[]): Cents =>
  claims.reduce((sum, { reference, open }) => (of.includes(reference) ? sum + open : sum), 0)

export const dayOf = ({ rulebook }: World, instant: Instant): LocalDate => localDateOf(instant, rulebook.policy.zone)
export const startOf = ({ rulebook }: World, day: LocalDate): Instant => instantAt(day, '00:00' as LocalTime, rulebook.policy.zone)
