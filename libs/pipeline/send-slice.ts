/** Sends one slice of a sender's work: slots, marked sending, each message in its own slot, outcomes recorded together (rule 9). */
import type { MessageDriver } from '#channels'
import type { HandOverOutcome, Instant } from '#domain'
import { markSending, type Lease } from '#store'
import { inFlight } from './in-flight'
import { bytesOf } from './invoice-documents'
import { grantSlots, type Slots } from './pace'
import type { Pipe } from './pipe'
import { untilNextWindow } from './put-off'
import { record, type HandedOver } from './record'
import { redirected } from './redirect'
import type { WordedAttempt } from './word'

/** What is marked and finds no slot or no connection by then has not been written, and goes back to the schedule. */
const HELD_AT_MOST_MS = 2_000
/** The room that a second slot needs on a busy machine. */
const AGAIN_LEAD_MS = 10

/** False when this sender should not be waited for: it is stopped, paused, quiet, or busy for longer. */
export async function sendSlice(
  pipe: Pipe,
  lease: Lease,
  slice: readonly WordedAttempt[],
  driver: MessageDriver,
  now: Instant,
): Promise<boolean> {
  const [first] = slice
  if (!first) return true
  const slots = await grantSlots(pipe, first, slice.length, lead.ms)
  if (!slots) return false
  await slots.near()
  const began = performance.now()
  const { cleared, overBudget } = await markSending(
    pipe.database,
    lease,
    slice.map(({ sending }) => sending),
    now,
  )
  lead.note(performance.now() - began)
  if (overBudget.length > 0) await untilNextWindow(pipe, lease, overBudget)
  if (cleared.size > 0)
    await record(
      pipe,
      await handOverAll(
        pipe,
        slice.filter(({ sending }) => cleared.has(sending.handOverId)),
        driver,
        slots,
      ),
      now,
    )
  return cleared.size > 0 || overBudget.length > 0
}

/** How long marking takes here at worst of late: a slot before its end would be missed. */
const lead = {
  ms: 20,
  note(took: number): void {
    lead.ms = Math.min(250, Math.max(2, took * 1.25, lead.ms * 0.95))
  },
}

async function handOverAll(pipe: Pipe, marked: readonly WordedAttempt[], driver: MessageDriver, granted: Slots): Promise<HandedOver[]> {
  const until = performance.now() + HELD_AT_MOST_MS
  const under: Promise<HandedOver>[] = []
  const carrier = { asksForQuiet: false }
  const ended = async ({ sending }: WordedAttempt, { outcome }: Sent): Promise<HandedOver> => {
    const known = await outcome
    carrier.asksForQuiet ||= known.kind === 'later' && known.failure === 'rate-limit'
    return { handOverId: sending.handOverId, outcome: known, tries: sending.number, sender: sending }
  }
  let slots: Slots | null = granted
  for (let left = marked; left.length > 0;) {
    const missed: WordedAttempt[] = []
    for (const [index, one] of left.entries()) {
      // What was marked and has not left goes back, so that everybody hears of the quiet now.
      const sent = slots === null || carrier.asksForQuiet ? NO_SLOT : await inSlot(pipe, one, driver, slots, index, until)
      if (sent === 'missed') missed.push(one)
      else under.push(ended(one, sent))
    }
    left = missed
    const [first] = left
    const waitMs = until - performance.now()
    if (first) slots = waitMs > 0 ? await grantSlots(pipe, first, left.length, AGAIN_LEAD_MS, waitMs) : null
  }
  return Promise.all(under)
}

interface Sent {
  /** Under way, or known already. */
  readonly outcome: HandOverOutcome | Promise<HandOverOutcome>
}

const notSent = (code: string): Sent => ({ outcome: { kind: 'later', failure: 'transient', code, retryAfterSeconds: 1 } })
const NO_SLOT = notSent('no-slot')
const NO_CONNECTION = notSent('no-connection')

async function inSlot(
  pipe: Pipe,
  one: WordedAttempt,
  driver: MessageDriver,
  slots: Slots,
  index: number,
  until: number,
): Promise<Sent | 'missed'> {
  if (!(await slots.reached(index))) return 'missed'
  const leave = await inFlight(driver).enter(Math.max(0, until - performance.now()))
  if (!leave) return NO_CONNECTION
  // Whoever waited for a connection may have missed the slot meanwhile.
  if (!(await slots.reached(index))) {
    leave()
    return 'missed'
  }
  return { outcome: metered(pipe, one, handOver(pipe, driver, one)).finally(leave) }
}

function metered({ meter }: Pipe, { sending: { channel } }: WordedAttempt, outcome: Promise<HandOverOutcome>): Promise<HandOverOutcome> {
  if (!meter) return outcome
  const began = performance.now()
  return outcome.then((ended) => {
    meter.handedOver(channel, ended.kind, (performance.now() - began) / 1000)
    return ended
  })
}

/** A file that changed since the message was worded: nothing has left, and it is worded again. */
const CHANGED: HandOverOutcome = { kind: 'later', failure: 'transient', code: 'document-changed', retryAfterSeconds: 1 }

async function handOver(
  { redirectAllTo }: Pipe,
  driver: MessageDriver,
  { sending: { handOverId, message, address, sender }, documents: found = [] }: WordedAttempt,
): Promise<HandOverOutcome> {
  const documents = await bytesOf(found)
  if (documents === null) return CHANGED
  if (redirectAllTo !== null)
    return driver.deliver({ handOverId, to: redirectAllTo, from: sender, message: redirected(message), documents })
  return driver.deliver({ handOverId, to: address as string, from: sender, message, documents })
}
