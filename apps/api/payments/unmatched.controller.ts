/** /v1/creditors/{creditor}/payments/unmatched: payments that named no known claim: what they may be for, and what a person does with them. */
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { actorOf } from '#access'
import { decimal } from '#domain'
import { linkPayment, Rulebooks } from '#pipeline'
import {
  deskSettings,
  getCreditor,
  lockUnmatched,
  paymentCandidates,
  readUnmatched,
  setAside,
  takeUp,
  unlink,
  unmatchedToHandle,
  type UnmatchedPayment,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { centsOf } from '../claims/add-claim'
import { pageOf, readCursor, toPage, type Page } from '../http/page'
import { conflict, invalid, invalidField, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { instant } from '../settling/of-debtor'
import {
  LinkPaymentBody,
  PaymentCandidateView,
  paymentCandidateView,
  PaymentLinkedView,
  SetAsideBody,
  UnmatchedPaymentView,
  UnmatchedQuery,
  unmatchedView,
} from './unmatched.dto'

const HANDLED = { 409: 'Somebody did something with it before.' }

@Controller('v1/creditors/:creditor/payments/unmatched')
@ApiTags('Payments')
export class UnmatchedController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'List payments that named no known claim',
    more: 'By the day they were received, the oldest first.',
    answer: pageOf(UnmatchedPaymentView),
  })
  async listUnmatchedPayments(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Query() { limit, cursor, view = 'open' }: UnmatchedQuery,
  ): Promise<Page<UnmatchedPaymentView>> {
    const after = readCursor(cursor, ['date', 'uuid']) as [string, string] | null
    return toPage(await unmatchedToHandle(sql, creditorId, view === 'set-aside', after, limit + 1), limit, unmatchedView, (row) => [
      row.receivedOn,
      row.id,
    ])
  }

  @Get(':payment/candidates')
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'What a payment may be for',
    more: 'Claims, the likeliest first, with what matched; of a debtor of whom something matched, also what else is open.',
    answer: [PaymentCandidateView],
  })
  async listPaymentCandidates(@Tenant() tenant: TenantRequest, @Id('payment') id: string): Promise<PaymentCandidateView[]> {
    const payment = await readUnmatched(tenant.sql, tenant.creditorId, id)
    if (!payment?.isOpen) throw notFound('payment that waits')
    return (await paymentCandidates(tenant.sql, tenant.creditorId, payment)).map(paymentCandidateView)
  }

  @Post(':payment/link')
  @HttpCode(200)
  @ApiRoute({
    scope: 'payments:write',
    summary: 'Say what a payment is for',
    answer: PaymentLinkedView,
    problems: HANDLED,
    more: 'One claim or several, of one debtor or several; the parts are the whole amount. It counts at once, as a payment that named its claim: what it pays is settled, and what was planned for it does not leave.',
  })
  async linkPayment(
    @Tenant() tenant: TenantRequest,
    @Id('payment') id: string,
    @Body() { parts }: LinkPaymentBody,
  ): Promise<PaymentLinkedView> {
    const { sql, creditorId, caller, now } = tenant
    const { database } = this.source
    const payment = await this.waiting(tenant, id)
    const { amount } = payment
    const given = parts.map(({ claim, amount: text }) => ({ claimId: claim.toLowerCase(), amount: centsOf(text) }))
    const wrong = given.flatMap((part, place) => [
      ...(Math.sign(part.amount) === Math.sign(amount)
        ? []
        : [
            {
              pointer: `/parts/${place}/amount`,
              message: amount < 0 ? 'must be below zero: money went back' : 'must be more than nothing',
            },
          ]),
      ...(given.findIndex(({ claimId }) => claimId === part.claimId) < place
        ? [{ pointer: `/parts/${place}/claim`, message: 'is in this list already' }]
        : []),
    ])
    if (wrong.length > 0) throw invalid(wrong)
    const { undoSeconds } = await deskSettings(database, creditorId)
    const linked = await linkPayment(
      { rulebooks: new Rulebooks(database) },
      sql,
      { creditor: await getCreditor(database, creditorId), payment, parts: given, by: actorOf(caller), undoSeconds },
      now,
    )
    switch (linked.kind) {
      case 'no-claim':
        throw invalidField(`/parts/${linked.place}/claim`, 'is no claim that money can be booked on')
      case 'not-the-amount':
        throw invalidField(
          '/parts',
          `must be the whole amount: ${decimal(Math.abs(linked.rest))} ${linked.rest > 0 === amount > 0 ? 'is left' : 'is too much'}`,
        )
      case 'linked':
        return {
          settled: linked.settled,
          undoUntil: linked.undoUntil === null ? null : instant(linked.undoUntil),
          undoSeconds: linked.undoUntil === null ? 0 : undoSeconds,
        }
    }
  }

  @Post(':payment/set-aside')
  @HttpCode(204)
  @ApiRoute({
    scope: 'payments:write',
    summary: 'Set a payment aside',
    more: 'It is for no claim here. It is kept, with the reason, and can be taken up again.',
    status: 204,
    problems: HANDLED,
  })
  async setPaymentAside(@Tenant() tenant: TenantRequest, @Id('payment') id: string, @Body() { reason, note }: SetAsideBody): Promise<void> {
    if (reason === 'other' && (note ?? '').trim() === '') throw invalidField('/note', 'is needed: say why')
    await this.waiting(tenant, id)
    await setAside(tenant.sql, tenant.creditorId, id, { reason, note: note ?? null, by: actorOf(tenant.caller) }, tenant.now)
  }

  @Post(':payment/undo')
  @HttpCode(204)
  @ApiRoute({
    scope: 'payments:write',
    summary: 'Take back what was done with a payment',
    status: 204,
    problems: { 409: 'Its seconds are over, somebody else linked it, or nothing was done with it.' },
    more: 'Of one that was linked: by who did it, within its seconds; what it had settled is owed again. One that was set aside can be taken up at any time, by anybody.',
  })
  async takeBackPayment(@Tenant() { sql, creditorId, caller, now }: TenantRequest, @Id('payment') id: string): Promise<void> {
    if (await takeUp(sql, creditorId, id)) return
    const creditor = await getCreditor(this.source.database, creditorId)
    if (!(await readUnmatched(sql, creditorId, id))) throw notFound('payment')
    if (!(await unlink(sql, creditor, id, actorOf(caller), now)))
      throw conflict('too-late', 'This counts already: correct it at the claim.')
  }

  private async waiting({ sql, creditorId }: TenantRequest, id: string): Promise<UnmatchedPayment> {
    const payment = await lockUnmatched(sql, creditorId, id)
    if (!payment) throw notFound('payment')
    if (!payment.isOpen) throw conflict('handled', HANDLED[409])
    return payment
  }
}
