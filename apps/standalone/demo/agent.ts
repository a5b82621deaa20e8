/** The agents: they make the calls that are open, by the doors that their screens use, and tell how each went. */
import { addDays, decimal, parseCents, type CallOutcomeKind, type LocalDate } from '#domain'
import type { NextCallView, OutcomeBody } from '../../api/calls/call.dto'
import type { CallCardView, OwedView } from '../../api/calls/card.dto'
import type { DeskView } from '../../api/calls/desk.dto'
import { promisedDay, traitOf } from './cast'
import type { Dice } from './dice'
import type { Shift } from './shift'

/** A queue that never ends would be a fault of ours. */
const MOST_CALLS = 200

export async function makeCalls(shift: Shift): Promise<void> {
  await findOutWhatBrokeOff(shift)
  for (let calls = 0; calls < MOST_CALLS; calls++) {
    if (!(await makeCall(shift, (card, say) => tell(shift, card, say)))) return
  }
}

/** One call that breaks off in the middle, for somebody to find out about. */
export const breakOff = (shift: Shift): Promise<boolean> =>
  makeCall(shift, async ({ id }, { token }) => void (await shift.desks.agent.post(`/call-tasks/${id}/interruption`, { token })))

interface Say {
  readonly token: string
}

/** False when nobody is to be called. */
async function makeCall({ desks: { agent } }: Shift, talk: (card: CallCardView, say: Say) => Promise<void>): Promise<boolean> {
  const claimed = await agent.post<NextCallView>('/call-tasks/claim')
  if (!claimed?.task || !claimed.lease) return false
  const {
    task: { id },
    lease: { token },
  } = claimed
  // Who has paid in between is not called.
  if ((await agent.post(`/call-tasks/${id}/dial`, { token })) !== null)
    await talk(await agent.get<CallCardView>(`/call-tasks/${id}`), { token })
  return true
}

/** Nobody knows how a call went that broke off; the next day somebody asks who made it. */
async function findOutWhatBrokeOff({ desks: { agent, supervisor } }: Shift): Promise<void> {
  const { interrupted } = await supervisor.get<DeskView>('/call-desk')
  for (const { id } of interrupted) await agent.post(`/call-tasks/${id}/outcome`, { kind: 'no-answer' satisfies CallOutcomeKind })
}

async function tell(shift: Shift, card: CallCardView, { token }: Say): Promise<void> {
  const {
    desks: { agent },
    dice,
    today,
  } = shift
  const outcome = (told: Omit<OutcomeBody, 'token'>): Promise<unknown> => agent.post(`/call-tasks/${card.id}/outcome`, { token, ...told })
  if (dice(card.reference, `answers ${today}`) < 0.3) return void (await outcome({ kind: 'no-answer' }))
  await agent.post(`/call-tasks/${card.id}/identity`, {
    token,
    result: 'confirmed',
    methods: card.kind === 'business' ? ['name-and-function'] : ['postcode-and-number', 'customer-number'],
  })
  const { owed } = await agent.get<CallCardView>(`/call-tasks/${card.id}`)
  const told = await outcome(owed ? said(card.reference, owed, today, dice) : NOTHING_SAID)
  // What was agreed may not hold any more; the call is over all the same.
  if (told === null) await outcome(NOTHING_SAID)
}

const NOTHING_SAID = { kind: 'other', reason: 'other', note: 'Wil hier nu niet over praten.' } as const

function said(reference: string, { total, claims }: OwedView, today: LocalDate, dice: Dice): Omit<OutcomeBody, 'token'> {
  const [oldest] = claims
  const amount = parseCents(total) ?? 0
  if (!oldest || amount <= 0) return NOTHING_SAID
  switch (traitOf(reference, dice)) {
    case 'disputes':
      return {
        kind: 'dispute',
        reason: 'dispute',
        detail: 'delivery',
        claim: oldest.id,
        note: 'Zegt dat het werk niet is gedaan zoals afgesproken.',
      }
    case 'silent':
      return { kind: 'will-not-pay', reason: 'will-not-pay' }
    case 'in-terms':
      return {
        kind: 'arrangement',
        reason: 'cannot-pay',
        arrangement: { claims: claims.map(({ id }) => id), instalments: inThree(amount, today) },
      }
    case 'prompt':
    case 'slow':
    case 'keeps-promises':
    case 'breaks-promises':
    case 'pays-half':
    case 'by-debit':
      return { kind: 'promise', reason: 'forgot', promise: { payBy: promisedDay(reference, today, dice), amount: total } }
  }
}

const TERMS = [4, 18, 32]

/** Three parts that together are exactly what is owed. */
export function inThree(amount: number, today: LocalDate): { dueOn: LocalDate; amount: string }[] {
  const part = Math.floor(amount / TERMS.length)
  return TERMS.map((days, index) => ({
    dueOn: addDays(today, days),
    amount: decimal(index === 0 ? amount - part * (TERMS.length - 1) : part),
  }))
}
