/** /v1/creditors/{creditor}/debtors/{debtor}: a debtor who calls in, and an agent who looks at a debtor with nobody on the line. */
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { actorOf } from '#access'
import { countHeldOutcomes } from '#pipeline'
import { appendAudit, openDebtor, OPENING_REASONS, seeAgent, takeCallIn, type OpeningReason } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { OneOf } from '../http/fields'
import { conflict } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { ofDebtor } from '../settling/of-debtor'
import { callTaskView, ClaimBody, HeldCallView, leaseView } from './call.dto'
import { agentOf, found } from './held-call'

class OpeningBody {
  @OneOf(OPENING_REASONS, { description: 'why, with nobody on the line; it stands in the audit' }) reason!: OpeningReason
}

const BUSY = { agent: 'You are in a call: end that one first.', debtor: 'A colleague has this debtor on the line.' } as const

@Controller('v1/creditors/:creditor/debtors/:debtor')
@ApiTags('Calls')
export class CalledInController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Post('called-in')
  @HttpCode(200)
  @ApiRoute({
    scope: 'calls:write',
    summary: 'The debtor calls in',
    answer: HeldCallView,
    problems: { 409: 'The agent or the debtor is in a call.' },
    more: 'A call like any other from here on: who it is comes first, then the outcome. It weighs nothing in the budget; a call that we meant to make is decided anew.',
  })
  async takeCallIn(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Body() { agent }: ClaimBody): Promise<HeldCallView> {
    const { sql, creditorId, now } = tenant
    const who = agentOf(tenant, agent)
    const key = await ofDebtor(tenant, debtor)
    await seeAgent(sql, creditorId, who)
    await countHeldOutcomes(this.source.desk, { creditorId, agent: who }, 10)
    const taken = await takeCallIn(sql, key, who, now)
    if ('busy' in taken) throw conflict('in-a-call', BUSY[taken.busy])
    return { task: callTaskView(await found(tenant, taken.call.taskId)), lease: leaseView(taken.call) }
  }

  @Post('opening')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'Look at a debtor with nobody on the line',
    status: 204,
    audited: true,
    beforeIdentity: true,
    more: 'What they owe is shown to this agent for half an hour. Whoever reads the figures, or has a task about them, needs none.',
  })
  async openDebtor(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Body() { reason }: OpeningBody): Promise<void> {
    const key = await ofDebtor(tenant, debtor)
    await openDebtor(tenant.sql, key, tenant.caller.id, reason)
    await appendAudit(tenant.sql, tenant.creditorId, {
      actor: actorOf(tenant.caller),
      action: 'openDebtor',
      subject: key.debtorId,
      detail: { reason },
      at: tenant.now,
    })
  }
}
