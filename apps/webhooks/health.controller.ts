/** GET /health, /ready and /metrics of the webhooks process on its own. */
import { Controller, Get, Header, Inject, ServiceUnavailableException } from '@nestjs/common'
import type { Metrics, Readiness } from '#lifecycle'

export const HEALTH_PAGE = Symbol('health page')

export interface HealthSource {
  readonly readiness: () => Promise<Readiness>
  readonly metrics: Metrics
}

@Controller()
export class HealthPage {
  constructor(@Inject(HEALTH_PAGE) private readonly source: HealthSource) {}

  @Get('health')
  health(): { readonly status: 'ok' } {
    return { status: 'ok' }
  }

  @Get('ready')
  async ready(): Promise<{ readonly status: 'ready' }> {
    const { ready, parts } = await this.source.readiness()
    if (!ready) throw new ServiceUnavailableException({ status: 'not ready', ...parts })
    return { status: 'ready' }
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  tellMetrics(): Promise<string> {
    return this.source.metrics.text()
  }
}
