/** The belt of the embedded default: jobs are worked on in this process, a few at a time; nothing outlives it but the rows. */
import type { Belt } from './belt'

export class InProcessBelt<Job> implements Belt<Job> {
  private readonly waiting: Job[] = []
  private working = 0
  private closed = false
  private resting: (() => void)[] = []

  /** `work` answers for its own faults: what it throws is given to `onFault`, and the rows come back when their lease ends. */
  constructor(
    private readonly work: (job: Job) => Promise<void>,
    private readonly lanes: number,
    private readonly onFault: (fault: unknown) => void,
  ) {}

  put(job: Job): Promise<void> {
    if (this.closed) return Promise.reject(new Error('the belt is closed'))
    this.waiting.push(job)
    this.pull()
    return Promise.resolve()
  }

  depth(): Promise<number> {
    return Promise.resolve(this.load)
  }

  idle(): Promise<void> {
    return this.load === 0 ? Promise.resolve() : new Promise((resolve) => this.resting.push(resolve))
  }

  async close(): Promise<void> {
    this.closed = true
    this.waiting.length = 0
    await this.idle()
  }

  private get load(): number {
    return this.waiting.length + this.working
  }

  private pull(): void {
    while (this.working < this.lanes) {
      const job = this.waiting.shift()
      if (job === undefined) break
      this.working += 1
      void this.work(job)
        .catch(this.onFault)
        .finally(() => {
          this.working -= 1
          this.pull()
        })
    }
    if (this.load === 0) this.resting.splice(0).forEach((resolve) => resolve())
  }
}
