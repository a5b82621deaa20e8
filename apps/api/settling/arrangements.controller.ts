/** /v1/creditors/{creditor}/debtors/{debtor}/arrangements: payment in instalments, proposed, confirmed, cancelled. */
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { arrangementLimits, isBeyond, parseCents, proposalEnd, type LocalDate } from '#domain'
import {
  arrangementsOf,
  askApproval,
  cancelArrangement,
  confirmArrangement,
  deskSettings,
  proposeArrangement,
  readArrangement,
  type ArrangementFault,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { businessDay } from '../creditors/business-day'
import { conflict, invalidField, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { requireApprover } from './approver'
import { ArrangementView, arrangementView, NewArrangementBody, ProposedView } from './arrangement.dto'
import { iso, ofDebtor } from './of-debtor'

@Controller('v1/creditors/:creditor/debtors/:debtor/arrangements')
@ApiTags('Payment arrangements')
export class ArrangementsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({ scope: 'debtors:read', summary: 'List payment arrangements', more: 'The latest first.', answer: [ArrangementView] })
  async listArrangements(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<ArrangementView[]> {
    return (await arrangementsOf(tenant.sql, await ofDebtor(tenant, debtor))).map(arrangementView)
  }

  @Post()
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Propose an arrangement',
    status: 201,
    answer: ProposedView,
    more: 'Nothing rests yet: that begins with the confirmation. Beyond what the desk of the creditor may agree to alone it becomes a task for an approver, and its claims rest for some days.',
    problems: { 409: 'A claim is not open, or in an arrangement already.' },
  })
  async proposeArrangement(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { claims, instalments }: NewArrangementBody,
  ): Promise<ProposedView> {
    const key = await ofDebtor(tenant, debtor)
    const agreed = instalments.map(({ dueOn, amount }) => ({ dueOn: dueOn as LocalDate, amount: parseCents(amount) ?? 0 }))
    const made = await proposeArrangement(
      tenant.sql,
      key,
      { claims: claims.map((id) => id.toLowerCase()), instalments: agreed, by: tenant.caller.id },
      await businessDay(this.source.database, tenant),
      tenant.now,
    )
    if ('fault' in made) throw problemFor(made.fault)
    const desk = await deskSettings(this.source.database, key.creditorId)
    const until = isBeyond(agreed, arrangementLimits(desk), await businessDay(this.source.database, tenant))
      ? proposalEnd(desk, tenant.now)
      : null
    if (until !== null) await askApproval(tenant.sql, key, made.id, until, tenant.now)
    return tenant.created(`/v1/creditors/${key.creditorId}/debtors/${key.debtorId}/arrangements/${made.id}`, {
      id: made.id,
      approvalUntil: iso(until),
    })
  }

  @Get(':arrangement')
  @ApiRoute({ scope: 'debtors:read', summary: 'Read an arrangement', answer: ArrangementView })
  async readArrangement(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Id('arrangement') arrangement: string,
  ): Promise<ArrangementView> {
    const row = await readArrangement(tenant.sql, await ofDebtor(tenant, debtor), arrangement)
    if (!row) throw notFound('arrangement')
    return arrangementView(row)
  }

  @Post(':arrangement/confirmation')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Confirm an arrangement',
    more: 'From now on its claims rest; it takes the place of promises. One that waits for an approver is for who has the scope `approvals:write` and did not propose it.',
    status: 204,
    problems: { 409: 'It is not proposed, or what is owed has changed since.' },
  })
  async confirmArrangement(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Id('arrangement') arrangement: string,
  ): Promise<void> {
    const key = await ofDebtor(tenant, debtor)
    const standing = await readArrangement(tenant.sql, key, arrangement)
    if (!standing) throw notFound('arrangement')
    if (standing.approvalUntil !== null) requireApprover(tenant, [standing])
    const fault = await confirmArrangement(
      tenant.sql,
      key,
      arrangement,
      tenant.caller.id,
      await businessDay(this.source.database, tenant),
      tenant.now,
    )
    if (fault) throw conflict(fault, SENTENCES[fault])
  }

  @Post(':arrangement/cancellation')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Cancel an arrangement',
    more: 'Its claims are dealt with again at once.',
    status: 204,
    problems: { 409: 'It is over.' },
  })
  async cancelArrangement(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Id('arrangement') arrangement: string,
  ): Promise<void> {
    const key = await ofDebtor(tenant, debtor)
    if (!(await readArrangement(tenant.sql, key, arrangement))) throw notFound('arrangement')
    const fault = await cancelArrangement(tenant.sql, key, arrangement, tenant.caller.id, tenant.now)
    if (fault) throw conflict(fault, SENTENCES[fault])
  }
}

const SENTENCES: Readonly<Record<ArrangementFault, string>> = {
  'no-instalments': 'needs an instalment',
  'too-many-instalments': 'has too many instalments',
  'amount-too-small': 'each instalment must be one cent or more',
  'days-not-in-order': 'must be on rising days',
  'day-in-the-past': 'begins in the past',
  'sum-differs': 'must together be exactly what is owed',
  'claim-not-open': 'Not every one of these is an open claim of this debtor.',
  'claim-in-arrangement': 'One of these claims is in an arrangement already.',
  'not-proposed': 'This arrangement is not a proposal any more.',
  'not-standing': 'This arrangement is over.',
  'amount-changed': 'What is owed has changed since: propose a new one.',
}

const problemFor = (fault: ArrangementFault): Error =>
  fault === 'claim-not-open' || fault === 'claim-in-arrangement'
    ? conflict(fault, SENTENCES[fault])
    : invalidField('/instalments', SENTENCES[fault])
