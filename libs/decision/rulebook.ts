/** Assembles a rulebook from published versions and refuses one in which a calendar or a table of rates is missing. */
import type { Channel, ChargeSettings, ClosedDays, ContactPolicy, IncomeCalendar, InterestTable, Rulebook, Strategy } from '#domain'

export interface RulebookParts {
  readonly policy: ContactPolicy
  readonly strategy: Strategy
  readonly closedDays: readonly ClosedDays[]
  readonly incomeCalendars: readonly IncomeCalendar[]
  readonly interestTables: readonly InterestTable[]
  readonly channels: readonly Channel[]
  /** The creditor's own; absent: as the policy has it. */
  readonly charges?: ChargeSettings | null
}

/** Keep the result: what is worked out per rulebook is remembered for as long as the object lives. */
export function buildRulebook({
  policy: published,
  strategy,
  closedDays,
  incomeCalendars,
  interestTables,
  channels,
  charges,
}: RulebookParts): Rulebook {
  const policy = withCharges(published, charges, strategy.charges)
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
    interestTable: tableFor(policy, interestTables),
  }
}

/** The strategy's word goes before the creditor's, and that before the policy's. */
function withCharges(policy: ContactPolicy, ...settings: readonly (ChargeSettings | null | undefined)[]): ContactPolicy {
  return settings.reduce<ContactPolicy>(
    (changed, own) =>
      own
        ? {
            ...changed,
            ...(own.paymentsCoverCostsFirst !== undefined && { paymentsCoverCostsFirst: own.paymentsCoverCostsFirst }),
            collectionCosts: { ...changed.collectionCosts, ...own.costs },
            interest: { ...changed.interest, ...own.interest },
          }
        : changed,
    policy,
  )
}

function tableFor({ name, interest }: ContactPolicy, tables: readonly InterestTable[]): InterestTable | null {
  const table = tables.find((candidate) => candidate.name === interest.table) ?? null
  if (interest.charged && !table) throw new Error(`policy ${name}: interest.table names ${interest.table}, which is not loaded`)
  return table
}
