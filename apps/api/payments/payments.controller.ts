/** /v1/creditors/{creditor}/payments: each matched one stops what is planned for what it pays. */
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { ImportedPayment, LocalDate } from '#domain'
import { noteReturnedPayments, Rulebooks, setOffReceived } from '#pipeline'
import { getCreditor, listPayments, listUnmatchedPayments, notePaymentsRead, recordPayments } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { centsOf } from '../claims/add-claim'
import { refuseAhead } from '../creditors/business-day'
import { pageOf, readCursor, toPage, type Page } from '../http/page'
import { invalidField } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { PaymentQuery, PaymentsBody, PaymentsView, PaymentView, paymentView, type PaymentBody } from './payment.dto'

@Controller('v1/creditors/:creditor/payments')
@ApiTags('Payments')
export class PaymentsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'List payments',
    more: 'In the order they were read; with `unmatched` by the day they were received.',
    answer: pageOf(PaymentView),
  })
  async listPayments(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Query() { limit, cursor, unmatched }: PaymentQuery,
  ): Promise<Page<PaymentView>> {
    if (unmatched) {
      const after = readCursor(cursor, ['date', 'uuid']) as [string, string] | null
      return toPage(await listUnmatchedPayments(sql, creditorId, after, limit + 1), limit, paymentView, (row) => [row.receivedOn, row.id])
    }
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listPayments(sql, creditorId, after as string | null, limit + 1), limit, paymentView, (row) => [row.id])
  }

  @Post()
  @HttpCode(200)
  @ApiRoute({
    scope: 'payments:write',
    summary: 'Add payments',
    answer: PaymentsView,
    more: 'Up to a thousand at once; one that is known by its key is passed by. Matched by reference, else by invoice number with amount. All of them, or none.',
  })
  async addPayments(@Tenant() tenant: TenantRequest, @Body() { payments, readThrough }: PaymentsBody): Promise<PaymentsView> {
    const { sql, creditorId, now } = tenant
    const twice = payments.findIndex(({ key }, index) => payments.findIndex((other) => other.key === key) !== index)
    if (twice >= 0) throw invalidField(`/payments/${twice}/key`, 'is in this list already')
    const nothing = payments.findIndex(({ amount }) => centsOf(amount) === 0)
    if (nothing >= 0) throw invalidField(`/payments/${nothing}/amount`, 'is nothing')
    // It is never taken back: from then on nobody would be asked for payments before a reminder goes.
    if (readThrough !== undefined) await refuseAhead(this.source.database, tenant, '/readThrough', readThrough)
    const creditor = await getCreditor(this.source.database, creditorId)
    const given = payments.map(paymentOf)
    const counts = await recordPayments(sql, creditor, null, given, now)
    const rulebooks = new Rulebooks(this.source.database)
    await setOffReceived(sql, rulebooks, creditor, given, now)
    await noteReturnedPayments(sql, rulebooks, creditor, given, now)
    if (readThrough !== undefined) await notePaymentsRead(sql, creditor, readThrough, now)
    return { loaded: counts.loaded, matched: counts.matched }
  }
}

const paymentOf = ({
  key,
  receivedOn,
  amount,
  claimReference,
  paymentReference,
  invoiceNumber,
  returnCode,
}: PaymentBody): ImportedPayment => ({
  key,
  receivedOn: receivedOn as LocalDate,
  amount: centsOf(amount),
  currency: 'EUR',
  claimReference: claimReference ?? null,
  paymentReference: paymentReference ?? null,
  invoiceNumber: invoiceNumber ?? null,
  description: null,
  payerIban: null,
  payerName: null,
  ...(returnCode !== undefined && { returnCode }),
})
