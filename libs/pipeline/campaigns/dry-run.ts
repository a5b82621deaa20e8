/** Dry run: a campaign's segment read as it is now, and decide played forward over its debtors on a virtual clock; nothing is written. */
import { creditDatesFrom, withinCalendar } from '#decision'
import {
  addDays,
  instantAt,
  localDateOf,
  variantOf,
  type CampaignVariant,
  type Cents,
  type Channel,
  type ContactPolicy,
  type CreditorId,
  type DebtorId,
  type DebtorState,
  type ExclusionReason,
  type Instant,
  type LocalDate,
  type LocalTime,
  type PlannedContact,
  type Rulebook,
} from '#domain'
import { channelCosts, getCreditor, getSegment, publishedConfiguration, type DebtorSnapshot, type StoredCampaign } from '#store'
import { kindsOf } from '../campaigns'
import { Forecast, type ForecastDay, type ForecastWarning, type Foresee } from './forecast'
import type { Pipe } from '../pipe'
import { calendarsOf } from '../configuration/configuration'
import { publishedPolicy } from '../configuration/published'
import { readSegment, type SegmentQuestion } from './read-segment'
import { snapshotsFor } from '../snapshots-for'
import { Reservoir } from './reservoir'

export interface DryRunOptions {
  readonly foresee: Foresee
  readonly days?: number
  /** Of more enrolled debtors than this an even sample is played, and the answer says so. */
  readonly mostPlayed?: number
  readonly onProgress?: (stage: 'reading' | 'playing', done: number) => void
  readonly signal?: AbortSignal
}

export interface ForeseenDebtor {
  readonly debtor: string
  readonly contacts: readonly Pick<PlannedContact, 'at' | 'channel' | 'phase'>[]
}

export interface DryRun {
  readonly asOf: Instant
  readonly from: LocalDate
  readonly days: number
  readonly lookedAt: number
  readonly enrolled: number
  readonly excluded: readonly { readonly reason: ExclusionReason; readonly debtors: number }[]
  /** The figures below are of these debtors alone: where fewer than the enrolled, they are a part of what is to be expected. */
  readonly played: number
  readonly perChannel: readonly { readonly channel: Channel; readonly contacts: number; readonly cents: Cents }[]
  readonly perDay: readonly ForecastDay[]
  /** Of those played: when everybody pays on their first contact; the figures above are when nobody does. */
  readonly leastCents: Cents
  /** Days of that time on which nobody is contacted, by name. */
  readonly closedDays: readonly NamedDay[]
  /** Of those played, how many have their money come in that day, where that is known. */
  readonly incomeDays: readonly { readonly day: LocalDate; readonly debtors: number }[]
  readonly warnings: readonly ForecastWarning[]
  readonly sample: readonly ForeseenDebtor[]
}

export interface NamedDay {
  readonly day: LocalDate
  readonly nl: string
  readonly en: string
}

export class DryRunCancelled extends Error {}

const DAYS = 56
const MOST_PLAYED = 100_000
/** Snapshots in memory at a time; between two chunks the process does its other work. */
const CHUNK = 200
const SAMPLE = 20

interface Run {
  readonly pipe: Pick<Pipe, 'database' | 'rulebooks'>
  readonly campaign: StoredCampaign
  readonly policy: ContactPolicy
  readonly from: Instant
  readonly until: Instant
  readonly options: DryRunOptions
}

interface Enrolling {
  readonly debtorId: DebtorId
  readonly variant: CampaignVariant | null
}

export async function dryRun(pipe: Run['pipe'], campaign: StoredCampaign, options: DryRunOptions, now: Instant): Promise<DryRun> {
  const { days = DAYS, mostPlayed = MOST_PLAYED } = options
  const creditor = await getCreditor(pipe.database, campaign.creditorId)
  const policy = await publishedPolicy(pipe.database, creditor)
  const from = Math.max(now, campaign.startsAt) as Instant
  const today = localDateOf(from, policy.zone)
  const run: Run = { pipe, campaign, policy, from, until: instantAt(addDays(today, days), '00:00' as LocalTime, policy.zone), options }
  const enrolling = new Reservoir<Enrolling>(mostPlayed, campaign.id)
  const { lookedAt, excluded } = await readSegment(pipe.database, await questionOf(pipe, campaign, from, today), {
    onEnrolled: ({ debtorId, reference }) => enrolling.offer({ debtorId, variant: variantOf(campaign.id, reference, campaign.variants) }),
    onWindow: (done) => {
      options.onProgress?.('reading', done)
      refuseWhenCancelled(options)
    },
  })
  const forecast = new Forecast({ policy, costs: await channelCosts(pipe.database, creditor.id), campaign })
  const incomes = new Map<LocalDate, number>()
  const sample = await play(run, enrolling.items, forecast, incomes)
  const played = enrolling.items.length
  return {
    asOf: now,
    from: today,
    days,
    lookedAt,
    enrolled: enrolling.offered,
    excluded,
    played,
    sample,
    perChannel: forecast.perChannel(),
    perDay: forecast.perDay(),
    leastCents: forecast.leastCents(),
    closedDays: await closedDaysOf(pipe, policy, creditor.id, today, addDays(today, days)),
    warnings: forecast.warnings(played, enrolling.offered),
    incomeDays: [...incomes].map(([day, debtors]) => ({ day, debtors })).sort((a, b) => (a.day < b.day ? -1 : 1)),
  }
}

