/** The database's clock as this process can know it: each answer bounds the difference, and the bounds of many answers are narrow. */
const FORGET_MS = 60_000

export class DatabaseClock {
  /** Database time minus local time lies between these. */
  private least = -Infinity
  private most = Infinity
  private since = -Infinity
  /** How far the clock on the wall was ahead of the local one. */
  private ahead = 0

  constructor(
    private readonly local: () => number = () => performance.now(),
    private readonly wall: () => number = () => Date.now(),
  ) {}

  /** The database said `nowAt` somewhere between these two local moments. */
  note(asked: number, answered: number, nowAt: number): void {
    const [least, most] = [nowAt - answered, nowAt - asked]
    this.ahead = this.wall() - this.local()
    // Clocks drift, and are set: old bounds are forgotten, and such as contradict the newest too.
    if (answered - this.since > FORGET_MS || least > this.most || most < this.least) {
      this.since = answered
      this.least = least
      this.most = most
      return
    }
    this.least = Math.max(this.least, least)
    this.most = Math.min(this.most, most)
  }

  /** How much is not known of it; nothing is known after a minute. */
  get width(): number {
    return this.local() - this.since > FORGET_MS ? Infinity : this.most - this.least
  }

  /** Milliseconds until the database's clock has surely reached `at`. */
  until(at: number): number {
    return at - this.least - this.local()
  }

  /** How far the database's clock may be past `at`. The local one stands still while the machine is suspended, and the one on the wall does not. */
  past(at: number): number {
    const suspended = Math.max(0, this.wall() - this.local() - this.ahead)
    return this.local() + suspended + this.most - at
  }
}
