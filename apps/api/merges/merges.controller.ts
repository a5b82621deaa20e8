/** /v1/creditors/{creditor}/debtor-merges: two debtors that are one person become one, and two again when that was a mistake. */
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { DebtorId } from '#domain'
import { listMerges, mergeDebtors, readMerge, undoMerge, type MergeFault } from '#store'
import { MadeView } from '../creditors/creditor.dto'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { conflict, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { MergeView, mergeView, NewMergeBody } from './merge.dto'

const SENTENCES: Readonly<Record<MergeFault, string>> = {
  'unknown-debtor': 'There is no such debtor.',
  'same-debtor': 'A debtor is not merged into itself.',
  'already-merged': 'One of the two was merged already: name the debtor it is seen under.',
  'is-survivor': 'Others were merged into this debtor: let it be the one that stays.',
  'other-kind': 'One is a consumer, the other a business: correct the kind first.',
  'contact-under-way': 'A message or a call to one of them is under way: try again when its outcome is known.',
  'not-standing': 'This merge was undone already.',
  'later-merge': 'Another debtor was merged into the same one later: undo that merge first.',
  'arrangement-over-both': 'An arrangement covers claims of both: end it first.',
}

@Controller('v1/creditors/:creditor/debtor-merges')
@ApiTags('Merges of debtors')
export class MergesController {
  @Get()
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'List merges',
    more: 'In the order they were made, undone ones too.',
    answer: pageOf(MergeView),
  })
  async listMerges(@Tenant() { sql, creditorId }: TenantRequest, @Query() { limit, cursor }: PageQuery): Promise<Page<MergeView>> {
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listMerges(sql, creditorId, after as string | null, limit + 1), limit, mergeView, (row) => [row.id])
  }

  @Post()
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Merge two debtors',
    status: 201,
    answer: MadeView,
    problems: { 409: 'They cannot be merged; the type says why.' },
    more: 'Claims, addresses and history are seen under the one that stays; an opt-out of either counts for both.',
  })
  async mergeDebtors(@Tenant() tenant: TenantRequest, @Body() { merged, into }: NewMergeBody): Promise<MadeView> {
    const { sql, creditorId, caller, now } = tenant
    const made = await mergeDebtors(
      sql,
      { creditorId, mergedId: merged.toLowerCase() as DebtorId, survivorId: into.toLowerCase() as DebtorId, by: caller.id },
      now,
    )
    if ('fault' in made) throw made.fault === 'unknown-debtor' ? notFound('debtor') : conflict(made.fault, SENTENCES[made.fault])
    return tenant.created(`/v1/creditors/${creditorId}/debtor-merges/${made.id}`, made)
  }

  @Get(':merge')
  @ApiRoute({ scope: 'debtors:read', summary: 'Read a merge', answer: MergeView })
  async readMerge(@Tenant() { sql, creditorId }: TenantRequest, @Id('merge') merge: string): Promise<MergeView> {
    const row = await readMerge(sql, creditorId, merge)
    if (!row) throw notFound('merge')
    return mergeView(row)
  }

  @Post(':merge/undoing')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Undo a merge',
    status: 204,
    problems: { 409: 'It cannot be undone now; the type says why.' },
    more: 'Both are as they were. What happened since goes with the claims it concerns; the rest stays with the debtor that stayed.',
  })
  async undoMerge(@Tenant() { sql, creditorId, caller, now }: TenantRequest, @Id('merge') merge: string): Promise<void> {
    if (!(await readMerge(sql, creditorId, merge))) throw notFound('merge')
    const fault = await undoMerge(sql, creditorId, merge, caller.id, now)
    if (fault) throw conflict(fault, SENTENCES[fault])
  }
}