async function closedDaysOf(
  { database }: Run['pipe'],
  { calendars: { contact } }: ContactPolicy,
  creditorId: CreditorId,
  from: LocalDate,
  until: LocalDate,
): Promise<NamedDay[]> {
  const calendar = calendarsOf(await publishedConfiguration(database, creditorId)).closedDays.find(({ name }) => name === contact)
  return Object.entries(calendar?.days ?? {})
    .filter(([day]) => day >= from && day < until)
    .map(([day, { nl, en }]) => ({ day: day as LocalDate, nl, en }))
}

/** The same questions as enrolment asks, of the segment as it is when the campaign begins. */
export async function questionOf(
  pipe: Pick<Pipe, 'database'>,
  campaign: StoredCampaign,
  from: Instant,
  today: LocalDate,
): Promise<SegmentQuestion> {
  const { creditorId, id: campaignId, kind: campaignKind } = campaign
  const segment = await getSegment(pipe.database, creditorId, campaign.segmentId)
  if (!segment) throw new Error('a campaign without segment')
  return { creditorId, campaignId, campaignKind, kinds: await kindsOf(pipe, campaign), filter: segment.filter, today, at: from }
}

async function play(
  run: Run,
  enrolling: readonly Enrolling[],
  forecast: Forecast,
  incomes: Map<LocalDate, number>,
): Promise<ForeseenDebtor[]> {
  const {
    pipe,
    campaign: { creditorId },
    from,
    until,
    options,
  } = run
  const sample: ForeseenDebtor[] = []
  for (let done = 0; done < enrolling.length; done += CHUNK) {
    const chunk = new Map(enrolling.slice(done, done + CHUNK).map((one) => [one.debtorId, one.variant]))
    const rulesFor = (snapshot: DebtorSnapshot): Promise<Rulebook> | null =>
      rulebookFor(run, snapshot, chunk.get(snapshot.debtorId) ?? null)
    const keys = [...chunk.keys()].map((debtorId) => ({ creditorId, debtorId }))
    for (const snapshot of await snapshotsFor(pipe.rulebooks, pipe.database, keys, from, rulesFor)) {
      const rulebook = await rulesFor(snapshot)
      if (!rulebook) continue
      const contacts = ofCampaign(run, options.foresee(stateIn(run, snapshot), rulebook, from, until))
      forecast.add(contacts)
      for (const day of comesIn(snapshot, rulebook, from, until)) incomes.set(day, (incomes.get(day) ?? 0) + 1)
      if (sample.length < SAMPLE)
        sample.push({ debtor: snapshot.state.reference, contacts: contacts.map(({ at, channel, phase }) => ({ at, channel, phase })) })
    }
    options.onProgress?.('playing', Math.min(done + CHUNK, enrolling.length))
    refuseWhenCancelled(options)
  }
  return sample
}

/** As far as the calendars reach: a day that they do not tell is nobody's. */
function comesIn({ state: { income } }: DebtorSnapshot, rulebook: Rulebook, from: Instant, until: Instant): LocalDate[] {
  const last = localDateOf(until, rulebook.policy.zone)
  const days: LocalDate[] = []
  let next = localDateOf(from, rulebook.policy.zone)
  while (income !== null) {
    const [day] = withinCalendar(() => creditDatesFrom(income, next, rulebook, 1)) ?? []
    if (day === undefined || day >= last) break
    days.push(day)
    next = addDays(day, 1)
  }
  return days
}

/** Of a campaign that asks, the debtor's own journey; else the variant's strategy with the creditor's policy. */
function rulebookFor(
  { pipe, campaign, policy }: Run,
  { journey }: DebtorSnapshot,
  variant: CampaignVariant | null,
): Promise<Rulebook> | null {
  if (!variant) return journey && pipe.rulebooks.for(campaign.creditorId, journey)
  const { strategy, strategyVersion } = variant
  return pipe.rulebooks.for(campaign.creditorId, { policy: policy.name, policyVersion: policy.version, strategy, strategyVersion })
}

const stateIn = ({ campaign }: Run, { state }: DebtorSnapshot): DebtorState =>
  campaign.kind === 'preference' ? { ...state, question: campaign.id } : state

/** Beside the question the debtors' own journeys go on; those contacts are not the campaign's. */
const ofCampaign = ({ campaign }: Run, contacts: readonly PlannedContact[]): readonly PlannedContact[] =>
  campaign.kind === 'preference' ? contacts.filter(({ phase }) => phase === 'preference') : contacts

function refuseWhenCancelled({ signal }: DryRunOptions): void {
  if (signal?.aborted) throw new DryRunCancelled('the dry run was cancelled')
}
