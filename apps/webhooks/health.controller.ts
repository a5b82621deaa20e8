/** GET /health and /ready at the doors that the world reaches: they say whether, and nothing of the inside. */
import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common'
import type { Metrics, Readiness } from '#lifecycle'

export const HEALTH_PAGE = Symbol('health page')

export interface HealthSource {
  readonly readiness: () => Promise<Readiness>
  /** Told elsewhere. */
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
    const { ready } = await this.source.readiness()
    if (!ready) throw new ServiceUnavailableException({ status: 'not ready' })
    return { status: 'ready' }
  }
}
