/** A debtor whose reminder of Wednesday 10 February 2027 may leave, and what keeps it back at the second gate when one thing is different. */
import { instantAt } from '#domain'
import type {
  AttemptId,
  Channel,
  ContactPointId,
  DebtorState,
  Instant,
  LocalDate,
  LocalTime,
  PastContact,
  Phase,
  Reason,
  StepTaken,
} from '#domain'
import { gate } from '#decision'
import type { Attempt } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'

const rulebook = shippedRulebook()
export const day = (text: string): LocalDate => text as LocalDate
export const at = (date: string, time = '09:00'): Instant => instantAt(day(date), time as LocalTime, 'Europe/Amsterdam')
export const ms = (instant: Instant, more: number): Instant => (instant + more) as Instant
export const WEDNESDAY = '2027-02-10'
export const now = at(WEDNESDAY)
const channels: readonly Channel[] = ['email', 'whatsapp', 'letter', 'call']

export const state: DebtorState = {
  reference: 'D',
  kind: 'consumer',
  language: 'nl',
  segment: 'standard',
  online: true,
  preferredChannel: null,
  income: null,
  points: channels.map((channel) => ({
    id: channel as unknown as ContactPointId,
    channel,
    purpose: 'both',
    usable: true,
    consentedOn: null,
    optedOut: false,
  })),
  claims: [
    {
      id: '1',
      reference: 'INV-1',
      issuedOn: day('2027-01-02'),
      dueOn: day('2027-02-01'),
      original: 10_000,
      open: 10_000,
      steps: [],
      pastBefore: null,
    },
  ],
  holds: [],
  promises: [],
  mandate: null,
  collections: [],
  contacts: [],
  openTasks: [],
  paymentsReadThrough: day('2027-02-09'),
}
export const attempt = (phase: Phase, channel: Channel = 'email', planned = now): Attempt => ({
  attemptId: 'mine' as AttemptId,
  at: planned,
  channel,
  contactPointId: channel as unknown as ContactPointId,
  phase,
  step: phase,
  claims: ['INV-1'],
  amount: 10_000,
  payBy: null,
  expectedDelivery: null,
  legalEnd: null,
  announcedCosts: phase === 'formal-notice' ? 4_000 : null,
  resumes: null,
})

/** Null: it may leave. */
export function keptBack(changes: Partial<DebtorState>, what: Attempt = attempt('reminder'), when = now): Reason | null {
  const answer = gate({ ...state, ...changes }, rulebook, what, when)
  return answer.kind === 'pass' ? null : answer.reasons[0]
}
export const taken = (phase: StepTaken['phase'], on: string, legalEnd: string | null = null): Partial<DebtorState> => ({
  claims: state.claims.map((claim) => ({
    ...claim,
    steps: [
      {
        step: phase,
        phase,
        round: 1,
        on: day(on),
        expectedDelivery: null,
        legalEnd: legalEnd === null ? null : day(legalEnd),
        payBy: null,
        announcedCosts: null,
      },
    ],
  })),
})
export const contact = (on: string, more: Partial<PastContact> = {}): PastContact => ({
  attemptId: on as AttemptId,
  at: at(on),
  channel: 'email',
  phase: 'reminder',
  step: 'reminder',
  state: 'handed-over',
  contactPointId: null,
  weight: 1,
  claims: ['OTHER'],
  ...more,
})
