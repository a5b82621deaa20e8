/** Throws the dice over one message: the answer to the request, and the course of what was accepted. */
import { conventionFor } from './conventions'
import { diceFor, early, type Dice } from './dice'
import { refusal, type CarriedChannel, type RefusalKind } from './codes'
import { CALM, QUIET, type Answer, type Course, type Fate } from './outcomes'
import type { Behaviour } from './settings'

/** A message as the dice see it; `nth` counts the requests for this channel and recipient before it. */
export interface Throw {
  readonly channel: CarriedChannel
  readonly to: string
  readonly nth: number
}

/** The dice of one message; they also time its receipts. */
export const diceOf = (seed: string, { channel, to, nth }: Throw): Dice => diceFor(seed, channel, to, nth)

export function fateOf(thrown: Throw, { seed, behaviour }: { readonly seed: string; readonly behaviour: Behaviour }): Fate {
  const convention = conventionFor(thrown.channel, thrown.to)
  if (convention) return { ...CALM, ...convention, course: { ...QUIET, ...convention.course } }
  if (behaviour === 'calm') return CALM
  const dice = diceOf(seed, thrown)
  return {
    answer: thrown.channel === 'letter' ? letterAnswer(dice) : answerOf(thrown.channel, dice),
    delay: early(dice('delay'), 0, 40),
    course: courseOf(thrown, dice, diceFor(seed, thrown.channel, thrown.to)),
  }
}

const refuse = (channel: CarriedChannel, kind: RefusalKind): Answer => ({ kind: 'refuse', ...refusal(channel, kind) })

function answerOf(channel: CarriedChannel, dice: Dice): Answer {
  const roll = dice('answer')
  if (roll < 0.012) return refuse(channel, 'invalid')
  if (roll < 0.015) return refuse(channel, 'opt-out')
  if (roll < 0.035) return refuse(channel, 'busy')
  if (roll < 0.041) return { kind: 'fail', accepted: false }
  if (roll < 0.044) return { kind: 'fail', accepted: true }
  if (roll < 0.05) return { kind: 'cut', accepted: true }
  if (roll < 0.052) return { kind: 'cut', accepted: false }
  if (roll < 0.054) return { kind: 'silence', accepted: dice('silence') < 0.5 }
  if (roll < 0.056) return { kind: 'garble' }
  return { kind: 'accept' }
}

const letterAnswer = (dice: Dice): Answer => (dice('answer') < 0.01 ? refuse('letter', 'invalid') : { kind: 'accept' })

/** Shares per channel: how often the end is bad, how often a good message is seen to be read, and how often the person replies. */
const HABITS: Readonly<Record<CarriedChannel, { soft: number; nothing: number; read: number; reply: number }>> = {
  email: { soft: 0.02, nothing: 0.01, read: 0.45, reply: 0.09 },
  sms: { soft: 0.015, nothing: 0.02, read: 0, reply: 0.08 },
  whatsapp: { soft: 0.01, nothing: 0.01, read: 0.7, reply: 0.16 },
  letter: { soft: 0, nothing: 0.02, read: 0, reply: 0 },
}
/** Share of addresses that are dead: a property of the address, not of one message. */
const DEAD = 0.03

function courseOf({ channel }: Throw, dice: Dice, person: Dice): Course {
  const habits = HABITS[channel]
  const doubled = dice('doubled') < 0.03
  const disordered = dice('disordered') < 0.05
  const dead = person('dead') < DEAD
  if (dead) return { end: channel === 'letter' ? 'returned' : 'bounced', reply: null, doubled, disordered: false }
  const roll = dice('end')
  if (roll < habits.soft) return { end: 'soft-bounced', reply: null, doubled, disordered: false }
  if (roll < habits.soft + habits.nothing) return { end: 'nothing', reply: null, doubled, disordered: false }
  const end = dice('read') < habits.read ? 'read' : 'delivered'
  return { end, reply: dice('reply') < habits.reply ? 'any' : null, doubled, disordered }
}
