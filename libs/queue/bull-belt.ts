/** The belt over Redis: any scheduler puts, any worker takes; what Redis loses or repeats the rows make good. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Queue } from 'bull'
import type { Belt } from './belt'

/** Longer than Redis needs when it is well, shorter than a scheduler's turn should wait. */
const ANSWER_WITHIN_MS = 2_000
const LOOK_AGAIN_MS = 20

export interface BullBeltOptions<Job> {
  /** What lies in Redis may be half of a job after it was emptied, or anything: only this is worked on. */
  readonly isJob: (data: unknown) => data is Job
  readonly onFault: (fault: unknown) => void
  /** Closes what the queue was opened with. */
  readonly closeQueue: () => Promise<void>
}

export class BullBelt<Job> implements Belt<Job> {
  private readonly working = new Set<Promise<void>>()
  private closing: Promise<void> | undefined
  private unreachable = false

  constructor(
    private readonly queue: Queue,
    private readonly options: BullBeltOptions<Job>,
  ) {
    // What cannot be sent now is not kept to be sent later: its rows are given back, and the next turn takes them again.
    queue.client.options.enableOfflineQueue = false
    // Bull's `setHandler` asks Redis to note a worker's name, and lets go of the answer: its refusal, as when it closes while Redis is away, would end the process.
    const nameWorker = queue.setWorkerName.bind(queue)
    queue.setWorkerName = () => nameWorker().catch(() => undefined)
    queue.on('error', (fault) => this.tellOnce(fault))
    queue.client.on('ready', () => {
      this.unreachable = false
    })
  }

  async put(job: Job): Promise<void> {
    if (this.closing) throw new Error('the belt is closed')
    await soon(this.queue.add(job))
  }

  async depth(): Promise<number> {
    const { client } = this.queue
    const counts = await soon(Promise.all(['wait', 'active'].map((list) => client.llen(this.queue.toKey(list)))))
    return counts.reduce((sum, count) => sum + count, 0)
  }

  async idle(): Promise<void> {
    while ((await this.depth()) > 0) await pause(LOOK_AGAIN_MS)
  }

  /** From now on this process works, on so many jobs at a time. Not by a Nest processor, whose refusal nobody would answer for. */
  take(work: (job: Job) => Promise<void>, lanes: number): void {
    const { client } = this.queue
    const begin = (): void => {
      if (this.closing) return
      void this.queue
        .process(lanes, ({ data }) => {
          const done = this.workOn(work, data as unknown)
            .catch(this.options.onFault)
            .finally(() => this.working.delete(done))
          this.working.add(done)
          return done
        })
        .catch((fault: unknown) => {
          if (!this.closing) this.options.onFault(fault)
        })
    }
    // Before Redis is there Bull would make promises whose refusal at closing nobody answers for.
    if (client.status === 'ready') begin()
    else client.once('ready', begin)
  }

  /** Redis answers within a moment; false says that it does not, and that the belt goes on trying. */
  async isReachable(): Promise<boolean> {
    const { client } = this.queue
    if (client.status !== 'ready') await soon(new Promise((resolve) => client.once('ready', resolve))).catch(() => undefined)
    return this.depth().then(
      () => true,
      () => false,
    )
  }

  close(): Promise<void> {
    this.closing ??= this.drain()
    return this.closing
  }

  /** Without Bull's own waiting, which breaks the process when Redis is away, and has no end when Redis hangs: nothing new is taken, what is worked on ends, then all is closed. */
  private async drain(): Promise<void> {
    await soon(this.queue.pause(true, true)).catch(() => undefined)
    while (this.working.size > 0) await Promise.all(this.working)
    await soon(Promise.all([this.queue.close(true), this.options.closeQueue()])).catch(() => undefined)
    for (const client of this.queue.clients) client.disconnect()
  }

  private async workOn(work: (job: Job) => Promise<void>, data: unknown): Promise<void> {
    if (this.options.isJob(data)) return work(data)
    this.options.onFault(new Error('what lay on the belt is no job of ours'))
  }

  /** Every attempt to connect again fails with an error of its own: one line says it. */
  private tellOnce(fault: unknown): void {
    const away = this.queue.client.status !== 'ready'
    if (!(away && this.unreachable) && !this.closing) this.options.onFault(fault)
    this.unreachable = away
  }
}

function soon<T>(answer: Promise<T>): Promise<T> {
  const late = new AbortController()
  const tooLate = pause(ANSWER_WITHIN_MS, undefined, { signal: late.signal }).then(() => {
    throw new Error('Redis does not answer')
  })
  tooLate.catch(() => undefined)
  return Promise.race([answer, tooLate]).finally(() => late.abort())
}
