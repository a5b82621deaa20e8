/** /v1/creditors/{creditor}/tasks: work that waits for a person: listed by kind, taken by one at a time, put off, and closed. */
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { mayDo } from '#access'
import { TASK_KINDS, type DebtorId, type Instant } from '#domain'
import { endTaskUndoably, takeBackEnd } from '#pipeline'
import {
  APPROVED,
  claimTask,
  countOpenTasks,
  deskSettings,
  endTask,
  handOver,
  isFinalEnd,
  listOpenTasks,
  putTaskOff,
  readTask,
  waitingProposals,
  type StoredTask,
  type TaskEnd,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { businessDay } from '../creditors/business-day'
import { ClaimBody, ToldOutcomeView } from '../calls/call.dto'
import { agentOf } from '../calls/held-call'
import { mustOpen } from '../http/identity-first'
import { pageOf, readCursor, toPage, type Page } from '../http/page'
import { conflict, forbidden, invalidField, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { requireApprover } from '../settling/approver'
import { instant, iso } from '../settling/of-debtor'
import { PutOffBody, TaskCountsView, TaskEndBody, TasksQuery, TaskTakenBackView, TaskView, taskView } from './task.dto'

const LONGEST_REST_MS = 90 * 86_400_000
const TAKEN = { 409: 'Somebody else works on it.' }

@Controller('v1/creditors/:creditor/tasks')
@ApiTags('Tasks')
export class TasksController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({
    scope: 'debtors:read',
    beforeIdentity: true,
    summary: 'List open tasks',
    more: 'In the order they came.',
    answer: pageOf(TaskView),
  })
  async listTasks(
    @Tenant() { sql, creditorId, caller, now }: TenantRequest,
    @Query() { limit, cursor, kind, resting = false }: TasksQuery,
  ): Promise<Page<TaskView>> {
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    const isVeiled = mustOpen(caller, creditorId)
    return toPage(
      await listOpenTasks(sql, creditorId, { kind: kind ?? null, resting }, after as string | null, limit + 1, now),
      limit,
      (row) => taskView(row, isVeiled),
      (row) => [row.id],
    )
  }

  @Get('counts')
  @ApiRoute({
    scope: 'debtors:read',
    beforeIdentity: true,
    summary: 'Count open tasks by kind',
    more: 'Counted to a thousand.',
    answer: TaskCountsView,
  })
  async countTasks(@Tenant() { sql, creditorId, now }: TenantRequest): Promise<TaskCountsView> {
    return {
      kinds: (await countOpenTasks(sql, creditorId, TASK_KINDS, now)).map(({ nextAt, ...count }) => ({ ...count, nextAt: iso(nextAt) })),
    }
  }

  @Post(':task/claim')
  @HttpCode(200)
  @ApiRoute({
    scope: 'debtors:write',
    beforeIdentity: true,
    summary: 'Take a task',
    more: 'For a quarter of an hour, longer by taking it again; its debtor is open to whoever has it.',
    answer: TaskView,
    problems: TAKEN,
  })
  async claimTask(@Tenant() tenant: TenantRequest, @Id('task') id: string, @Body() { agent }: ClaimBody): Promise<TaskView> {
    const by = agentOf(tenant, agent)
    tenant.untold = (await found(tenant, id)).claimedBy === by
    const task = await claimTask(tenant.sql, tenant.creditorId, id, by)
    if (!task) throw taken()
    return taskView(task, false)
  }

  @Post(':task/rest')
  @HttpCode(204)
  @ApiRoute({ scope: 'debtors:write', beforeIdentity: true, summary: 'Put a task off, or give it back', status: 204, problems: TAKEN })
  async putOff(@Tenant() tenant: TenantRequest, @Id('task') id: string, @Body() { agent, until }: PutOffBody): Promise<void> {
    const at = until === undefined ? null : (Date.parse(until) as Instant)
    if (at !== null && (at <= tenant.now || at > tenant.now + LONGEST_REST_MS))
      throw invalidField('/until', 'must lie ahead, ninety days at most')
    await found(tenant, id)
    if (!(await putTaskOff(tenant.sql, tenant.creditorId, id, agentOf(tenant, agent), at))) throw taken()
  }

  @Post(':task/closing')
  @HttpCode(200)
  @ApiRoute({
    scope: 'debtors:write',
    beforeIdentity: true,
    summary: 'Close a task',
    answer: ToldOutcomeView,
    problems: { 409: 'Somebody else works on it, or an agent has not taken it.' },
    more:
      'The debtor is decided about anew. Closing a `debt-help-review` ends the pause, or as `prolonged` gives it as long again, eight months in all at most. An `escalation` is for who has the scope `approvals:write` and did not propose it, and so is an `approval`, which is `approved` or `rejected` by who did not propose the arrangement. ' +
      'An `escalation` that is `approved` and a `deceased` that is `confirmed` hold at once, whoever asks.',
  })
  async closeTask(
    @Tenant() tenant: TenantRequest,
    @Id('task') id: string,
    @Body() { as, note, undoable = false, agent }: TaskEndBody,
  ): Promise<ToldOutcomeView> {
    const { sql, creditorId, caller, now } = tenant
    const { kind, claimedBy, debtorId, proposedBy } = await found(tenant, id)
    if (kind === 'escalation' && !mayDo(caller, 'approvals:write', creditorId))
      throw forbidden('A hand-over to collection is approved by an approver.')
    if (proposedBy === caller.id) throw forbidden('Who proposed a hand-over does not decide about it: somebody else does.')
    if (claimedBy === null && mustOpen(caller, creditorId)) throw conflict('not-taken', 'Take the task first.')
    if (claimedBy !== null && caller.kind === 'user' && claimedBy !== caller.id) throw taken()
    if (undoable && isFinalEnd(kind, as)) throw invalidField('/undoable', 'does not go with this: others act on it at once')
    const by = caller.kind === 'key' && agent === undefined ? caller.id : agentOf(tenant, agent)
    if (kind === 'approval') {
      if (!APPROVAL_ENDS.includes(as)) throw invalidField('/as', `must be one of ${APPROVAL_ENDS.join(', ')}`)
      requireApprover(tenant, await waitingProposals(sql, { creditorId, debtorId: debtorId as DebtorId }), by)
    }
    const end: TaskEnd = {
      as,
      note: note ?? null,
      by,
      ...(kind === 'approval' && { today: await businessDay(this.source.database, tenant) }),
    }
    if (undoable) {
      const { undoSeconds } = await deskSettings(this.source.database, creditorId)
      const told = await endTaskUndoably(sql, { creditorId, id }, end, undoSeconds, now)
      if (!told) throw notFound('open task')
      return { outcome: told.id, undoUntil: instant(told.undoUntil), undoSeconds }
    }
    if (!(await endTask(sql, creditorId, id, end, now))) throw notFound('open task')
    if (proposedBy !== null && kind === 'escalation' && as === 'approved')
      await handOver(sql, creditorId, id, await businessDay(this.source.database, tenant))
    return { outcome: null, undoUntil: null, undoSeconds: 0 }
  }

  @Post('outcomes/:outcome/retraction')
  @HttpCode(200)
  @ApiRoute({
    scope: 'debtors:write',
    beforeIdentity: true,
    summary: 'Take the end of a task back',
    answer: TaskTakenBackView,
    more: 'By who told it, within its seconds: the task is theirs again, and nothing followed from it.',
    problems: { 409: 'Its seconds are over, it was taken back, or the task was closed by something else.' },
  })
  async reopenTask(
    @Tenant() tenant: TenantRequest,
    @Id('outcome') outcome: string,
    @Body() { agent }: ClaimBody,
  ): Promise<TaskTakenBackView> {
    const back = await takeBackEnd(tenant.sql, tenant.creditorId, outcome, agentOf(tenant, agent), tenant.now)
    if (!back) throw conflict('too-late', 'This counts already, or was taken back: correct what followed from it at the debtor.')
    return { task: taskView(back.task, false), as: back.end.as, note: back.end.note }
  }
}

const APPROVAL_ENDS: readonly string[] = [APPROVED, 'rejected']

const taken = (): Error => conflict('taken', 'Somebody else works on this task.')

async function found({ sql, creditorId }: TenantRequest, id: string): Promise<StoredTask> {
  const task = await readTask(sql, creditorId, id)
  if (!task) throw notFound('open task')
  return task
}
