/** What the process that serves the API gives it. */
import type { Metrics } from '#lifecycle'
import type { BusinessClock, CallDesk, PipeLog, StandingCarriers } from '#pipeline'
import type { Database } from '#store'

export const API_SOURCE = Symbol('api source')

export interface ApiSource {
  /** As the flow: to recognise keys, and for the stages of the pipe that a request starts. */
  readonly database: Database
  /** As the tenant: everything that a key asks for (rule 21). */
  readonly tenant: Database
  /** Where calls are claimed and dialled: all of the pipe that this process has. */
  readonly desk: CallDesk
  readonly clock: BusinessClock
  readonly carriers: string
  /** What a test message leaves by, and what is asked whether it works; known once the process is up. */
  readonly standing: () => StandingCarriers
  readonly dataFolder: string
  readonly log: PipeLog
  readonly metrics: Metrics
  /** Of a process that works too: whether its turns of the pipe succeed. */
  readonly isTurning?: () => boolean
  /** Webhooks out may go into one's own network. */
  readonly webhooksAllowPrivate?: boolean
  /** With one key; the house's own figure where it is left out. */
  readonly requestsPerMinute?: number
}
