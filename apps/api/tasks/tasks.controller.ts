/** /v1/creditors/{creditor}/tasks: work that waits for a person. */
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { closeTask, listOpenTasks } from '#store'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { TaskEndBody, TaskView, taskView } from './task.dto'

@Controller('v1/creditors/:creditor/tasks')
@ApiTags('Tasks')
export class TasksController {
  @Get()
  @ApiRoute({ scope: 'debtors:read', summary: 'List open tasks', more: 'In the order they came.', answer: pageOf(TaskView) })
  async listTasks(@Tenant() { sql, creditorId }: TenantRequest, @Query() { limit, cursor }: PageQuery): Promise<Page<TaskView>> {
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listOpenTasks(sql, creditorId, after as string | null, limit + 1), limit, taskView, (row) => [row.id])
  }

  @Post(':task/closing')
  @HttpCode(204)
  @ApiRoute({ scope: 'debtors:write', summary: 'Close a task', more: 'The debtor is decided about anew. Closing a `debt-help-review` ends the pause, or as `prolonged` gives it as long again, eight months in all at most.', status: 204 })
  async closeTask(@Tenant() { sql, creditorId, now }: TenantRequest, @Id('task') task: string, @Body() { as }: TaskEndBody): Promise<void> {
    if (!(await closeTask(sql, creditorId, task, as, now))) throw notFound('open task')
  }
}
