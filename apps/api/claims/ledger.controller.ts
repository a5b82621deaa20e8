/** GET /v1/creditors/{creditor}/claims/{claim}/ledger: every line that made the open amount what it is. */
import { Controller, Get, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { decimal, type LocalDate } from '#domain'
import { LEDGER_KINDS, ledgerOf, readClaimRecord, type LedgerKind, type LedgerLine } from '#store'
import { Amount, At, Day, OneOf, Uuid } from '../http/fields'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { instant } from '../settling/of-debtor'

class LedgerLineView {
  @Uuid() readonly id!: string
  @OneOf(LEDGER_KINDS) readonly kind!: LedgerKind
  @Amount({ negative: true, description: 'what it adds to the open amount; a payment is below zero' }) readonly amount!: string
  @Day({ description: 'the day it counts from' }) readonly bookedOn!: LocalDate
  @Uuid({ nullable: true }) readonly payment!: string | null
  @At({ description: 'when it came to us' }) readonly recordedAt!: string
}

const lineView = ({ amount, recordedAt, ...row }: LedgerLine): LedgerLineView => ({
  ...row,
  amount: decimal(amount),
  recordedAt: instant(recordedAt),
})

@Controller('v1/creditors/:creditor/claims/:claim')
@ApiTags('Claims')
export class LedgerController {
  @Get('ledger')
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'The ledger of a claim',
    answer: pageOf(LedgerLineView),
    more: 'The latest day first; together they are what is open. Costs and interest are no lines of it: the statement of the debtor counts them from day to day.',
  })
  async listLedger(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Id('claim') claim: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<LedgerLineView>> {
    if (!(await readClaimRecord(sql, creditorId, claim))) throw notFound('claim')
    const before = readCursor(cursor, ['date', 'uuid']) as [string, string] | null
    return toPage(await ledgerOf(sql, creditorId, claim, before, limit + 1), limit, lineView, ({ bookedOn, id }) => [bookedOn, id])
  }
}
