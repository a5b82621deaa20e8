/** /v1/creditors/{creditor}/debtors/{debtor}/promises, disputes, holds: facts that people bring; each asks for a fresh decision. */
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { parseCents, type LocalDate } from '#domain'
import { disputesOf, endDispute, holdsOf, liftHold, openDispute, promisesOf, recordPromise, restDebtor, withdrawPromise } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { businessDay } from '../creditors/business-day'
import { MadeView } from '../creditors/creditor.dto'
import { conflict, invalidField, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { ofDebtor } from './of-debtor'
import {
  DisputeEndBody,
  DisputeView,
  disputeView,
  HoldView,
  holdView,
  NewDisputeBody,
  NewHoldBody,
  NewPromiseBody,
  PromiseView,
  promiseView,
} from './settling.dto'

@Controller('v1/creditors/:creditor/debtors/:debtor')
@ApiTags('Promises, disputes and holds')
export class SettlingController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('promises')
  @ApiRoute({ scope: 'debtors:read', summary: 'List promises to pay', more: 'The latest 200, the latest first.', answer: [PromiseView] })
  async listPromises(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<PromiseView[]> {
    return (await promisesOf(tenant.sql, await ofDebtor(tenant, debtor))).map(promiseView)
  }

  @Post('promises')
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Note a promise to pay',
    more: 'It takes the place of earlier ones, and keeps silence until its grace is over.',
    status: 201,
    answer: MadeView,
  })
  async notePromise(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { payBy, amount }: NewPromiseBody,
  ): Promise<MadeView> {
    const key = await ofDebtor(tenant, debtor)
    const cents = parseCents(amount) ?? 0
    if (cents < 1) throw invalidField('/amount', 'must be more than nothing')
    if (payBy < (await businessDay(this.source.database, tenant))) throw invalidField('/payBy', 'is in the past')
    await recordPromise(tenant.sql, key, payBy as LocalDate, cents, tenant.now)
    const [made] = await promisesOf(tenant.sql, key)
    return tenant.created(`/v1/creditors/${key.creditorId}/debtors/${key.debtorId}/promises`, { id: made?.id ?? '' })
  }

  @Post('promises/:promise/withdrawal')
  @HttpCode(204)
  @ApiRoute({ scope: 'debtors:write', summary: 'Withdraw a promise', status: 204 })
  async withdrawPromise(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Id('promise') promise: string): Promise<void> {
    if (!(await withdrawPromise(tenant.sql, await ofDebtor(tenant, debtor), promise, tenant.now))) throw notFound('standing promise')
  }

  @Get('disputes')
  @ApiRoute({ scope: 'debtors:read', summary: 'List disputes', more: 'The latest 200, the latest first.', answer: [DisputeView] })
  async listDisputes(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<DisputeView[]> {
    return (await disputesOf(tenant.sql, await ofDebtor(tenant, debtor))).map(disputeView)
  }

  @Post('disputes')
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Dispute a claim',
    more: 'This claim rests until the dispute is resolved; one that is resolved is reopened by a new one.',
    status: 201,
    answer: MadeView,
    problems: { 409: 'It is no open claim of this debtor, or disputed already.' },
  })
  async disputeClaim(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { claim, reason }: NewDisputeBody,
  ): Promise<MadeView> {
    const key = await ofDebtor(tenant, debtor)
    const id = await openDispute(tenant.sql, key, claim.toLowerCase(), reason ?? null, tenant.now)
    if (id === null) throw conflict('not-disputable', 'It is no open claim of this debtor, or disputed already.')
    return tenant.created(`/v1/creditors/${key.creditorId}/debtors/${key.debtorId}/disputes`, { id })
  }

  @Post('disputes/:dispute/resolution')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Resolve a dispute',
    more: 'One that is upheld withdraws the claim: nothing is owed on it any more. After any other outcome it goes on from where it stood.',
    status: 204,
  })
  async resolveDispute(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Id('dispute') dispute: string,
    @Body() { outcome }: DisputeEndBody,
  ): Promise<void> {
    if (
      !(await endDispute(
        tenant.sql,
        await ofDebtor(tenant, debtor),
        dispute,
        { outcome, on: await businessDay(this.source.database, tenant) },
        tenant.now,
      ))
    )
      throw notFound('open dispute')
  }

  @Get('holds')
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'List holds',
    more: 'Those of disputes and arrangements too; the latest 200, the latest first.',
    answer: [HoldView],
  })
  async listHolds(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<HoldView[]> {
    return (await holdsOf(tenant.sql, await ofDebtor(tenant, debtor))).map(holdView)
  }

  @Post('holds')
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Let contact rest',
    more: 'Over one claim, or over the debtor; what is queued is not sent.',
    status: 201,
    answer: MadeView,
  })
  async placeHold(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { kind, claim, until, note }: NewHoldBody,
  ): Promise<MadeView> {
    const key = await ofDebtor(tenant, debtor)
    const end = until === undefined ? null : (Date.parse(until) as typeof tenant.now)
    if (end !== null && end <= tenant.now) throw invalidField('/until', 'is in the past')
    const id = await restDebtor(tenant.sql, key, { kind, claimId: claim ?? null, until: end, note: note ?? null }, tenant.now)
    if (id === null) throw invalidField('/claim', 'is no claim of this debtor')
    return tenant.created(`/v1/creditors/${key.creditorId}/debtors/${key.debtorId}/holds`, { id })
  }

  @Post('holds/:hold/lifting')
  @HttpCode(204)
  @ApiRoute({ scope: 'debtors:write', summary: 'Lift a hold', more: 'One of a dispute or an arrangement ends with it.', status: 204 })
  async liftHold(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Id('hold') hold: string): Promise<void> {
    if (!(await liftHold(tenant.sql, await ofDebtor(tenant, debtor), hold, tenant.now))) throw notFound('hold that can be lifted')
  }
}
