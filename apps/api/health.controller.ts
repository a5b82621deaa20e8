/** GET /health, /ready and /metrics: is it up, and may it be given requests; at home also which day it is in there, and how much waits. */
import { Controller, Get, Inject, Req, Res } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { readinessOf } from '#lifecycle'
import { calendarsRunningOut, type CalendarReach } from '#pipeline'
import {
  countWaiting,
  sendingStopped,
  stoppedCarriers,
  unfamiliarCodes,
  type CarrierStop,
  type UnfamiliarCode,
  type WaitingCount,
} from '#store'
import { API_SOURCE, type ApiSource } from './api-source'
import type { ApiReply, ApiRequest } from './http/api-request'
import { isAtHome } from './http/at-home'
import { notFound } from './http/problem'

interface Health {
  readonly status: 'ok'
}

interface HealthAtHome extends Health {
  readonly businessTime: string
  readonly carriers: string
  readonly sendingStopped: boolean
  /** Accounts that their carrier refuses, and since when. */
  readonly carriersStopped: readonly CarrierStop[]
  /** Codes of carriers that nobody has sorted: look up what they mean. */
  readonly unfamiliarCodes: readonly UnfamiliarCode[]
  readonly waiting: WaitingCount
  /** Calendars in use that end within 120 days, or have ended: what needs a day beyond is not decided. */
  readonly calendarsRunningOut: readonly CalendarReach[]
}

@Controller()
@ApiExcludeController()
export class HealthController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('health')
  async health(@Req() request: ApiRequest): Promise<Health | HealthAtHome> {
    if (!isAtHome(request)) return { status: 'ok' }
    const { database, clock, carriers } = this.source
    const now = clock()
    return {
      status: 'ok',
      businessTime: new Date(now).toISOString(),
      carriers,
      carriersStopped: await stoppedCarriers(database),
      unfamiliarCodes: await unfamiliarCodes(database, now),
      sendingStopped: await sendingStopped(database),
      waiting: await countWaiting(database, now),
      calendarsRunningOut: await calendarsRunningOut(database, now),
    }
  }

  @Get('metrics')
  async tellMetrics(@Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): Promise<string> {
    if (!isAtHome(request)) throw notFound('address')
    void reply.header('content-type', this.source.metrics.contentType)
    return this.source.metrics.text()
  }

  /** Both roles, since a request needs both; on a full disk it can be read, and every turn fails. */
  @Get('ready')
  async ready(@Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): Promise<{ readonly status: string }> {
    const { database, tenant, isTurning } = this.source
    const { ready, parts } = await readinessOf({
      database: () => database.isReachable(),
      tenant: () => tenant.isReachable(),
      ...(isTurning && { turns: () => Promise.resolve(isTurning()) }),
    })
    void reply.status(ready ? 200 : 503)
    return { status: ready ? 'ready' : 'not ready', ...(isAtHome(request) && parts) }
  }
}
