/** Forecast: what a dry run counts: contacts and cost per day and channel, and days that ask more than agents or pace can do. */
import {
  CHANNELS,
  localDateOf,
  type Campaign,
  type Cents,
  type Channel,
  type ContactPolicy,
  type DebtorState,
  type Instant,
  type LocalDate,
  type LocalTime,
  type PlannedContact,
  type Rulebook,
} from '#domain'

export interface ForecastDay {
  readonly day: LocalDate
  readonly contacts: Readonly<Partial<Record<Channel, number>>>
  /** Rounded by the day. */
  readonly cents: Cents
  /** What the agents can make that day; null when nobody said. */
  readonly callCapacity: number | null
}

export type ForecastWarning =
  /** More calls than the agents can make. */
  | { readonly code: 'over-capacity'; readonly day: LocalDate; readonly calls: number; readonly capacity: number }
  /** More messages than the campaign's pace lets out in the hours of the day: what is left over goes later, or is decided again. */
  | { readonly code: 'over-pace'; readonly day: LocalDate; readonly contacts: number; readonly most: number }
  /** Not everybody enrolled was played. */
  | { readonly code: 'sampled'; readonly played: number; readonly enrolled: number }

/** The contacts that decide would make for a debtor; libs/simulation has it. */
export type Foresee = (state: DebtorState, rulebook: Rulebook, from: Instant, until: Instant) => readonly PlannedContact[]

export interface ForecastTerms {
  readonly policy: Pick<ContactPolicy, 'zone' | 'hours'>
  /** Cents per thousand contacts; a channel that is left out costs nothing. */
  readonly costs: Readonly<Partial<Record<Channel, number>>>
  readonly campaign: Pick<Campaign, 'contactsPerHour' | 'callsPerDay'>
}

export class Forecast {
  private readonly days = new Map<LocalDate, Map<Channel, number>>()
  /** The first contact with each debtor, by channel. */
  private readonly firsts = new Map<Channel, number>()

  constructor(private readonly terms: ForecastTerms) {}

  add(contacts: readonly PlannedContact[]): void {
    const [first] = contacts
    if (first) this.firsts.set(first.channel, (this.firsts.get(first.channel) ?? 0) + 1)
    for (const { at, channel } of contacts) {
      const day = localDateOf(at, this.terms.policy.zone)
      const counts = this.days.get(day) ?? new Map<Channel, number>()
      counts.set(channel, (counts.get(channel) ?? 0) + 1)
      this.days.set(day, counts)
    }
  }

  perChannel(): { readonly channel: Channel; readonly contacts: number; readonly cents: Cents }[] {
    const totals = CHANNELS.map((channel) => ({
      channel,
      contacts: [...this.days.values()].reduce((sum, counts) => sum + (counts.get(channel) ?? 0), 0),
    }))
    return totals
      .filter(({ contacts }) => contacts > 0)
      .map(({ channel, contacts }) => ({ channel, contacts, cents: this.cost(new Map([[channel, contacts]])) }))
  }

  /** What it costs when everybody pays on their first contact. */
  leastCents(): Cents {
    return this.cost(this.firsts)
  }

  perDay(): ForecastDay[] {
    return this.inOrder().map(([day, counts]) => ({
      day,
      contacts: Object.fromEntries(counts),
      cents: this.cost(counts),
      callCapacity: this.terms.campaign.callsPerDay,
    }))
  }

  /** Of everybody enrolled, in proportion to those played. */
  warnings(played: number, enrolled: number): ForecastWarning[] {
    const ofAll = (count: number): number => Math.round((count * enrolled) / Math.max(1, played))
    const { callsPerDay, contactsPerHour } = this.terms.campaign
    const sampled: ForecastWarning[] = played < enrolled ? [{ code: 'sampled', played, enrolled }] : []
    return [
      ...sampled,
      ...this.inOrder().flatMap(([day, counts]): ForecastWarning[] => {
        const calls = ofAll(counts.get('call') ?? 0)
        const contacts = ofAll([...counts.values()].reduce((sum, count) => sum + count, 0))
        const most = contactsPerHour === null ? Infinity : contactsPerHour * this.openHours()
        return [
          ...(callsPerDay !== null && calls > callsPerDay ? [{ code: 'over-capacity', day, calls, capacity: callsPerDay } as const] : []),
          ...(contacts > most ? [{ code: 'over-pace', day, contacts, most } as const] : []),
        ]
      }),
    ]
  }

  private inOrder(): [LocalDate, Map<Channel, number>][] {
    return [...this.days].sort(([a], [b]) => (a < b ? -1 : 1))
  }

  private cost(counts: ReadonlyMap<Channel, number>): Cents {
    return Math.round([...counts].reduce((sum, [channel, contacts]) => sum + contacts * (this.terms.costs[channel] ?? 0), 0) / 1000)
  }

  /** Of the channel that is open longest. */
  private openHours(): number {
    return Math.max(
      ...Object.values(this.terms.policy.hours).map(({ opens, closes }) => Math.floor((minutes(closes) - minutes(opens)) / 60)),
    )
  }
}

const minutes = (time: LocalTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
