/** /v1/creditors/{creditor}/call-tasks/{task}: who is on the line, how the call went, and for some seconds the way back. */
import { Body, Controller, HttpCode, Inject, Post, Put } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { breakOff, takeBackOutcome, tellCall, tellUndoably } from '#pipeline'
import { deskSettings, forgiveSkips, keepCallNote, noteIdentity, openDebtor, type CallCard, type IdentityMethod } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { conflict, invalidField } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { instant } from '../settling/of-debtor'
import { ClaimBody, HeldBody, IdentityBody, CallNoteBody, OutcomeBody, RetractedCallView, ToldOutcomeView } from './call.dto'
import { callFacts } from './call-facts'
import { agentOf, found, keyOf, NOT_HELD, notHeld } from './held-call'

const DONE = { outcome: null, undoUntil: null, undoSeconds: 0 }

@Controller('v1/creditors/:creditor')
@ApiTags('Calls')
export class ConversationsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Post('call-tasks/:task/identity')
  @HttpCode(204)
  @ApiRoute({
    scope: 'calls:write',
    summary: 'Who is on the line',
    status: 204,
    problems: NOT_HELD,
    more: 'Asked by the agent, told by the debtor. Only once it is confirmed does the card hold what is owed, and can the debtor agree to anything.',
  })
  async noteIdentity(
    @Tenant() tenant: TenantRequest,
    @Id('task') task: string,
    @Body() { token, result, methods }: IdentityBody,
  ): Promise<void> {
    const card = await found(tenant, task)
    if (result === 'confirmed') requireEnough(card, methods, (await deskSettings(this.source.database, tenant.creditorId)).identityProofs)
    if (!(await noteIdentity(tenant.sql, keyOf(tenant, card, token), result, methods))) throw notHeld()
    if (result === 'confirmed' && card.agent !== null)
      await openDebtor(tenant.sql, { creditorId: tenant.creditorId, debtorId: card.debtorId }, card.agent, 'call')
  }

  @Put('call-tasks/:task/note')
  @HttpCode(204)
  @ApiRoute({
    scope: 'calls:write',
    outright: true,
    summary: 'Keep a note while it is written',
    more: 'It survives the browser; the outcome takes its place.',
    status: 204,
    problems: NOT_HELD,
  })
  async keepNote(@Tenant() tenant: TenantRequest, @Id('task') task: string, @Body() note: CallNoteBody): Promise<void> {
    const { id, agent } = await found(tenant, task)
    const author = tenant.caller.kind === 'user' ? tenant.caller.id : agent
    if (author === null || !(await keepCallNote(tenant.sql, tenant.creditorId, id, author, note))) throw notHeld()
    tenant.untold = true
  }

  @Post('call-tasks/:task/interruption')
  @HttpCode(204)
  @ApiRoute({
    scope: 'calls:write',
    summary: 'The call broke off',
    status: 204,
    problems: NOT_HELD,
    more: 'Nobody knows how it went: it counts, is never made again by itself, and takes its outcome from whoever finds out.',
  })
  async interruptCall(@Tenant() tenant: TenantRequest, @Id('task') task: string, @Body() { token }: HeldBody): Promise<void> {
    if (!(await breakOff(tenant.sql, keyOf(tenant, await found(tenant, task), token), tenant.now))) throw notHeld()
  }

  @Post('call-tasks/:task/outcome')
  @HttpCode(200)
  @ApiRoute({
    scope: 'calls:write',
    summary: 'Tell how the call went',
    answer: ToldOutcomeView,
    more: 'Once; with what follows from it: a promise, an arrangement, a dispute, an opt-out, a hold, or a task. What the debtor agreed to needs their identity confirmed.',
    problems: { 409: 'The call is not being made under this token, was told before, or identity was not confirmed.' },
  })
  async tellOutcome(@Tenant() tenant: TenantRequest, @Id('task') task: string, @Body() body: OutcomeBody): Promise<ToldOutcomeView> {
    const card = await found(tenant, task)
    const call = { ...keyOf(tenant, card, body.token ?? null), attemptId: card.contactId as never, debtorId: card.debtorId }
    const facts = await callFacts(this.source.desk, tenant, card, body, agentOf(tenant, body.agent ?? card.agent ?? 'unknown'))
    if (card.isHeld) throw notHeld()
    await forgiveSkips(tenant.sql, tenant.creditorId, facts.agent)
    if (body.undoable === true) {
      const undoSeconds = (await deskSettings(this.source.database, tenant.creditorId)).undoSeconds
      const told = await tellUndoably(this.source.desk, tenant.sql, call, facts, undoSeconds, tenant.now)
      if (!told) throw notHeld()
      return { outcome: told.id, undoUntil: instant(told.undoUntil), undoSeconds }
    }
    if (!(await tellCall(this.source.desk, tenant.sql, call, facts, tenant.now))) throw notHeld()
    return DONE
  }

  @Post('call-outcomes/:outcome/retraction')
  @HttpCode(200)
  @ApiRoute({
    scope: 'calls:write',
    summary: 'Take an outcome back',
    answer: RetractedCallView,
    more: 'By who told it, within its seconds: the call is theirs again, and nothing followed from it.',
    problems: { 409: 'Its seconds are over, or it was taken back.' },
  })
  async retractOutcome(
    @Tenant() tenant: TenantRequest,
    @Id('outcome') outcome: string,
    @Body() { agent }: ClaimBody,
  ): Promise<RetractedCallView> {
    const back = await takeBackOutcome(tenant.sql, tenant.creditorId, outcome, agentOf(tenant, agent), tenant.now)
    if (!back) throw conflict('too-late', 'This outcome counts already, or was taken back: correct what followed from it at the debtor.')
    return { task: back.taskId }
  }
}

function requireEnough({ kind }: CallCard, methods: readonly IdentityMethod[], proofs: number): void {
  const isFirm = kind === 'business'
  // Only a firm has functions; and what anybody at its telephone knows does not say who speaks for it.
  const told = new Set(methods.filter((method) => (method === 'name-and-function') === isFirm))
  if (told.size < (isFirm ? 1 : proofs))
    throw invalidField('/methods', isFirm ? 'needs name and function' : `needs ${proofs} things that only the debtor tells`)
}
