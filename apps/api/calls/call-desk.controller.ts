/** /v1/creditors/{creditor}/call-desk: the queue as its supervisor sees it, and agents who rest. */
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { mayDo } from '#access'
import { instantAt, localDateOf, type CallTaskId, type LocalTime } from '#domain'
import { breakOff, zoneOf } from '#pipeline'
import {
  agentsAtTheDesk, callsTold, colleaguesAt, debtorNames, getCreditor, giveCallBack, isSilent, listCallTasks, pauseAgent, summariseQueue, type CallKey, type CallTaskRecord, type DeskAgent,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { conflict } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { instant, iso } from '../settling/of-debtor'
import { DeskBody } from '../creditors/creditor-desk.dto'
import { callTaskView } from './call.dto'
import { deskSettings } from './desk-settings'
import { DeskView, PauseBody, ResumeBody, type DeskAgentView } from './desk.dto'
import { agentOf, found, notHeld } from './held-call'

const MIDNIGHT = '00:00' as LocalTime

@Controller('v1/creditors/:creditor/call-desk')
@ApiTags('Calls')
export class CallDeskController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({ scope: 'figures:read', summary: 'The call queue and its agents', more: 'Counts go to a thousand.', answer: DeskView })
  async readDesk(@Tenant() { sql, creditorId, now }: TenantRequest): Promise<DeskView> {
    const { database } = this.source
    const zone = await zoneOf(database, await getCreditor(database, creditorId))
    const held = await listCallTasks(sql, creditorId, 'claimed', null, 200)
    const { ready, later, planned, nextAt } = await summariseQueue(sql, creditorId, '', now)
    const told = await callsTold(sql, creditorId, instantAt(localDateOf(now, zone), MIDNIGHT, zone), now)
    const names = new Map((await colleaguesAt(database, creditorId)).map(({ id, name }) => [id, name]))
    const agents = (await agentsAtTheDesk(sql, creditorId)).map((agent) => ({
      ...agentView(agent, held), name: names.get(agent.agent) ?? null, toldToday: told.find(({ agent: teller }) => teller === agent.agent)?.today ?? 0,
    }))
    const interrupted = held.filter(({ state }) => state === 'interrupted')
    const debtors = await debtorNames(sql, creditorId, interrupted.map(({ debtorId }) => debtorId))
    return {
      ready, later, planned, nextAt: iso(nextAt), agents, toldLastHour: told.reduce((sum, { lastHour }) => sum + lastHour, 0),
      interrupted: interrupted.map((call) => ({ ...callTaskView(call), name: debtors.get(call.debtorId) ?? null })),
    }
  }

  @Get('settings')
  @ApiRoute({ scope: 'calls:write', summary: 'By which seconds, numbers and words agents work', answer: DeskBody })
  readSettings(@Tenant() { creditorId }: TenantRequest): Promise<DeskBody> {
    return deskSettings(this.source.database, creditorId) as Promise<DeskBody>
  }

  @Post('pause')
  @HttpCode(204)
  @ApiRoute({ scope: 'calls:write', summary: 'An agent rests', more: 'No call is offered; one that runs goes on. Of others for who reads the figures.', status: 204 })
  async pause(@Tenant() tenant: TenantRequest, @Body() { agent, reason }: PauseBody): Promise<void> {
    await pauseAgent(tenant.sql, tenant.creditorId, meant(tenant, agent), reason)
  }

  @Post('resumption')
  @HttpCode(204)
  @ApiRoute({ scope: 'calls:write', summary: 'An agent goes on', status: 204 })
  async resume(@Tenant() tenant: TenantRequest, @Body() { agent }: ResumeBody): Promise<void> {
    await pauseAgent(tenant.sql, tenant.creditorId, meant(tenant, agent), null)
  }

  @Post('call-tasks/:task/release')
  @HttpCode(204)
  @ApiRoute({
    scope: 'figures:read', summary: 'Take a call from an agent who is not there', status: 204,
    more: 'Before it was dialled it is offered anew. A call that runs always ends first: only without a sign of life for two minutes has it broken off, and waits for its outcome.',
    problems: { 409: 'Nobody has it, or somebody is talking.' },
  })
  async takeBackCall(@Tenant() tenant: TenantRequest, @Id('task') task: string): Promise<void> {
    const { id, leaseToken, state } = await found(tenant, task)
    if (leaseToken === null) throw notHeld()
    const call: CallKey = { creditorId: tenant.creditorId, taskId: id as CallTaskId, token: leaseToken }
    if (await giveCallBack(tenant.sql, call, tenant.now)) return
    if (state === 'talking' && !(await isSilent(tenant.sql, call))) throw conflict('talking', 'They are talking: a call that runs always ends first.')
    if (!(await breakOff(tenant.sql, call, tenant.now))) throw notHeld()
  }
}

/** A supervisor speaks of others too. */
const meant = (tenant: TenantRequest, agent: string | undefined): string =>
  agent !== undefined && mayDo(tenant.caller, 'figures:read', tenant.creditorId) ? agent : agentOf(tenant, agent)

function agentView({ agent, pausedSince, pauseReason, seenAt }: DeskAgent, held: readonly CallTaskRecord[]): Omit<DeskAgentView, 'name' | 'toldToday'> {
  const call = held.find((task) => task.agent === agent && task.state !== 'interrupted')
  return {
    agent, state: call ? call.state : pausedSince === null ? 'free' : 'resting', task: call?.id ?? null, since: iso(call ? call.claimedAt : pausedSince), leaseUntil: iso(call?.leaseUntil ?? null),
    calledIn: call?.calledIn ?? false, pauseReason, seenAt: instant(seenAt),
  }
}
