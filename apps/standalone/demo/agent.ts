/** The scripted agent: makes the calls that are open, reads the replies, and decides disputes after a while. */
import { localDateOf, type Instant, type LocalDate } from '#domain'
import { closeReply, dial, endCall, nextCall, recordFact, type CallFacts, type DialledCall, type Pipe } from '#pipeline'
import { openClaims, openDisputes, openReplies, type Creditor, type OpenReply } from '#store'
import { promisedDay, traitOf, type Trait } from './cast'
import type { Dice } from './dice'

const AGENT = 'demo-agent'
const DISPUTE_TAKES_MS = 9 * 86_400_000

export interface AgentDesk {
  readonly pipe: Pipe
  readonly creditor: Creditor
  readonly dice: Dice
  readonly zone: string
}

export async function workShift(desk: AgentDesk, now: Instant): Promise<void> {
  await makeCalls(desk, now)
  for (const reply of await openReplies(desk.pipe.database, desk.creditor.id)) await answer(desk, reply, now)
  for (const dispute of await openDisputes(desk.pipe.database, desk.creditor.id)) {
    if (now - dispute.openedAt < DISPUTE_TAKES_MS) continue
    const outcome = desk.dice(dispute.debtor, 'dispute') < 0.5 ? 'rejected' : 'explained'
    await recordFact(desk.pipe, dispute, { kind: 'dispute-resolved', claimId: dispute.claimId, outcome }, false, now)
  }
}

async function makeCalls({ pipe, creditor, dice, zone }: AgentDesk, now: Instant): Promise<void> {
  for (let call = await nextCall(pipe, creditor.id, AGENT, now); call; call = await nextCall(pipe, creditor.id, AGENT, now)) {
    const dialled = await dial(pipe, call, now)
    if (!dialled) continue
    const reference = await referenceOf(pipe, dialled)
    await endCall(pipe, dialled, result(traitOf(reference, dice), reference, dialled, localDateOf(now, zone), dice), now)
  }
}

async function referenceOf(pipe: Pipe, call: DialledCall): Promise<string> {
  const [row] = await pipe.database.query<{ reference: string }>('select reference from debtor where creditor_id = $1 and id = $2', [call.creditorId, call.debtorId])
  return row?.reference ?? ''
}

function result(trait: Trait, reference: string, call: DialledCall, today: LocalDate, dice: Dice): CallFacts {
  const said = { agent: AGENT, note: null }
  if (dice(reference, `answers ${today}`) < 0.3) return { ...said, kind: 'no-answer', reason: null }
  switch (trait) {
    case 'disputes':
      return { ...said, kind: 'dispute', reason: 'dispute' }
    case 'silent':
      return { ...said, kind: 'other', reason: 'other' }
    case 'prompt':
    case 'slow':
    case 'keeps-promises':
    case 'breaks-promises':
    case 'pays-half':
      return { ...said, kind: 'promise', reason: 'forgot', promise: { payBy: promisedDay(reference, today, dice), amount: call.amount } }
  }
}

const DISPUTES = /klopt niet|nooit|nobody|never ordered|wrong|creditnota/i
const PROMISES = /betaal (vrijdag|ik)|salaris|komt goed|will pay|salary|next week|volgende week/i

/** Reads what the debtor wrote and records what it comes down to; what is neither is answered and closed. */
async function answer({ pipe, dice, zone }: AgentDesk, reply: OpenReply, now: Instant): Promise<void> {
  const claims = await openClaims(pipe.database, reply)
  const amount = claims.reduce((sum, claim) => sum + claim.open, 0)
  const [first] = claims
  if (first && DISPUTES.test(reply.text)) return recordFact(pipe, reply, { kind: 'dispute', claimId: first.id, reason: 'dispute' }, true, now)
  if (first && PROMISES.test(reply.text)) {
    return recordFact(pipe, reply, { kind: 'promise', payBy: promisedDay(reply.debtor, localDateOf(now, zone), dice), amount }, true, now)
  }
  return closeReply(pipe, reply, 'answered', now)
}
