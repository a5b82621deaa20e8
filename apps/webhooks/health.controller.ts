/** GET /health and /ready of the webhooks process on its own. */
import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common'
import type { Readiness } from '#lifecycle'

export const HEALTH_PAGE = Symbol('health page')
export type ReadinessSource = () => Promise<Readiness>

@Controller()
export class HealthPage {
  constructor(@Inject(HEALTH_PAGE) private readonly readiness: ReadinessSource) {}

  @Get('health')
  health(): { readonly status: 'ok' } {
    return { status: 'ok' }
  }

  @Get('ready')
  async ready(): Promise<{ readonly status: 'ready' }> {
    const { ready, parts } = await this.readiness()
    if (!ready) throw new ServiceUnavailableException({ status: 'not ready', ...parts })
    return { status: 'ready' }
  }
}
