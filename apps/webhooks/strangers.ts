/** Strangers at the doors: an address that keeps calling with signatures that do not fit is not listened to for a while. */
import { networkOf } from '#access'

const MINUTE_MS = 60_000
/** Wrongly signed calls a minute from one address; of IPv6 from one network. */
const MOST_WRONG = 60
/** Whoever called rightly this lately is heard in any case: before a proxy that nobody named, all the world has one address. */
const KNOWN_MS = 24 * 60 * MINUTE_MS
/** Addresses that are remembered; the oldest are forgotten first. */
const MOST_ADDRESSES = 10_000

interface Heard {
  wrong: number
  since: number
  genuineAt: number
}

export class Strangers {
  private readonly heard = new Map<string, Heard>()

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Seconds until calls from there are read again; 0: they are. */
  turnedAway(address: string): number {
    const one = this.heard.get(networkOf(address))
    if (!one || one.wrong < MOST_WRONG || this.now() - one.genuineAt < KNOWN_MS) return 0
    return Math.max(0, Math.ceil((one.since + MINUTE_MS - this.now()) / 1000))
  }

  noteWrong(address: string): void {
    const one = this.at(address)
    if (this.now() - one.since > MINUTE_MS) Object.assign(one, { wrong: 0, since: this.now() })
    one.wrong += 1
  }

  noteGenuine(address: string): void {
    this.at(address).genuineAt = this.now()
  }

  private at(address: string): Heard {
    const network = networkOf(address)
    const one = this.heard.get(network) ?? { wrong: 0, since: this.now(), genuineAt: -Infinity }
    this.heard.set(network, one)
    const [oldest] = this.heard.keys()
    if (this.heard.size > MOST_ADDRESSES && oldest !== undefined) this.heard.delete(oldest)
    return one
  }
}
