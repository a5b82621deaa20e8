/** Contact points, consents and income of a debtor. */
import { Body, Controller, Delete, Get, HttpCode, Inject, Patch, Post, Put } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { DebtorId, LocalDate } from '#domain'
import { calendarsOf } from '#pipeline'
import {
  consentsOf,
  contactPointsOf,
  deleteContactPoint,
  editContactPoint,
  giveConsent,
  incomeOf,
  insertContactPoint,
  isDebtor,
  lockDebtor,
  publishedConfiguration,
  setIncome,
  withdrawConsent,
  type DebtorKey,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { refuseAhead } from '../creditors/business-day'
import { MadeView } from '../creditors/creditor.dto'
import { conflict, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { addressOf, contactPointView, editableContactPoint, incomeRule, incomeView } from './reach-values'
import {
  ConsentBody,
  ConsentView,
  consentView,
  ContactPointChanges,
  ContactPointView,
  IncomeBody,
  IncomeView,
  NewContactPointBody,
} from './reach.dto'

@Controller('v1/creditors/:creditor/debtors/:debtor')
@ApiTags('Debtors')
export class ReachController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('contact-points')
  @ApiRoute({ scope: 'debtors:read', summary: 'How a debtor can be reached', answer: [ContactPointView] })
  async listContactPoints(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<ContactPointView[]> {
    return (await contactPointsOf(tenant.sql, await there(tenant, debtor))).map(contactPointView)
  }

  @Post('contact-points')
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Add a contact point',
    status: 201,
    answer: MadeView,
    problems: { 409: 'There is one for this channel and purpose.' },
  })
  async addContactPoint(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() body: NewContactPointBody,
  ): Promise<MadeView> {
    const key = await held(tenant, debtor)
    const { channel, purpose = 'both', personName = null } = body
    const id = await insertContactPoint(tenant.sql, key, { channel, purpose, address: addressOf(channel, body), personName }, tenant.now)
    if (id === null) throw conflict('contact-point-taken', 'There is a contact point for this channel and purpose: change that one.')
    return tenant.created(`/v1/creditors/${key.creditorId}/debtors/${debtor}/contact-points/${id}`, { id })
  }

  @Get('contact-points/:point')
  @ApiRoute({ scope: 'debtors:read', summary: 'Read a contact point', answer: ContactPointView })
  async readContactPoint(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Id('point') point: string,
  ): Promise<ContactPointView> {
    const found = (await this.listContactPoints(tenant, debtor)).find(({ id }) => id === point)
    if (!found) throw notFound('contact point')
    return tenant.tagged(found, editableContactPoint(found))
  }

  @Patch('contact-points/:point')
  @ApiRoute({ scope: 'debtors:write', summary: 'Change a contact point', more: 'A new address is usable again.', answer: ContactPointView })
  async changeContactPoint(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Id('point') point: string,
    @Body() changes: ContactPointChanges,
  ): Promise<ContactPointView> {
    const key = await held(tenant, debtor)
    const before = await this.readContactPoint(tenant, debtor, point)
    tenant.requireMatch(editableContactPoint(before))
    const moved = changes.address !== undefined || changes.postalAddress !== undefined
    const { personName, usable } = changes
    await editContactPoint(
      tenant.sql,
      key,
      point,
      {
        ...(moved && { address: addressOf(before.channel, changes) }),
        ...(personName !== undefined && { personName }),
        ...(usable !== undefined && { usable }),
      },
      tenant.now,
    )
    return this.readContactPoint(tenant, debtor, point)
  }

  @Delete('contact-points/:point')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Remove a contact point',
    more: 'What was sent to it stays in the history; an opt-out outlives it.',
    status: 204,
  })
  async removeContactPoint(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Id('point') point: string): Promise<void> {
    const key = await held(tenant, debtor)
    tenant.requireMatch(editableContactPoint(await this.readContactPoint(tenant, debtor, point)))
    tenant.etag = null
    await deleteContactPoint(tenant.sql, key, point, tenant.now)
  }

  @Get('consents')
  @ApiRoute({ scope: 'debtors:read', summary: 'Consents of a debtor, by channel', answer: [ConsentView] })
  async listConsents(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<ConsentView[]> {
    return (await consentsOf(tenant.sql, await there(tenant, debtor))).map(consentView)
  }

  @Post('consents')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'A debtor gave consent',
    status: 204,
    problems: { 409: 'It was given or withdrawn on that day or later.' },
    more: 'On a day that has come.',
  })
  async giveConsent(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { channel, on, source = 'api', wording, askedBy }: ConsentBody,
  ): Promise<void> {
    await refuseAhead(this.source.database, tenant, '/on', on)
    if (
      !(await giveConsent(
        tenant.sql,
        await held(tenant, debtor),
        { channel, givenOn: on as LocalDate, source, wording: wording ?? null, askedBy: askedBy ?? null },
        tenant.now,
      ))
    ) {
      throw conflict('consent-not-later', 'What is known of this consent is from that day or later.')
    }
  }

  @Post('consents/withdrawal')
  @HttpCode(204)
  @ApiRoute({ scope: 'debtors:write', summary: 'A debtor withdrew consent', status: 204, problems: { 409: 'There is none to withdraw.' } })
  async withdrawConsent(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { channel, on }: ConsentBody,
  ): Promise<void> {
    await refuseAhead(this.source.database, tenant, '/on', on)
    if (!(await withdrawConsent(tenant.sql, await held(tenant, debtor), channel, on as LocalDate, tenant.now)))
      throw conflict('no-consent', 'There is no consent to withdraw.')
  }

  @Get('income')
  @ApiRoute({
    scope: 'debtors:read',
    summary: "When a debtor's money comes",
    more: 'The day, never the reason for it.',
    answer: IncomeView,
  })
  async readIncome(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<IncomeView> {
    return tenant.tagged(incomeView(await incomeOf(tenant.sql, await there(tenant, debtor))))
  }

  @Put('income')
  @ApiRoute({ scope: 'debtors:write', summary: "State when a debtor's money comes", answer: IncomeView })
  async stateIncome(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Body() body: IncomeBody): Promise<IncomeView> {
    const key = await held(tenant, debtor)
    tenant.requireMatch(await this.readIncome(tenant, debtor))
    const { incomeCalendars } = calendarsOf(await publishedConfiguration(this.source.database, key.creditorId))
    await setIncome(
      tenant.sql,
      key,
      incomeRule(
        body,
        incomeCalendars.map(({ name }) => name),
      ),
      tenant.now,
    )
    return this.readIncome(tenant, debtor)
  }

  @Delete('income')
  @HttpCode(204)
  @ApiRoute({ scope: 'debtors:write', summary: "Forget when a debtor's money comes", status: 204 })
  async forgetIncome(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<void> {
    const key = await held(tenant, debtor)
    tenant.requireMatch(await this.readIncome(tenant, debtor))
    tenant.etag = null
    await setIncome(tenant.sql, key, null, tenant.now)
  }
}

/** Held until the transaction ends: what an edit was held against is what it changes. */
async function held({ sql, creditorId }: TenantRequest, debtor: string): Promise<DebtorKey> {
  const key = { creditorId, debtorId: debtor as DebtorId }
  if (!(await lockDebtor(sql, key))) throw notFound('debtor')
  return key
}

async function there({ sql, creditorId }: TenantRequest, debtor: string): Promise<DebtorKey> {
  const key = { creditorId, debtorId: debtor as DebtorId }
  if (!(await isDebtor(sql, key))) throw notFound('debtor')
  return key
}
