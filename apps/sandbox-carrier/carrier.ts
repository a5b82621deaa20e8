/** Takes one message: notes it, throws the dice, and accepts it (on disk, in the outbox, with its future planned) or not. */
import type { Accepted, AcceptedLog, Received } from './accepted-log'
import type { CallbackRounds } from './callback-rounds'
import type { Clock } from './clock'
import { accepts, type Answer } from './outcomes'
import { fateOf } from './fate'
import { futureOf, referenceOf, type Memory } from './memory'
import type { Outbox } from './outbox'
import type { MessageRequest } from './requests'
import type { SandboxSettings } from './settings'

/** Everything one carrier process consists of. */
export interface Carrier {
  readonly settings: SandboxSettings
  readonly log: AcceptedLog
  readonly memory: Memory
  readonly rounds: CallbackRounds
  readonly clock: Clock
  readonly outbox: Outbox | undefined
}

/** The dice's answer, and the carrier's reference if it accepted. */
export interface Taken {
  readonly answer: Answer
  readonly delay: number
  readonly id: string | null
}

export async function takeMessage(carrier: Carrier, message: MessageRequest, now: number): Promise<Taken> {
  const { memory, settings, outbox } = carrier
  const { channel } = message.content
  const at = new Date(now).toISOString()
  const thrown = { channel, to: message.to, nth: memory.requestsFor(channel, message.to) }
  const received = note(carrier, { type: 'received', handOverId: message.handOverId, channel, to: message.to, at })
  const { answer, delay } = fateOf(thrown, settings)
  if (!accepts(answer)) {
    await received
    return { answer, delay, id: null }
  }
  const sequence = outbox ? memory.nextSequence(channel) : null
  const prepared = outbox && sequence !== null ? outbox.prepare(message, now, sequence) : null
  const [file] = await Promise.all([prepared, received])
  const { handOverId, from, language } = message
  const id = referenceOf(handOverId, thrown)
  await accept(carrier, {
    type: 'accepted',
    handOverId,
    id,
    from,
    ...thrown,
    at,
    language,
    sequence,
    file,
    ...windowOf(carrier, message, now),
  })
  if (file !== null) await outbox?.publish(file)
  return { answer, delay, id }
}

/** Only a lively carrier minds: a calm one never has anybody write, so no window would ever be open. */
function windowOf({ memory, settings }: Carrier, { content, to }: MessageRequest, now: number): { windowClosed?: true } {
  const free = content.channel === 'whatsapp' && content.kind === 'text'
  return free && settings.behaviour === 'lively' && !memory.windowOpen(to, now) ? { windowClosed: true } : {}
}

/** On disk first; only then may it be looked up, answered for or called back about. */
export async function accept(carrier: Carrier, line: Accepted): Promise<void> {
  await carrier.log.append(line)
  carrier.memory.note(line)
  carrier.rounds.plan(futureOf(line, carrier.settings))
  carrier.clock.wake()
}

/** A request counts from the moment it came. */
export function note({ memory, log }: Carrier, line: Received): Promise<void> {
  memory.note(line)
  return log.append(line)
}
