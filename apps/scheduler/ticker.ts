/** The ticker: takes turns of the pipe while there is something to do, keeps the belt filled, and rests until woken or a second has passed. */
import { keepConfigurationFresh, refillBelt, turn, type BusinessClock, type Pipe } from '#pipeline'

const REST_MS = 1000
/** Between two looks at a belt that is being worked on. */
const BREATH_MS = 50
/** While the belt works and the other stages found little, a whole turn is taken this often: it asks every stage for what is due. */
const FEED_MS = 400
/** Found in one turn: somewhere more is waiting. */
const MUCH = 100
/** A scheduler that ended no turn for so long cannot do its work. */
const STUCK_MS = 60_000

export class Ticker {
  private stopping = false
  private lastTurn = performance.now()
  private wakeUp: () => void = () => undefined
  private running: Promise<void> = Promise.resolve()

  constructor(
    private readonly pipe: Pipe,
    private readonly clock: BusinessClock,
  ) {}

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
      else if (done < MUCH) await this.feed()
      else if (await this.isWorking()) await this.rest(BREATH_MS)
    }
    await stopRefreshing()
  }

  private async turn(): Promise<number> {
    const done = await turn(this.pipe, this.clock())
    this.lastTurn = performance.now()
    return done
  }

  /** The belt gets what it has room for, until the next turn is due, somebody wakes us, or nothing is left for it. */
  private async feed(): Promise<void> {
    const until = performance.now() + FEED_MS
    for (let fed = true; fed && performance.now() < until && !this.stopping;) {
      if ((await this.rest(BREATH_MS)) === 'woken') return
      fed = await refillBelt(this.pipe, this.clock()).then(
        async (put) => put > 0 || (await this.isWorking()),
        () => false,
      )
    }
  }

  private isWorking(): Promise<boolean> {
    return this.pipe.belt.depth().then(
      (depth) => depth > 0,
      () => false,
    )
  }

  private rest(milliseconds: number): Promise<'woken' | 'rested'> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        resolve('rested')
      }, milliseconds)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve('woken')
      }
    })
  }
}
