/** /v1/creditors/{creditor}/tasks: work that waits for a person: listed by kind, taken by one at a time, put off, and closed. */
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { mayDo } from '#access'
import { TASK_KINDS, type Instant } from '#domain'
import { claimTask, closeTask, countOpenTasks, listOpenTasks, putTaskOff, readTask, type StoredTask } from '#store'
import { agentOf } from '../calls/held-call'
import { ClaimBody } from '../calls/call.dto'
import { mustOpen } from '../http/identity-first'
import { pageOf, readCursor, toPage, type Page } from '../http/page'
import { conflict, forbidden, invalidField, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { PutOffBody, TaskCountsView, TaskEndBody, TasksQuery, TaskView, taskView } from './task.dto'

const LONGEST_REST_MS = 90 * 86_400_000
const TAKEN = { 409: 'Somebody else works on it.' }

@Controller('v1/creditors/:creditor/tasks')
@ApiTags('Tasks')
export class TasksController {
  @Get()
  @ApiRoute({ scope: 'debtors:read', beforeIdentity: true, summary: 'List open tasks', more: 'In the order they came.', answer: pageOf(TaskView) })
  async listTasks(@Tenant() { sql, creditorId, caller, now }: TenantRequest, @Query() { limit, cursor, kind, resting = false }: TasksQuery): Promise<Page<TaskView>> {
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    const isVeiled = mustOpen(caller, creditorId)
    return toPage(await listOpenTasks(sql, creditorId, { kind: kind ?? null, resting }, after as string | null, limit + 1, now), limit, (row) => taskView(row, isVeiled), (row) => [row.id])
  }

  @Get('counts')
  @ApiRoute({ scope: 'debtors:read', beforeIdentity: true, summary: 'Count open tasks by kind', more: 'Counted to a thousand.', answer: TaskCountsView })
  async countTasks(@Tenant() { sql, creditorId, now }: TenantRequest): Promise<TaskCountsView> {
    return { kinds: await countOpenTasks(sql, creditorId, TASK_KINDS, now) }
  }

  @Post(':task/claim')
  @HttpCode(200)
  @ApiRoute({ scope: 'debtors:write', beforeIdentity: true, summary: 'Take a task', more: 'For a quarter of an hour, longer by taking it again; its debtor is open to whoever has it.', answer: TaskView, problems: TAKEN })
  async claimTask(@Tenant() tenant: TenantRequest, @Id('task') id: string, @Body() { agent }: ClaimBody): Promise<TaskView> {
    await found(tenant, id)
    const task = await claimTask(tenant.sql, tenant.creditorId, id, agentOf(tenant, agent))
    if (!task) throw taken()
    return taskView(task, false)
  }

  @Post(':task/rest')
  @HttpCode(204)
  @ApiRoute({ scope: 'debtors:write', beforeIdentity: true, summary: 'Put a task off, or give it back', status: 204, problems: TAKEN })
  async putOff(@Tenant() tenant: TenantRequest, @Id('task') id: string, @Body() { agent, until }: PutOffBody): Promise<void> {
    const at = until === undefined ? null : (Date.parse(until) as Instant)
    if (at !== null && (at <= tenant.now || at > tenant.now + LONGEST_REST_MS)) throw invalidField('/until', 'must lie ahead, ninety days at most')
    await found(tenant, id)
    if (!(await putTaskOff(tenant.sql, tenant.creditorId, id, agentOf(tenant, agent), at))) throw taken()
  }

  @Post(':task/closing')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write', beforeIdentity: true, summary: 'Close a task', status: 204, problems: { 409: 'Somebody else works on it, or an agent has not taken it.' },
    more: 'The debtor is decided about anew. Closing a `debt-help-review` ends the pause, or as `prolonged` gives it as long again, eight months in all at most. An `escalation` is for who has the scope `approvals:write`.',
  })
  async closeTask(@Tenant() tenant: TenantRequest, @Id('task') id: string, @Body() { as }: TaskEndBody): Promise<void> {
    const { sql, creditorId, caller, now } = tenant
    const { kind, claimedBy } = await found(tenant, id)
    if (kind === 'escalation' && !mayDo(caller, 'approvals:write', creditorId)) throw forbidden('A hand-over to collection is approved by an approver.')
    if (claimedBy === null && mustOpen(caller, creditorId)) throw conflict('not-taken', 'Take the task first.')
    if (claimedBy !== null && caller.kind === 'user' && claimedBy !== caller.id) throw taken()
    if (!(await closeTask(sql, creditorId, id, as, now))) throw notFound('open task')
  }
}

const taken = (): Error => conflict('taken', 'Somebody else works on this task.')

async function found({ sql, creditorId }: TenantRequest, id: string): Promise<StoredTask> {
  const task = await readTask(sql, creditorId, id)
  if (!task) throw notFound('open task')
  return task
}
