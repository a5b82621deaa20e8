/** World: what is known at a moment of a play, and what has been done so far; the debtor's state is a view of it. */
import { addDays, instantAt, localDateOf, termsLeft } from '#domain'
import type {
  CampaignId,
  Cents,
  ClaimState,
  Collection,
  DebtorState,
  Hold,
  HoldKind,
  Instant,
  LocalDate,
  LocalTime,
  Mandate,
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
  const { points, mandate } = scenario.debtor
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
  const { points, holds, promises, arrangements, mandate, collections, contacts, openTasks, question = null } = world
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

/** Of what the debtor told, one open task of its kind is enough. */
export function openTaskOnce(world: World, kind: TaskKind, now: Instant): void {
  if (!world.openTasks.includes(kind)) openTask(world, kind, now, [])
}

export function closeTasks(world: World, kind: TaskKind): void {
  world.openTasks = world.openTasks.filter((open) => open !== kind)
}

/** A task that has opened before the play began is known, not reported. */
export function openTask(world: World, kind: TaskKind, now: Instant, reasons: readonly unknown[]): void {
  const on = dayOf(world, now)
  world.openTasks = [...world.openTasks, kind]
  if (on >= world.scenario.from) world.tasks.push({ on, kind, reasons })
}

export function placeHold(
  world: World,
  kind: HoldKind,
  claim: string | null,
  now: Instant,
  more: Pick<KeptHold, 'covers' | 'toAnswer'> = {},
): void {
  world.holds = [...world.holds, { kind, claim, from: now, until: null, lastDay: null, ...more }]
}

/** What the debtor may agree on: issued by now and open, and of that what they do not dispute, unless they dispute it all. */
export function acknowledged(world: World, now: Instant): readonly ClaimState[] {
  const owed = world.claims.filter(({ open, issuedOn }) => open > 0 && issuedOn <= dayOf(world, now))
  const undisputed = owed.filter(({ reference }) => !isDisputed(world, reference, now))
  return undisputed.length > 0 ? undisputed : owed
}

export const isDisputed = ({ holds }: World, reference: string, now: Instant): boolean =>
  holds.some(({ kind, claim, until }) => kind === 'dispute' && claim === reference && (until === null || until > now))

export function endHolds(world: World, now: Instant, kind: HoldKind, claim: string | null): void {
  world.holds = world.holds.map((kept) => {
    const running = kept.kind === kind && kept.claim === claim && (kept.until === null || kept.until > now)
    return running ? { ...kept, until: now, lastDay: dayOf(world, now) } : kept
  })
}
