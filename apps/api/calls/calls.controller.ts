/** /v1/creditors/{creditor}/call-tasks: agents take the next call, pass it over, give it back, or dial through the second gate. */
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { Instant } from '#domain'
import { countHeldOutcomes, dial, nextCall, ownCall } from '#pipeline'
import {
  deskSettings,
  giveCallBack,
  listCallTasks,
  noteSkip,
  readCallCard,
  renewCall,
  seeAgent,
  summariseQueue,
  type QueueSummary,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { pageOf, readCursor, toPage, type Page } from '../http/page'
import { conflict, invalidField } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { iso } from '../settling/of-debtor'
import { closingView, refuseClosed } from './queue-closed'
import { agentOf, found, keyOf, NOT_HELD, notHeld } from './held-call'
import { callCard } from './call-card'
import { CallCardView, CardQuery } from './card.dto'
import {
  CallTasksQuery,
  callTaskView,
  CallTaskView,
  ClaimBody,
  NextCallView,
  DialView,
  EmptyReasonView,
  HeldBody,
  LeaseView,
  leaseView,
  ReleaseBody,
  SkipBody,
  SkippedView,
} from './call.dto'

/** Claiming and dialling are stages of the pipe, with commits of their own: whatever becomes of the answer, who has the call is known. */
@Controller('v1/creditors/:creditor/call-tasks')
@ApiTags('Calls')
export class CallsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({
    scope: 'calls:write',
    summary: 'List calls',
    more: 'In the order they are offered: most at stake first.',
    answer: pageOf(CallTaskView),
  })
  async listCalls(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Query() { limit, cursor, state }: CallTasksQuery,
  ): Promise<Page<CallTaskView>> {
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listCallTasks(sql, creditorId, state, after as string | null, limit + 1), limit, callTaskView, (row) => [row.id])
  }

  @Post('claim')
  @HttpCode(200)
  @ApiRoute({
    scope: 'calls:write',
    summary: 'Take the next call',
    answer: NextCallView,
    more: 'No other agent gets it while the lease lasts: 90 seconds until somebody dials, 15 minutes while they talk, each renewed by a heartbeat.',
  })
  async claimCall(@Tenant() tenant: TenantRequest, @Body() { agent }: ClaimBody): Promise<NextCallView> {
    const who = agentOf(tenant, agent)
    const { creditorId, now, sql } = tenant
    const resting = await seeAgent(sql, creditorId, who)
    const call = await (resting === null ? nextCall : ownCall)(this.source.desk, creditorId, who, now)
    const card = call && (await readCallCard(sql, creditorId, call.taskId))
    if (call && card) return { task: callTaskView(card), lease: leaseView(call), emptyBecause: [], nextAt: null, closed: null }
    const queue = await summariseQueue(sql, creditorId, who, now)
    const closed = await closingView(this.source.database, sql, creditorId)
    return { task: null, lease: null, emptyBecause: whyEmpty(resting, closed !== null, queue), nextAt: iso(queue.nextAt), closed }
  }

  @Get(':task')
  @ApiRoute({
    scope: 'calls:write',
    summary: 'Read a call',
    more: 'Whom to ask for, and why now; nothing of what is owed before identity is confirmed.',
    answer: CallCardView,
  })
  async readCall(@Tenant() tenant: TenantRequest, @Id('task') task: string, @Query() { language }: CardQuery): Promise<CallCardView> {
    return callCard(this.source.desk, tenant, await found(tenant, task), language)
  }

  @Post(':task/lease')
  @HttpCode(200)
  @ApiRoute({ scope: 'calls:write', summary: 'Heartbeat: the call is still yours', answer: LeaseView, problems: NOT_HELD })
  async renewLease(@Tenant() tenant: TenantRequest, @Id('task') task: string, @Body() { token }: HeldBody): Promise<LeaseView> {
    const leaseUntil = await renewCall(tenant.sql, keyOf(tenant, await found(tenant, task), token))
    if (leaseUntil === null) throw notHeld()
    tenant.untold = true
    return leaseView({ token, leaseUntil })
  }

  @Post(':task/release')
  @HttpCode(204)
  @ApiRoute({
    scope: 'calls:write',
    summary: 'Give a call back',
    more: 'Before dialling; another agent gets it.',
    status: 204,
    problems: NOT_HELD,
  })
  async releaseCall(@Tenant() tenant: TenantRequest, @Id('task') task: string, @Body() { token, notBefore }: ReleaseBody): Promise<void> {
    const at = notBefore === undefined ? tenant.now : (Date.parse(notBefore) as Instant)
    if (!(await giveCallBack(tenant.sql, keyOf(tenant, await found(tenant, task), token), at))) throw notHeld()
  }

  @Post(':task/skip')
  @HttpCode(200)
  @ApiRoute({
    scope: 'calls:write',
    summary: 'Pass a call over',
    answer: SkippedView,
    problems: NOT_HELD,
    more: 'With a reason; the debtor is not offered to this agent again for two hours. Three in a row, and the agent rests.',
  })
  async skipCall(@Tenant() tenant: TenantRequest, @Id('task') task: string, @Body() { token, reason }: SkipBody): Promise<SkippedView> {
    const { coolingOffMinutes, skipReasons } = await deskSettings(this.source.database, tenant.creditorId)
    if (!skipReasons.some(({ code }) => code === reason))
      throw invalidField('/reason', `must be one of ${skipReasons.map(({ code }) => code).join(', ')}`)
    const { debtorId, agent, ...card } = await found(tenant, task)
    if (agent === null || !(await giveCallBack(tenant.sql, keyOf(tenant, card, token), tenant.now))) throw notHeld()
    return {
      rests: await noteSkip(tenant.sql, tenant.creditorId, {
        debtorId,
        agent,
        reason,
        until: (tenant.now + coolingOffMinutes * 60_000) as Instant,
      }),
    }
  }

  @Post(':task/dial')
  @HttpCode(200)
  @ApiRoute({
    scope: 'calls:write',
    summary: 'Dial: the rules are asked once more',
    answer: DialView,
    more: 'From here on the call counts as a contact. Who has paid, rests or may not be called now is not called: 409, and the contact tells why.',
    problems: { 409: 'The call must not be made, may not be made now, the queue was closed, or it is not yours any more.' },
  })
  async dialCall(@Tenant() tenant: TenantRequest, @Id('task') task: string, @Body() { token }: HeldBody): Promise<DialView> {
    const { contactId, debtorId, agent, ...card } = await found(tenant, task)
    if (card.state !== 'reserved' && card.state !== 'talking') throw notHeld()
    if (card.state === 'reserved') await refuseClosed(this.source.desk, tenant, keyOf(tenant, card, token))
    // Whoever goes on to the next call takes nothing back any more.
    if (agent !== null) await countHeldOutcomes(this.source.desk, { creditorId: tenant.creditorId, agent }, 10)
    const talking = await dial(this.source.desk, { ...keyOf(tenant, card, token), attemptId: contactId as never, debtorId }, tenant.now)
    if (!talking) throw await this.whyNot(tenant, task)
    tenant.kept = { contact: contactId, number: null }
    return { contact: contactId, number: talking.address }
  }

  private async whyNot(tenant: TenantRequest, task: string): Promise<Error> {
    const { state, contactId } = await found(tenant, task)
    if (state === 'reserved' || state === 'queued') return notHeld()
    const contact = `/v1/creditors/${tenant.creditorId}/contacts/${contactId}`
    return conflict('not-to-be-called', `This call is not made: ${contact} tells why, or that it waits.`)
  }
}

const whyEmpty = (resting: string | null, isClosed: boolean, { later, planned, passedOver, withAgents }: QueueSummary): EmptyReasonView[] =>
  [
    { code: 'closed' as const, count: isClosed ? 1 : 0 },
    { code: 'resting' as const, count: resting === null ? 0 : 1 },
    { code: 'later' as const, count: later },
    { code: 'planned' as const, count: planned },
    { code: 'passed-over' as const, count: passedOver },
    { code: 'with-agents' as const, count: withAgents },
  ].filter(({ count }) => count > 0)
