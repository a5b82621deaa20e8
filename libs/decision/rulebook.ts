/** Assembles a rulebook from published versions and refuses one in which a calendar is missing. */
import type { Channel, ClosedDays, ContactPolicy, IncomeCalendar, Rulebook, Strategy } from '#domain'

export interface RulebookParts {
  readonly policy: ContactPolicy
  readonly strategy: Strategy
  readonly closedDays: readonly ClosedDays[]
  readonly incomeCalendars: readonly IncomeCalendar[]
  readonly channels: readonly Channel[]
}

/** Keep the result: what is worked out per rulebook is remembered for as long as the object lives. */
export function buildRulebook({ policy, strategy, closedDays, incomeCalendars, channels }: RulebookParts): Rulebook {
  const named = (name: string, use: string): ClosedDays => {
    const calendar = closedDays.find((candidate) => candidate.name === name)
    if (!calendar) throw new Error(`policy ${policy.name}: calendars.${use} names ${name}, which is not loaded`)
    return calendar
  }
  const { contact, bank, post } = policy.calendars
  return {
    policy,
    strategy,
    channels,
    calendars: {
      contact: named(contact, 'contact'),
      bank: named(bank, 'bank'),
      post: named(post, 'post'),
      income: Object.fromEntries(incomeCalendars.map((calendar) => [calendar.name, calendar])),
    },
  }
}
