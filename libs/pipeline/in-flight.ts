/** Requests in flight at a carrier: a driver's connections, so that no message waits unpaced inside the driver. */
import type { MessageDriver } from '#channels'

interface Waiting {
  readonly enter: (leave: (() => void) | null) => void
  readonly timer: NodeJS.Timeout
}

export class InFlight {
  private inside = 0
  private readonly waiting = new Set<Waiting>()

  constructor(private readonly most: number) {}

  /** Answers how to leave again; null when nothing became free in time. */
  enter(withinMs: number): Promise<(() => void) | null> {
    if (this.inside < this.most) {
      this.inside++
      return Promise.resolve(() => {
        this.leave()
      })
    }
    return new Promise((enter) => {
      const one: Waiting = {
        enter,
        timer: setTimeout(() => {
          this.waiting.delete(one)
          enter(null)
        }, withinMs),
      }
      this.waiting.add(one)
    })
  }

  /** The place goes to who has waited longest. */
  private leave(): void {
    const [next] = this.waiting
    if (!next) {
      this.inside--
      return
    }
    this.waiting.delete(next)
    clearTimeout(next.timer)
    next.enter(() => {
      this.leave()
    })
  }
}

const ofDriver = new WeakMap<MessageDriver, InFlight>()

export function inFlight(driver: MessageDriver): InFlight {
  const known = ofDriver.get(driver) ?? new InFlight(driver.connections)
  ofDriver.set(driver, known)
  return known
}
