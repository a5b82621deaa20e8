/** What the carrier knows of the past: rebuilt from the log at every start, and never anything that the log does not hold. */
import { createHash } from 'node:crypto'
import type { Accepted, LogLine, Printed } from './accepted-log'
import type { CarriedChannel } from './codes'
import { planCallbacks, type PlannedCallback } from './callback-plan'
import { diceOf, fateOf, type Throw } from './fate'
import type { SandboxSettings } from './settings'

const DAY = 86_400_000

export class Memory {
  received = 0
  accepted = 0
  clock: number | undefined
  private readonly acceptances = new Map<
    string,
    { readonly id: string; readonly channel: CarriedChannel; readonly batch: string | undefined; times: number }
  >()
  private readonly requests = new Map<string, number>()
  private readonly sequences = new Map<CarriedChannel, number>()
  private readonly lastWords = new Map<string, number>()
  private readonly batches = new Map<string, Printed>()

  note(line: LogLine): void {
    if (line.type === 'received') {
      this.received += 1
      this.requests.set(`${line.channel} ${line.to}`, this.requestsFor(line.channel, line.to) + 1)
    } else if (line.type === 'accepted') {
      this.accepted += 1
      if (line.sequence !== null) this.sequences.set(line.channel, Math.max(line.sequence, this.sequences.get(line.channel) ?? 0))
      const known = this.acceptances.get(line.handOverId)
      if (known) known.times += 1
      else this.acceptances.set(line.handOverId, { id: line.id, channel: line.channel, batch: line.batch, times: 1 })
    } else if (line.type === 'called-back') {
      if (line.wrote) this.lastWords.set(line.wrote.from, Date.parse(line.wrote.at))
    } else if (line.type === 'batch') {
      this.batches.set(line.id, line)
    } else {
      this.clock = Date.parse(line.now)
    }
  }

  requestsFor(channel: CarriedChannel, to: string): number {
    return this.requests.get(`${channel} ${to}`) ?? 0
  }

  acceptance(
    handOverId: string,
  ): { readonly id: string; readonly channel: CarriedChannel; readonly batch: string | undefined; readonly times: number } | undefined {
    return this.acceptances.get(handOverId)
  }

  batch(id: string): Printed | undefined {
    return this.batches.get(id)
  }

  /** WhatsApp's service window: free wording may go to who wrote in the last 24 hours. */
  windowOpen(to: string, now: number): boolean {
    const last = this.lastWords.get(to)
    return last !== undefined && now - last < DAY
  }

  nextSequence(channel: CarriedChannel): number {
    const next = (this.sequences.get(channel) ?? 0) + 1
    this.sequences.set(channel, next)
    return next
  }

  stats(): { received: number; accepted: number; handOvers: number; doubles: number } {
    return {
      received: this.received,
      accepted: this.accepted,
      handOvers: this.acceptances.size,
      doubles: this.accepted - this.acceptances.size,
    }
  }
}

/** A reference of the carrier's own; a second acceptance, being another request, gets another one. */
export function referenceOf(handOverId: string, { channel, to, nth }: Throw): string {
  const hash = createHash('sha256').update(`${handOverId} ${to} ${nth}`).digest('hex')
  if (channel === 'sms') return `SM${hash.slice(0, 32)}`
  return channel === 'whatsapp' ? `wamid.${hash.slice(0, 28)}` : `${channel}-${hash.slice(0, 22)}`
}

/** The future of an acceptance; the same today as when it was accepted. */
export function futureOf(accepted: Accepted, settings: SandboxSettings): readonly PlannedCallback[] {
  const { course } = fateOf(accepted, settings)
  return planCallbacks(accepted, course, diceOf(settings.seed, accepted))
}
