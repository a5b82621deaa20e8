/** GET /health: is it up, which day is it in there, and how much waits. */
import { Controller, Get, Inject } from '@nestjs/common'
import { countWaiting, sendingStopped, type Database, type WaitingCount } from '#store'
import { calendarsRunningOut, type BusinessClock, type CalendarReach } from '#pipeline'

export const HEALTH_SOURCE = Symbol('health source')

/** What the process that serves this page knows of itself. */
export interface HealthSource {
  readonly database: Database
  readonly clock: BusinessClock
  readonly carriers: string
}

interface Health {
  readonly status: 'ok'
  readonly businessTime: string
  readonly carriers: string
  readonly sendingStopped: boolean
  readonly waiting: WaitingCount
  /** Calendars in use that end within 120 days, or have ended: what needs a day beyond is not decided. */
  readonly calendarsRunningOut: readonly CalendarReach[]
}

@Controller('health')
export class HealthController {
  constructor(@Inject(HEALTH_SOURCE) private readonly source: HealthSource) {}

  @Get()
  async health(): Promise<Health> {
    const { database, clock, carriers } = this.source
    const now = clock()
    return {
      status: 'ok', businessTime: new Date(now).toISOString(), carriers,
      sendingStopped: await sendingStopped(database), waiting: await countWaiting(database, now),
      calendarsRunningOut: await calendarsRunningOut(database, now),
    }
  }
}
