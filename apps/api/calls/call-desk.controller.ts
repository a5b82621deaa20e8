/** /v1/creditors/{creditor}/call-desk: the queue as its supervisor sees it, and agents who rest. */
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { CallTaskId } from '#domain'
import { agentsAtTheDesk, giveCallBack, listCallTasks, pauseAgent, summariseQueue, type CallTaskRecord, type DeskAgent } from '#store'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { instant, iso } from '../settling/of-debtor'
import { callTaskView } from './call.dto'
import { DeskView, PauseBody, ResumeBody, type DeskAgentView } from './desk.dto'
import { agentOf, found, notHeld } from './held-call'

@Controller('v1/creditors/:creditor/call-desk')
@ApiTags('Calls')
export class CallDeskController {
  @Get()
  @ApiRoute({ scope: 'figures:read', summary: 'The call queue and its agents', more: 'Counts go to a thousand.', answer: DeskView })
  async readDesk(@Tenant() { sql, creditorId, now }: TenantRequest): Promise<DeskView> {
    const held = await listCallTasks(sql, creditorId, 'claimed', null, 200)
    const { ready, later, planned, nextAt } = await summariseQueue(sql, creditorId, '', now)
    const agents = await agentsAtTheDesk(sql, creditorId)
    return {
      ready, later, planned, nextAt: iso(nextAt), agents: agents.map((agent) => agentView(agent, held)),
      interrupted: held.filter(({ state }) => state === 'interrupted').map(callTaskView),
    }
  }

  @Post('pause')
  @HttpCode(204)
  @ApiRoute({ scope: 'calls:write', summary: 'An agent rests', more: 'No call is offered; one that runs goes on.', status: 204 })
  async pause(@Tenant() tenant: TenantRequest, @Body() { agent, reason }: PauseBody): Promise<void> {
    await pauseAgent(tenant.sql, tenant.creditorId, agentOf(tenant, agent), reason)
  }

  @Post('resumption')
  @HttpCode(204)
  @ApiRoute({ scope: 'calls:write', summary: 'An agent goes on', status: 204 })
  async resume(@Tenant() tenant: TenantRequest, @Body() { agent }: ResumeBody): Promise<void> {
    await pauseAgent(tenant.sql, tenant.creditorId, agentOf(tenant, agent), null)
  }

  @Post('call-tasks/:task/release')
  @HttpCode(204)
  @ApiRoute({
    scope: 'figures:read', summary: 'Take a call from an agent who is not there', more: 'Only before it was dialled: a call that runs always ends first.', status: 204,
    problems: { 409: 'Nobody has it, or somebody is talking.' },
  })
  async takeBackCall(@Tenant() tenant: TenantRequest, @Id('task') task: string): Promise<void> {
    const { id, leaseToken } = await found(tenant, task)
    if (leaseToken === null || !(await giveCallBack(tenant.sql, { creditorId: tenant.creditorId, taskId: id as CallTaskId, token: leaseToken }, tenant.now))) throw notHeld()
  }
}

function agentView({ agent, pausedSince, pauseReason, seenAt }: DeskAgent, held: readonly CallTaskRecord[]): DeskAgentView {
  const call = held.find((task) => task.agent === agent && task.state !== 'interrupted')
  return { agent, state: call ? call.state : pausedSince === null ? 'free' : 'resting', task: call?.id ?? null, leaseUntil: iso(call?.leaseUntil ?? null), pauseReason, seenAt: instant(seenAt) }
}
