/** /v1/creditors/{creditor}/call-desk: the queue as who leads it sees it, and agents who rest. */
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { mayDo } from '#access'
import { instantAt, localDateOf, type DeskSettings, type LocalTime } from '#domain'
import {
  agentsAtTheDesk,
  callsTold,
  colleaguesAt,
  debtorNames,
  deskSettings,
  listCallBacks,
  listCallTasks,
  oldestWaiting,
  passedOver,
  pauseAgent,
  summariseQueue,
  type CallTaskRecord,
  type DeskAgent,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { creditorZone } from '../creditors/business-day'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { instant, iso } from '../settling/of-debtor'
import { DeskBody } from '../creditors/creditor-desk.dto'
import { callTaskView } from './call.dto'
import { DeskView, AgentPauseBody, ResumeBody, type DeskAgentView } from './desk.dto'
import { agentOf } from './held-call'
import { closingView } from './queue-closed'

const MIDNIGHT = '00:00' as LocalTime
const MOST_CALL_BACKS = 200

@Controller('v1/creditors/:creditor/call-desk')
@ApiTags('Calls')
export class CallDeskController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({ scope: 'figures:read', summary: 'The call queue and its agents', more: 'Counts go to a thousand.', answer: DeskView })
  async readDesk(@Tenant() { sql, creditorId, now }: TenantRequest): Promise<DeskView> {
    const { database } = this.source
    const zone = await creditorZone(database, creditorId)
    const held = await listCallTasks(sql, creditorId, 'claimed', null, 200)
    const { ready, later, planned, nextAt } = await summariseQueue(sql, creditorId, '', now)
    const told = await callsTold(sql, creditorId, instantAt(localDateOf(now, zone), MIDNIGHT, zone), now)
    const names = new Map((await colleaguesAt(database, creditorId)).map(({ id, name }) => [id, name]))
    const seconds = await deskSettings(database, creditorId)
    const agents = (await agentsAtTheDesk(sql, creditorId)).map((agent) => ({
      ...agentView(agent, held, seconds),
      name: names.get(agent.agent) ?? null,
      toldToday: told.find(({ agent: teller }) => teller === agent.agent)?.today ?? 0,
    }))
    const interrupted = held.filter(({ state }) => state === 'interrupted')
    const callBacks = await listCallBacks(sql, creditorId, MOST_CALL_BACKS, now)
    const debtors = await debtorNames(
      sql,
      creditorId,
      [...interrupted, ...callBacks].map(({ debtorId }) => debtorId),
    )
    return {
      closed: await closingView(database, sql, creditorId),
      ready,
      later,
      planned,
      oldestAt: iso(await oldestWaiting(sql, creditorId, now)),
      nextAt: iso(nextAt),
      passedOver: await passedOver(sql, creditorId, now),
      agents,
      toldLastHour: told.reduce((sum, { lastHour }) => sum + lastHour, 0),
      interrupted: interrupted.map((call) => ({ ...callTaskView(call), name: debtors.get(call.debtorId) ?? null })),
      callBacks: callBacks.map(({ wantedBy, wantedUntil, ...call }) => ({
        ...callTaskView(call),
        name: debtors.get(call.debtorId) ?? null,
        wantedBy,
        wantedByName: names.get(wantedBy) ?? null,
        wantedUntil: instant(wantedUntil),
      })),
    }
  }

  @Get('settings')
  @ApiRoute({ scope: 'calls:write', summary: 'By which seconds, numbers and words agents work', answer: DeskBody })
  readSettings(@Tenant() { creditorId }: TenantRequest): Promise<DeskBody> {
    return deskSettings(this.source.database, creditorId) as Promise<DeskBody>
  }

  @Post('pause')
  @HttpCode(204)
  @ApiRoute({
    scope: 'calls:write',
    summary: 'An agent rests',
    more: 'No call is offered; one that runs goes on. Of others for who reads the figures.',
    status: 204,
  })
  async pause(@Tenant() tenant: TenantRequest, @Body() { agent, reason }: AgentPauseBody): Promise<void> {
    await pauseAgent(tenant.sql, tenant.creditorId, meant(tenant, agent), reason)
  }

  @Post('resumption')
  @HttpCode(204)
  @ApiRoute({ scope: 'calls:write', summary: 'An agent goes on', status: 204 })
  async resume(@Tenant() tenant: TenantRequest, @Body() { agent }: ResumeBody): Promise<void> {
    await pauseAgent(tenant.sql, tenant.creditorId, meant(tenant, agent), null)
  }
}

/** A supervisor speaks of others too. */
const meant = (tenant: TenantRequest, agent: string | undefined): string =>
  agent !== undefined && mayDo(tenant.caller, 'figures:read', tenant.creditorId) ? agent : agentOf(tenant, agent)

type Seconds = Readonly<Pick<Required<DeskSettings>, 'reservedSeconds' | 'talkingSeconds'>>

function agentView(
  { agent, pausedSince, pauseReason, seenAt }: DeskAgent,
  held: readonly CallTaskRecord[],
  seconds: Seconds,
): Omit<DeskAgentView, 'name' | 'toldToday'> {
  const call = held.find((task) => task.agent === agent && task.state !== 'interrupted')
  return {
    agent,
    state: call ? call.state : pausedSince === null ? 'free' : 'resting',
    task: call?.id ?? null,
    since: iso(call ? call.claimedAt : pausedSince),
    leaseUntil: iso(call?.leaseUntil ?? null),
    calledIn: call?.calledIn ?? false,
    pauseReason,
    seenAt: instant(Math.max(seenAt, call ? lastBeat(call, seconds) : 0)),
  }
}

/** Each heartbeat sets the end of the lease anew. */
const lastBeat = ({ leaseUntil, state }: CallTaskRecord, { reservedSeconds, talkingSeconds }: Seconds): number =>
  (leaseUntil ?? 0) - (state === 'reserved' ? reservedSeconds : talkingSeconds) * 1000
