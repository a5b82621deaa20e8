/** A debtor with one invoice, due on Monday 1 February 2027, and ladders of one's own, for decisions that a scenario cannot show. */
import { instantAt } from '#domain'
import type {
  AttemptId,
  ClaimState,
  ContactPointId,
  DebtorState,
  Decision,
  Instant,
  LocalDate,
  LocalTime,
  PastContact,
  ReachablePoint,
  Rulebook,
  Step,
  StepTaken,
} from '#domain'
import { shippedRulebook } from '../scenarios/shipped-configuration'

export const shipped = shippedRulebook()
export const at = (day: string, time = '09:00'): Instant => instantAt(day as LocalDate, time as LocalTime, 'Europe/Amsterdam')

export const taken = (
  step: string,
  phase: StepTaken['phase'],
  on: string,
  term: { legalEnd?: string; payBy?: string } = {},
): StepTaken => ({
  step,
  phase,
  round: 1,
  on: on as LocalDate,
  expectedDelivery: null,
  announcedCosts: null,
  legalEnd: (term.legalEnd ?? null) as LocalDate | null,
  payBy: (term.payBy ?? null) as LocalDate | null,
})

export const pointsFor = (...channels: readonly ReachablePoint['channel'][]): ReachablePoint[] =>
  channels.map((channel) => ({
    id: channel as string as ContactPointId,
    channel,
    purpose: 'both',
    usable: true,
    consentedOn: null,
    optedOut: false,
  }))

export const debtor = (steps: readonly StepTaken[], more: Partial<DebtorState> = {}, ofClaim: Partial<ClaimState> = {}): DebtorState => ({
  reference: 'D',
  kind: 'consumer',
  language: 'nl',
  segment: 'standard',
  online: true,
  preferredChannel: null,
  income: null,
  points: pointsFor('email', 'letter', 'call'),
  claims: [
    {
      id: '1',
      reference: 'INV-1',
      issuedOn: '2027-01-04' as LocalDate,
      dueOn: '2027-02-01' as LocalDate,
      original: 10_000,
      open: 10_000,
      steps,
      pastBefore: null,
      ...ofClaim,
    },
  ],
  holds: [],
  promises: [],
  mandate: null,
  collections: [],
  contacts: [],
  openTasks: [],
  paymentsReadThrough: '2027-12-31' as LocalDate,
  ...more,
})
export const firm = { kind: 'business' } as const

export const ladder = (...steps: Step[]): Rulebook => ({
  ...shipped,
  strategy: { name: 'own', version: 1, for: ['consumer', 'business'], steps },
})
export const step = (name: string, phase: Step['phase'], days: number, more: Partial<Step> = {}): Step => ({
  name,
  phase,
  day: { from: 'due-date', days },
  ...more,
})
export const stepOf = (decision: Decision): string | null =>
  decision.kind === 'contact' ? decision.contact.step : decision.kind === 'escalate' ? decision.step : decision.kind

export const failed = (
  of: string,
  phase: PastContact['phase'],
  day: string,
  channel: PastContact['channel'] = 'letter',
  time = '08:00',
): PastContact => ({
  attemptId: `${of}-failed` as AttemptId,
  at: at(day, time),
  channel,
  phase,
  step: of,
  state: 'failed',
  contactPointId: null,
  weight: 0,
  claims: ['INV-1'],
  failedAt: at(day, time),
  failedChannels: [channel],
})
