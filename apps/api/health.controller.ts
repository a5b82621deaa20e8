/** GET /health: is it up, which day is it in there, and how much waits. */
import { Controller, Get, Inject } from '@nestjs/common'
import { countWaiting, sendingStopped, type Database, type WaitingCount } from '#store'
import type { BusinessClock } from '#pipeline'

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
    }
  }
}
