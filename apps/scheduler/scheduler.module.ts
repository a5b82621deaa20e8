/** The scheduler: due reviews to decide, due attempts to the belt, the sweepers; a ticker drives it. */
import type { BusinessClock, Pipe } from '#pipeline'
import { Ticker } from './ticker'

export { startWebhooks } from './webhook-sender'

export const openTicker = (pipe: Pipe, clock: BusinessClock): Ticker => new Ticker(pipe, clock)
