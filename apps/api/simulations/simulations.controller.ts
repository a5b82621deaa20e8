/** POST /v1/creditors/{creditor}/simulations: plays one debtor with the creditor's own published policy; nothing is sent or kept. */
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { daysBetween } from '#domain'
import { parseScenario, play, type Scenario } from '#simulation'
import { publishedConfiguration } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { invalidField } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { configurationOf } from './configuration-of'
import { ScenarioBody, SimulationView } from './simulation.dto'

const MOST = { days: 400, claims: 50, events: 200 }

@Controller('v1/creditors/:creditor/simulations')
@ApiTags('Simulations')
export class SimulationsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Post()
  @HttpCode(200)
  @ApiRoute({
    scope: 'simulations:run',
    summary: 'What would be sent, when and why',
    answer: SimulationView,
    asks: true,
    more: `Plays a scenario with the real rules on a clock of its own. At most ${MOST.days} days, ${MOST.claims} claims and ${MOST.events} events.`,
  })
  async simulate(@Tenant() { creditorId }: TenantRequest, @Body() body: ScenarioBody): Promise<SimulationView> {
    const versions = await publishedConfiguration(this.source.database, creditorId)
    const configuration = configurationOf(versions)
    return played(() => {
      const scenario = parseScenario({ ...body })
      refuseTooLarge(scenario)
      return { ...play(scenario, configuration) }
    })
  }
}

function refuseTooLarge({ from, until, claims, events }: Scenario): void {
  if (daysBetween(from, until) > MOST.days) throw invalidField('/until', `must be within ${MOST.days} days of from`)
  if (claims.length > MOST.claims) throw invalidField('/claims', `must be at most ${MOST.claims}`)
  if (events.length > MOST.events) throw invalidField('/events', `must be at most ${MOST.events}`)
}

function played(work: () => SimulationView): SimulationView {
  try {
    return work()
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'ScenarioError' && 'path' in fault)
      throw invalidField(`/${String(fault.path).replaceAll('.', '/')}`, fault.message)
    throw fault
  }
}
