/** /v1/creditors/{creditor}/call-tasks: agents take the next call, dial through the second gate, and tell what came of it. */
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { CallTaskId, Instant } from '#domain'
import { breakOff, dial, nextCall, tellCall } from '#pipeline'
import { giveCallBack, listCallTasks, readCallCard, renewCall, type CallCard, type CallKey } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { pageOf, readCursor, toPage, type Page } from '../http/page'
import { conflict, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import {
  CallCardView, callCardView, CallTasksQuery, callTaskView, CallTaskView, ClaimBody, ClaimView, DialView, HeldBody, LeaseView, leaseView, OutcomeBody, ReleaseBody,
} from './call.dto'
import { callFacts } from './call-facts'

const NOT_HELD = { 409: 'The call is not yours under this token any more.' }

/** Claiming and dialling are stages of the pipe, with commits of their own: whatever becomes of the answer, who has the call is known. */
@Controller('v1/creditors/:creditor/call-tasks')
@ApiTags('Calls')
export class CallsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({ scope: 'calls:write', summary: 'List calls', more: 'In the order they are offered: most at stake first.', answer: pageOf(CallTaskView) })
  async listCalls(@Tenant() { sql, creditorId }: TenantRequest, @Query() { limit, cursor, state }: CallTasksQuery): Promise<Page<CallTaskView>> {
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listCallTasks(sql, creditorId, state, after as string | null, limit + 1), limit, callTaskView, (row) => [row.id])
  }

  @Post('claim')
  @HttpCode(200)
  @ApiRoute({
    scope: 'calls:write', summary: 'Take the next call', answer: ClaimView,
    more: 'No other agent gets it while the lease lasts: 90 seconds until somebody dials, 15 minutes while they talk, each renewed by a heartbeat.',
  })
  async claimCall(@Tenant() { sql, creditorId, now }: TenantRequest, @Body() { agent }: ClaimBody): Promise<ClaimView> {
    const call = await nextCall(this.source.desk, creditorId, agent, now)
    const card = call && await readCallCard(sql, creditorId, call.taskId)
    return { task: card && callTaskView(card), lease: call && leaseView(call) }
  }

  @Get(':task')
  @ApiRoute({ scope: 'calls:write', summary: 'Read a call', more: 'Whom to ask for, and nothing of what is owed.', answer: CallCardView })
  async readCall(@Tenant() tenant: TenantRequest, @Id('task') task: string): Promise<CallCardView> {
    return callCardView(await found(tenant, task))
  }

  @Post(':task/lease')
  @HttpCode(200)
  @ApiRoute({ scope: 'calls:write', summary: 'Heartbeat: the call is still yours', answer: LeaseView, problems: NOT_HELD })
  async renewLease(@Tenant() tenant: TenantRequest, @Id('task') task: string, @Body() { token }: HeldBody): Promise<LeaseView> {
    const leaseUntil = await renewCall(tenant.sql, keyOf(tenant, await found(tenant, task), token))
    if (leaseUntil === null) throw notHeld()
    return leaseView({ token, leaseUntil })
  }

  @Post(':task/release')
  @HttpCode(204)
  @ApiRoute({ scope: 'calls:write', summary: 'Give a call back', more: 'Before dialling; another agent gets it.', status: 204, problems: NOT_HELD })
  async releaseCall(@Tenant() tenant: TenantRequest, @Id('task') task: string, @Body() { token, notBefore }: ReleaseBody): Promise<void> {
    const at = notBefore === undefined ? tenant.now : (Date.parse(notBefore) as Instant)
    if (!(await giveCallBack(tenant.sql, keyOf(tenant, await found(tenant, task), token), at))) throw notHeld()
  }

  @Post(':task/dial')
  @HttpCode(200)
  @ApiRoute({
    scope: 'calls:write', summary: 'Dial: the rules are asked once more', answer: DialView,
    more: 'From here on the call counts as a contact. Who has paid, rests or may not be called now is not called: 409, and the contact tells why.',
    problems: { 409: 'The call must not be made, may not be made now, or is not yours any more.' },
  })
  async dialCall(@Tenant() tenant: TenantRequest, @Id('task') task: string, @Body() { token }: HeldBody): Promise<DialView> {
    const { contactId, debtorId, ...card } = await found(tenant, task)
    if (card.state !== 'reserved' && card.state !== 'talking') throw notHeld()
    const talking = await dial(this.source.desk, { ...keyOf(tenant, card, token), attemptId: contactId as never, debtorId }, tenant.now)
    if (!talking) throw await this.whyNot(tenant, task)
    tenant.kept = { contact: contactId, number: null }
    return { contact: contactId, number: talking.address }
  }

  @Post(':task/interruption')
  @HttpCode(204)
  @ApiRoute({
    scope: 'calls:write', summary: 'The call broke off', status: 204, problems: NOT_HELD,
    more: 'Nobody knows how it went: it counts, is never made again by itself, and takes its outcome from whoever finds out.',
  })
  async interruptCall(@Tenant() tenant: TenantRequest, @Id('task') task: string, @Body() { token }: HeldBody): Promise<void> {
    if (!(await breakOff(tenant.sql, keyOf(tenant, await found(tenant, task), token), tenant.now))) throw notHeld()
  }

  @Post(':task/outcome')
  @HttpCode(204)
  @ApiRoute({
    scope: 'calls:write', summary: 'Tell how the call went', more: 'Once; with what follows from it: a promise, a dispute, an opt-out, a hold, or a task.', status: 204,
    problems: { 409: 'The call is not being made under this token, or was told before.' },
  })
  async tellOutcome(@Tenant() tenant: TenantRequest, @Id('task') task: string, @Body() body: OutcomeBody): Promise<void> {
    const card = await found(tenant, task)
    const call = { ...keyOf(tenant, card, body.token ?? null), attemptId: card.contactId as never, debtorId: card.debtorId }
    const facts = await callFacts(this.source.database, tenant, call, body, card.agent)
    if (!(await tellCall(this.source.desk, tenant.sql, call, facts, tenant.now))) throw notHeld()
  }

  private async whyNot(tenant: TenantRequest, task: string): Promise<Error> {
    const { state, contactId } = await found(tenant, task)
    if (state === 'reserved' || state === 'queued') return notHeld()
    const contact = `/v1/creditors/${tenant.creditorId}/contacts/${contactId}`
    return conflict('not-to-be-called', `This call is not made: ${contact} tells why, or that it waits.`)
  }
}

const keyOf = <Token extends string | null>({ creditorId }: TenantRequest, { id }: Pick<CallCard, 'id'>, token: Token): Omit<CallKey, 'token'> & { token: Token } =>
  ({ creditorId, taskId: id as CallTaskId, token })

const notHeld = (): Error => conflict('call-not-held', 'This call is not yours under this token: it went back to the queue, was taken over, or is over.')

async function found({ sql, creditorId }: TenantRequest, task: string): Promise<CallCard> {
  const card = await readCallCard(sql, creditorId, task)
  if (!card) throw notFound('call')
  return card
}
