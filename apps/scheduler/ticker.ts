/** The ticker: takes turns of the pipe while there is something to do, and rests until woken or a second has passed. */
import { keepConfigurationFresh, turn, type BusinessClock, type Pipe } from '#pipeline'

const REST_MS = 1000
/** While the belt works there is little to look for. */
const BREATH_MS = 50
/** A scheduler that ended no turn for so long cannot do its work. */
const STUCK_MS = 60_000

export class Ticker {
  private stopping = false
  private lastTurn = performance.now()
  private wakeUp: () => void = () => undefined
  private running: Promise<void> = Promise.resolve()

  constructor(private readonly pipe: Pipe, private readonly clock: BusinessClock) {}

  start(): void {
    this.running = this.run()
  }

  wake(): void {
    this.wakeUp()
  }

  isTurning(): boolean {
    return performance.now() - this.lastTurn < STUCK_MS
  }

  /** Takes nothing new, and waits for what is on its way. */
  async stop(): Promise<void> {
    this.stopping = true
    this.wakeUp()
    await this.running
    await this.pipe.belt.close()
  }

  private async run(): Promise<void> {
    const stopRefreshing = keepConfigurationFresh(this.pipe)
    while (!this.stopping) {
      const done = await this.turn().catch((fault: unknown) => {
        this.pipe.log.error({ fault: String(fault) }, 'a turn failed; what it took comes back')
        return 0
      })
      if (done === 0) await this.rest(REST_MS)
      else if (await this.isWorking()) await this.rest(BREATH_MS)
    }
    await stopRefreshing()
  }

  private async turn(): Promise<number> {
    const done = await turn(this.pipe, this.clock())
    this.lastTurn = performance.now()
    return done
  }

  private isWorking(): Promise<boolean> {
    return this.pipe.belt.depth().then((depth) => depth > 0, () => false)
  }

  private rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
