/** Settle a reply: a person accepts, changes or rejects what was read in it, links it to its debtor, or takes it from a wrong one; that, and only that, makes facts. */
import type { Cents, DebtorId, HoldKind, Instant, Intent, LocalDate, Reading } from '#domain'
import {
  askReview,
  candidatesOf,
  debtorsAtAddress,
  liftHoldsPlaced,
  linkMessage,
  namedInText,
  recordAddressOptOut,
  recordDispute,
  recordOptOut,
  recordPromise,
  restDebtor,
  restsAlready,
  settleSuggestion,
  spoilAddress,
  splitMessage,
  type MessageCandidate,
  type Creditor,
  type DebtorKey,
  type KeptMessage,
  type Sql,
} from '#store'
import { businessDays } from '../business-days'
import { takeComplaint } from './complain'
import type { Pipe } from '../pipe'
import { askCopies } from '../settling/ask-copies'
import { takeMessage } from '../take-message'

type Desk = Pick<Pipe, 'rulebooks' | 'log'>

/** A message, and the debtor it is of or is said to be of. */
export interface ReplyOf {
  readonly creditor: Pick<Creditor, 'id' | 'policy' | 'strategies'>
  readonly debtorId: DebtorId
  readonly message: KeptMessage
}

export interface Settlement {
  readonly as: 'accepted' | 'changed' | 'rejected'
  /** What it comes down to; of a rejected one nothing. */
  readonly intent: Intent
  readonly promise: { readonly payBy: LocalDate; readonly amount: Cents } | null
  readonly claimId: string | null
  /** Of an invoice that was not received; false: a person looks for the address first. */
  readonly isAddressRight: boolean
  readonly by: string
}

/** What goes on resting once a person has said that it is so. */
const STAYS: Readonly<Partial<Record<Intent, readonly HoldKind[]>>> = {
  deceased: ['deceased'],
  'debt-help': ['debt-help'],
  paid: ['payment-said'],
  'cannot-pay': ['reply'],
  instalments: ['reply'],
  'not-received': ['reply'],
  'call-me': ['reply'],
}

export async function settleReply(desk: Desk, sql: Sql, reply: ReplyOf, settlement: Settlement, now: Instant): Promise<void> {
  const { creditor, debtorId, message } = reply
  await askReview(sql, { creditorId: creditor.id, debtorId }, now)
  await settleSuggestion(sql, creditor.id, message.id, settlement.as, settlement.by, now)
  const stays = settlement.as === 'rejected' ? [] : (STAYS[settlement.intent] ?? [])
  // What waits for its copy rests by that alone.
  const isAnswered = settlement.as !== 'rejected' && (await record(desk, sql, reply, settlement, now))
  await liftHoldsPlaced(sql, creditor.id, message.holds, isAnswered ? [] : stays, null, now)
}

/** True: the message is answered by what follows. */
async function record(desk: Desk, sql: Sql, reply: ReplyOf, settlement: Settlement, now: Instant): Promise<boolean> {
  const { creditor, debtorId, message } = reply
  if (settlement.intent === 'not-received') {
    const asked = { claimId: settlement.claimId, attemptId: message.attemptId, isAddressRight: settlement.isAddressRight }
    return askCopies(sql, { creditorId: creditor.id, debtorId }, asked, now)
  }
  await recordFact(desk, sql, reply, settlement, now)
  return false
}

async function recordFact(
  desk: Desk,
  sql: Sql,
  { creditor, debtorId, message }: ReplyOf,
  { intent, promise, claimId }: Settlement,
  now: Instant,
): Promise<void> {
  const debtor = { creditorId: creditor.id, debtorId }
  switch (intent) {
    case 'will-pay':
      if (promise) await recordPromise(sql, debtor, promise.payBy, promise.amount, now)
      return
    case 'dispute':
      if (claimId !== null) await recordDispute(sql, debtor, claimId, null, now)
      return
    case 'complaint':
      if (!(await restsAlready(sql, debtor, 'complaint', null, now)))
        await takeComplaint(sql, desk.rulebooks, creditor, debtor.debtorId, { claimId, about: null }, now)
      return
    case 'deceased':
    case 'debt-help':
      if (!(await restsAlready(sql, debtor, intent, null, now)))
        await restDebtor(sql, debtor, { kind: intent, claimId: null, until: null, note: null }, now)
      return
    case 'wrong-person':
      return spoilAddress(sql, debtor, message.addressHash)
    case 'stop':
      if (message.sender !== null)
        await recordAddressOptOut(
          sql,
          { creditorId: creditor.id, channel: message.channel, sender: message.sender, addressHash: message.addressHash },
          'agent',
          now,
        )
      return recordOptOut(sql, debtor, message.channel, 'agent', now)
    case 'paid':
    case 'instalments':
    case 'cannot-pay':
    case 'not-received':
    case 'call-me':
    case 'who-is-this':
    case 'other':
      return
  }
}

/** As if it had been known from the first; who was held for it and is not meant is free again. */
export async function linkReply(desk: Desk, sql: Sql, { creditor, debtorId, message }: ReplyOf, by: string, now: Instant): Promise<void> {
  const debtor = { creditorId: creditor.id, debtorId }
  await askReview(sql, debtor, now)
  await linkMessage(sql, debtor, message, by, now)
  await liftHoldsPlaced(sql, creditor.id, message.holds, [], debtorId, now)
  const reading: Reading = { ...(message.reading ?? NOTHING), automatic: message.automatic }
  const { id, channel, receivedAt } = message
  const days = await businessDays(desk, creditor, sql, now)
  await takeMessage(desk, sql, { id, creditor, debtorId, claimId: null, channel, reading, receivedAt, days }, now)
}

const NOTHING: Omit<Reading, 'automatic'> = {
  command: null,
  intent: 'other',
  clear: false,
  found: [],
  day: null,
  amount: null,
  parts: null,
}

/** Everything that it rested goes with it. */
export async function splitReply(sql: Sql, debtor: DebtorKey, message: KeptMessage, now: Instant): Promise<void> {
  await askReview(sql, debtor, now)
  await liftHoldsPlaced(sql, debtor.creditorId, message.holds, [], null, now)
  await splitMessage(sql, debtor, message)
}

export async function candidatesFor(
  sql: Sql,
  creditorId: Creditor['id'],
  { addressHash, subject, text }: KeptMessage,
): Promise<MessageCandidate[]> {
  const named = await namedInText(sql, creditorId, `${subject ?? ''}\n${text}`)
  return candidatesOf(sql, creditorId, await debtorsAtAddress(sql, creditorId, addressHash), [
    ...new Set(named.map(({ debtorId }) => debtorId)),
  ])
}
