/** Contact: the contact that is due now, with its claims, its term and its reasons. */
import { laterDate } from '#domain'
import type { DebtorState, Instant, LocalDate, PlannedContact, Reason, Reasons, Rulebook, StepTaken } from '#domain'
import { almanacOf } from './almanac'
import { consolidated } from './consolidation'
import { announcedCosts } from './costs-of-claims'
import { termEnd } from './notice-term'
import type { ContactProspect } from './prospect'
import { stepBefore } from './steps-taken'
import { takenOn } from './taken-on'
import { whyBehaviour } from './why-behaviour'

export interface DueContact {
  readonly contact: PlannedContact
  readonly reasons: Reasons
}

export function contactOf(
  lead: ContactProspect,
  sharing: readonly ContactProspect[],
  state: DebtorState,
  rulebook: Rulebook,
  now: Instant,
): DueContact {
  const on = almanacOf(rulebook).dateOf(now)
  const { channel, point } = lead.choice
  const steps = sharing.map(({ step, position }) => takenOn(step, on, channel, position, state, rulebook))
  const amount = sharing.reduce((sum, { claim }) => sum + claim.open, 0)
  const contact: PlannedContact = {
    at: now,
    channel,
    contactPointId: point.id,
    phase: lead.step.phase,
    step: lead.step.name,
    claims: sharing.map(({ claim }) => claim.reference),
    amount,
    payBy: latest(steps, 'payBy'),
    expectedDelivery: latest(steps, 'expectedDelivery'),
    legalEnd: latest(steps, 'legalEnd'),
    // One letter, the principals added up, one amount of costs (art. 6:96(7) BW).
    announcedCosts:
      lead.step.phase === 'formal-notice'
        ? (announcedCosts(
            sharing.map(({ claim }) => claim),
            state.claims,
            rulebook.policy,
            on,
          )?.total ?? null)
        : null,
    resumes: lead.resumes,
  }
  return {
    contact,
    reasons: [
      stepDue(lead),
      ...whyBehaviour(lead.step, state, rulebook),
      ...whyNow(lead, contact, on),
      ...consolidated(lead.claim, sharing),
      ...lead.choice.reasons,
    ],
  }
}

const latest = (steps: readonly StepTaken[], field: 'payBy' | 'expectedDelivery' | 'legalEnd'): LocalDate | null =>
  steps.reduce<LocalDate | null>((last, { [field]: day }) => (day === null ? last : last === null ? day : laterDate(last, day)), null)

const stepDue = ({ step, day, claim }: ContactProspect): Reason => ({
  code: 'step-due',
  step: step.name,
  phase: step.phase,
  day,
  claim: claim.reference,
})

function whyNow(lead: ContactProspect, { legalEnd, payBy, expectedDelivery }: PlannedContact, on: LocalDate): Reason[] {
  const {
    position: { claim, softDue },
    reasons,
    step,
  } = lead
  const why: Reason[] = step.phase === 'welcome' ? [{ code: 'first-invoice', claim: claim.reference }] : []
  if (softDue.creditOn !== null && step.day.from === 'soft-due-date') {
    why.push({
      code: 'soft-due-date',
      claim: claim.reference,
      dueOn: claim.dueOn,
      creditOn: softDue.creditOn,
      softDueOn: softDue.day,
      ...(softDue.told && { told: true }),
    })
  }
  why.push(...reasons)
  // Often the rules have said so already.
  if (!reasons.some(({ code }) => code === 'term-lapsed')) why.push(...lapsedTerm(lead))
  if (legalEnd !== null) why.push({ code: 'legal-term', delivered: expectedDelivery ?? on, legalEnd })
  if (legalEnd !== null && payBy !== null && payBy > legalEnd) why.push({ code: 'pay-by-follows-income', legalEnd, payBy })
  return why
}

/** What follows a formal notice may say that its term is over. */
function lapsedTerm({ step, claim }: ContactProspect): Reason[] {
  const notice = stepBefore(claim, step.phase, step.name)
  const end = notice?.phase === 'formal-notice' ? termEnd(notice) : null
  return end === null ? [] : [{ code: 'term-lapsed', endedOn: end }]
}
