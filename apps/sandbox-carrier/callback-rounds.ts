/** Sends what is due, in order; what nobody takes stays for later. */
import type { CalledBack } from './accepted-log'
import type { PlannedCallback } from './callback-plan'
import type { CallbackSender } from './callback-sender'
import { DueHeap } from './due-heap'

const FIRST_DELAY = 60_000
const LONGEST_DELAY = 6 * 3_600_000

export class CallbackRounds {
  private readonly heap = new DueHeap()
  private readonly postponed = new Map<string, number>()
  private round: Promise<void> = Promise.resolve()
  private kept: Promise<void> = Promise.resolve()

  /** `keep` keeps lines in their order. */
  constructor(
    private readonly sender: CallbackSender | undefined,
    private readonly keep: (line: CalledBack) => Promise<void>,
    private readonly lanes: number,
  ) {}

  get pending(): number {
    return this.heap.size
  }

  plan(callbacks: Iterable<PlannedCallback>): void {
    if (this.sender) for (const callback of callbacks) this.heap.push(callback)
  }

  /** Due moment of the earliest that waits. */
  next(): number | undefined {
    return this.heap.peek()?.due
  }

  /** One round at a time; resolves when everything due at `now` was taken or put off, and what was taken is kept. */
  run(now: number): Promise<void> {
    this.round = this.round.then(async () => {
      await Promise.all(Array.from({ length: this.lanes }, () => this.lane(now)))
      await this.kept
    })
    return this.round
  }

  private async lane(now: number): Promise<void> {
    for (let first = this.heap.peek(); first && first.due <= now; first = this.heap.peek()) {
      this.heap.pop()
      const outcome = await this.sender?.send(first.callback)
      if (outcome === 'taken') {
        this.postponed.delete(first.id)
        // Not waited for before the next one: a kill here makes the callback come twice, as real ones do.
        this.kept = this.keep(lineOf(first))
      } else if (outcome === 'refused') {
        this.postpone(first, now)
      } else {
        // Nobody is there: the whole round waits, in its order.
        this.heap.push(first)
        return
      }
    }
  }

  private postpone(callback: PlannedCallback, now: number): void {
    const delay = Math.min(LONGEST_DELAY, (this.postponed.get(callback.id) ?? FIRST_DELAY / 2) * 2)
    this.postponed.set(callback.id, delay)
    this.heap.push({ ...callback, due: now + delay })
  }
}

function lineOf({ id, callback }: PlannedCallback): CalledBack {
  const opens = callback.kind === 'inbound' && callback.channel === 'whatsapp'
  return opens ? { type: 'called-back', id, wrote: { from: callback.from, at: callback.at } } : { type: 'called-back', id }
}
