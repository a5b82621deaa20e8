/** Next move: walks a claim's ladder from where it stands to the first step that still has its way to go. */
import { addDays, ladderRank } from '#domain'
import type { ClaimState, DebtorState, Instant, LocalDate, Rulebook, Step } from '#domain'
import { almanacOf, BeyondCalendar } from './almanac'
import type { Almanac } from './almanac'
import { candidateFor, chooseChannel } from './channel-choice'
import type { ChannelChoice, ChannelWish } from './channel-choice'
import { stepsFor } from './conditions'
import { contactDayFrom, contactDayUpTo } from './contact-days'
import { earliest } from './earliest'
import type { Position } from './ladder'
import { lapse, nominalDay, past, positionOf } from './ladder'
import { pastStep } from './past-step'
import { planOf, wishFor } from './plan'
import type { Prospect, TaskProspect } from './prospect'
import { TASK_RULES } from './rules'
import { FRIENDLY_PHASES } from './steps-taken'
import { isFirstInvoice, isTimelyWelcome } from './welcome'

export function nextMove(claim: ClaimState, state: DebtorState, rulebook: Rulebook, now: Instant): Prospect {
  const almanac = almanacOf(rulebook)
  try {
    let position = positionOf(claim, state, rulebook.strategy, almanac)
    for (let step = position.ahead[0]; step; step = position.ahead[0]) {
      const day = nominalDay(step, position)
      if (day === undefined) return { kind: 'never', claim, reason: { code: 'person-decides', claim: claim.reference } }
      const gone = pastStep(step, day, position, state, rulebook)
      if (gone) {
        position = past(position, gone)
        continue
      }
      const prospect = prospectOf(step, day, position, state, rulebook, now)
      if (prospect !== 'lapsed') return prospect
      position = lapse(position, step, day)
    }
    return { kind: 'never', claim, reason: { code: 'person-decides', claim: claim.reference } }
  } catch (problem) {
    if (!(problem instanceof BeyondCalendar)) throw problem
    return { kind: 'never', claim, reason: { code: 'beyond-calendar', calendar: problem.calendar, day: problem.day } }
  }
}

function prospectOf(
  step: Step,
  day: LocalDate,
  position: Position,
  state: DebtorState,
  rulebook: Rulebook,
  now: Instant,
): Prospect | 'lapsed' {
  const almanac = almanacOf(rulebook)
  const { claim } = position
  const wish = wishFor(step, day, position, almanac)
  if (step.phase === 'escalation') return taskOf('escalation', wish, position, state, rulebook, now)
  // The person who has it looks at the whole firm, not at one invoice.
  if (step.task === 'credit-stop' && state.openTasks.includes('credit-stop')) return 'lapsed'
  if (step.task) return taskOf(step.task, wish, position, state, rulebook, now)
  const choice = chooseChannel(wish, state, rulebook, now)
  const welcoming = step.phase === 'welcome'
  if (welcoming && (choice === null || !isFirstInvoice(position, state))) return 'lapsed'
  if (isSpare(step, choice, state, rulebook)) return 'lapsed'
  const deadline = deadlineOf(step, day, position, choice, rulebook)
  // Past its last day it lapses, and where that day is before the invoice itself.
  if (deadline !== null && (almanac.dateOf(now) > deadline || deadline < claim.issuedOn)) return 'lapsed'
  if (choice === null) return taskOf('address', wish, position, state, rulebook, now)
  const plan = planOf(wish, choice, step.phase, state, rulebook, now)
  if (plan.kind === 'never') return { kind: 'never', claim, reason: plan.reason }
  if (plan.kind === 'unstable') return { kind: 'unstable', claim, reasons: plan.reasons }
  if (deadline !== null && almanac.dateOf(plan.at) > deadline) return 'lapsed'
  if (welcoming && !isTimelyWelcome(position, choice.channel, almanac.dateOf(plan.at), state, almanac)) return 'lapsed'
  return {
    kind: 'contact',
    at: plan.at,
    fallsOn: plan.fallsOn,
    reasons: plan.reasons,
    claim,
    position,
    step,
    day,
    choice,
    resumes: wish.attemptId,
  }
}

function taskOf(
  task: TaskProspect['task'],
  wish: ChannelWish<Step>,
  position: Position,
  state: DebtorState,
  rulebook: Rulebook,
  now: Instant,
): Prospect {
  const { claim } = position
  const { step } = wish
  if (task === 'address' && state.openTasks.includes('address'))
    return { kind: 'never', claim, reason: { code: 'no-channel-left', phase: step.phase } }
  const candidate = candidateFor(wish, null, null)
  const planned = earliest(candidate, TASK_RULES, state, rulebook, now)
  // Its moment has passed: what rests since then holds it too.
  const found = planned.kind === 'at' && planned.at < now ? earliest({ ...candidate, at: now }, TASK_RULES, state, rulebook, now) : planned
  if (found.kind === 'never') return { kind: 'never', claim, reason: found.reason }
  const reasons = found === planned || planned.kind !== 'at' ? found.reasons : [...planned.reasons, ...found.reasons]
  if (found.kind === 'unstable') return { kind: 'unstable', claim, reasons }
  const at = task === 'visit' ? visitFrom(almanacOf(rulebook), found.at) : found.at
  return { kind: 'task', task, claim, position, step, day: wish.day, at, reasons }
}

/** The law counts somebody at the door as a contact (Bki art. 4.2): on the days on which people are called. */
const visitFrom = (almanac: Almanac, at: Instant): Instant => {
  const day = almanac.dateOf(at)
  const open = contactDayFrom(almanac, 'call', day)
  return open === day ? at : almanac.startOf(open)
}

/** A call that accompanies a message of its phase is not replaced by a second message, nor a message by that call. */
function isSpare(step: Step, choice: ChannelChoice | null, state: DebtorState, { strategy, policy }: Rulebook): boolean {
  if (step.channel === undefined || choice?.channel === step.channel) return false
  const others = stepsFor(strategy, state, policy).filter(({ phase, name }) => phase === step.phase && name !== step.name)
  return (
    others.length > 0 && (step.channel === 'call' || others.some(({ channel }) => channel !== undefined && channel === choice?.channel))
  )
}

/** The last day on which a lapsing step makes sense: of a pre-due message its own (earlier) day, else the day before the next phase. */
function deadlineOf(step: Step, day: LocalDate, position: Position, choice: ChannelChoice | null, rulebook: Rulebook): LocalDate | null {
  if (!FRIENDLY_PHASES.includes(step.phase)) return null
  // A message that came back may still be useful over another channel until the day itself.
  if (step.phase === 'pre-due' && position.failed) return addDays(position.softDue.day, -1)
  if (step.phase === 'pre-due') return choice ? contactDayUpTo(almanacOf(rulebook), choice.channel, day) : day
  const next = position.ahead.find(({ phase }) => ladderRank(phase) > ladderRank(step.phase))
  const nextDay = next && nominalDay(next, position)
  return nextDay ? addDays(nextDay, -1) : null
}
