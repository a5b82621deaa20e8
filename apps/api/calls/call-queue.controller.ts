/** /v1/creditors/{creditor}/call-desk: the queue as who leads it steers it: closed and opened, calls taken from agents, call-backs given to others. */
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { actorOf, mayDo } from '#access'
import type { CallTaskId } from '#domain'
import { breakOff } from '#pipeline'
import {
  agentsAtTheDesk,
  closeQueue,
  colleaguesAt,
  deskSettings,
  giveCallBack,
  giveCallBackTo,
  isSilent,
  noteTakenFrom,
  openQueue,
  type CallCard,
  type CallKey,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { conflict, forbidden, invalidField } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { ClosingBody, GivenBody, TakenBody } from './desk.dto'
import { found, notHeld } from './held-call'

const LEADS = 'For who reads the figures besides.'

@Controller('v1/creditors/:creditor/call-desk')
@ApiTags('Calls')
export class CallQueueController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Post('closing')
  @HttpCode(204)
  @ApiRoute({
    scope: 'calls:write',
    summary: 'Close the queue',
    status: 204,
    problems: { 409: 'It is closed already.' },
    more: `Nobody is offered a call until it is opened, and whoever asks for one reads who closed it and why. Calls that nobody dialled yet go back; one that runs ends first. ${LEADS}`,
  })
  async closeQueue(@Tenant() tenant: TenantRequest, @Body() { reason }: ClosingBody): Promise<void> {
    mustLead(tenant)
    if (!(await closeQueue(tenant.sql, tenant.creditorId, { reason, by: actorOf(tenant.caller), since: tenant.now })))
      throw conflict('closed-already', 'The queue is closed already.')
  }

  @Post('opening')
  @HttpCode(204)
  @ApiRoute({ scope: 'calls:write', summary: 'Open the queue again', status: 204, more: LEADS, problems: { 409: 'It is open.' } })
  async openQueue(@Tenant() tenant: TenantRequest): Promise<void> {
    mustLead(tenant)
    if (!(await openQueue(tenant.sql, tenant.creditorId))) throw conflict('open-already', 'The queue is open.')
  }

  @Post('call-tasks/:task/release')
  @HttpCode(204)
  @ApiRoute({
    scope: 'calls:write',
    summary: 'Take a call from an agent',
    status: 204,
    more:
      'With a reason, which its agent reads. Before it was dialled it is offered anew. A call that runs always ends first: only without a sign of life for two minutes has it broken off, and waits for its outcome. ' +
      LEADS,
    problems: { 409: 'Nobody has it, or somebody is talking.' },
  })
  async takeBackCall(@Tenant() tenant: TenantRequest, @Id('task') task: string, @Body() { reason }: TakenBody): Promise<void> {
    mustLead(tenant)
    const { releaseReasons } = await deskSettings(this.source.database, tenant.creditorId)
    if (!releaseReasons.some(({ code }) => code === reason))
      throw invalidField('/reason', `must be one of ${releaseReasons.map(({ code }) => code).join(', ')}`)
    const card = await found(tenant, task)
    if (card.leaseToken === null || card.agent === null) throw notHeld()
    const call: CallKey = { creditorId: tenant.creditorId, taskId: card.id as CallTaskId, token: card.leaseToken }
    await takeFrom(tenant, card, call)
    await noteTakenFrom(tenant.sql, call, { from: card.agent, by: actorOf(tenant.caller), because: reason })
    tenant.tells = { debtor: card.debtorId, agent: card.agent, reason }
  }

  @Post('call-backs/:task/agent')
  @HttpCode(204)
  @ApiRoute({
    scope: 'calls:write',
    summary: 'Give a call-back to another agent',
    status: 204,
    more: `It is theirs alone for as long as call-backs are. ${LEADS}`,
    problems: { 409: 'It was taken, made or put off meanwhile.' },
  })
  async giveCallBack(@Tenant() tenant: TenantRequest, @Id('task') task: string, @Body() { agent }: GivenBody): Promise<void> {
    mustLead(tenant)
    const { database } = this.source
    const isThere =
      (await colleaguesAt(database, tenant.creditorId)).some(({ id, works }) => id === agent && works) ||
      (await agentsAtTheDesk(tenant.sql, tenant.creditorId)).some((one) => one.agent === agent)
    if (!isThere) throw invalidField('/agent', 'works at no desk of this creditor')
    const { debtorId, id } = await found(tenant, task)
    if (!(await giveCallBackTo(tenant.sql, { creditorId: tenant.creditorId, taskId: id as CallTaskId }, agent, tenant.now)))
      throw conflict('no-call-back', 'This call-back was taken, made or put off meanwhile.')
    tenant.tells = { debtor: debtorId, agent }
  }
}

function mustLead({ caller, creditorId }: TenantRequest): void {
  if (!mayDo(caller, 'figures:read', creditorId)) throw forbidden('The desk is led by a supervisor.')
}

async function takeFrom({ sql, now }: TenantRequest, { state }: CallCard, call: CallKey): Promise<void> {
  if (await giveCallBack(sql, call, now)) return
  if (state === 'talking' && !(await isSilent(sql, call)))
    throw conflict('talking', 'They are talking: a call that runs always ends first.')
  if (!(await breakOff(sql, call, now))) throw notHeld()
}
