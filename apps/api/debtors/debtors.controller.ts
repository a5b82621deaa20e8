/** /v1/creditors/{creditor}/debtors: who owes; searched by what a caller on the phone can say. */
import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { DebtorId } from '#domain'
import { editDebtor, filterDebtors, furthestPhase, insertDebtor, listDebtorRecords, lockDebtor, readDebtorRecord } from '#store'
import { MadeView } from '../creditors/creditor.dto'
import { mustOpen, seesOwed } from '../http/identity-first'
import { cursorOf, pageOf, readCursor, toPage, type Page } from '../http/page'
import { conflict, forbidden, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { ofDebtor } from '../settling/of-debtor'
import {
  DebtorChanges,
  DebtorSearchBody,
  DebtorsQuery,
  DebtorView,
  debtorView,
  editableDebtor,
  NewDebtorBody,
  OneDebtorView,
} from './debtor.dto'
import { searchDebtors } from './search-debtors'

@Controller('v1/creditors/:creditor/debtors')
@ApiTags('Debtors')
export class DebtorsController {
  @Get()
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'List debtors',
    beforeIdentity: true,
    answer: pageOf(DebtorView),
    more: 'In the order they came to us. A page of those of a segment, a phase or a hold may be short, even empty, while `next` says that there is more to look at; phase and hold tell of debts, and are for whoever reads the figures.',
  })
  async listDebtors(
    @Tenant() { sql, creditorId, caller, now }: TenantRequest,
    @Query() { limit, cursor, segment, phase, hold }: DebtorsQuery,
  ): Promise<Page<DebtorView>> {
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    if (segment ?? phase ?? hold) {
      const isVeiled = mustOpen(caller, creditorId)
      if (isVeiled && (phase ?? hold)) throw forbidden('Phases and holds tell of debts: open the debtor and say why.')
      const { debtors, after: next } = await filterDebtors(
        sql,
        creditorId,
        { segment: segment ?? null, phase: phase ?? null, hold: hold ?? null },
        after as DebtorId | null,
        limit,
        now,
      )
      return { items: debtors.map((row) => debtorView(row, isVeiled)), next: next && cursorOf([next]) }
    }
    return toPage(
      await listDebtorRecords(sql, creditorId, after as string | null, limit + 1),
      limit,
      (row) => debtorView(row, mustOpen(caller, creditorId)),
      (row) => [row.id],
    )
  }

  @Post('search')
  @HttpCode(200)
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'Search debtors',
    asks: true,
    beforeIdentity: true,
    answer: pageOf(DebtorView),
    more:
      'By one of reference, beginning of the name, surname, e-mail address, telephone number, invoice, or end of an IBAN. In a body, since names and addresses have no place in URLs. ' +
      'By name or surname in alphabetical order, else in the order they came to us.',
  })
  searchDebtors(@Tenant() tenant: TenantRequest, @Body() body: DebtorSearchBody): Promise<Page<DebtorView>> {
    return searchDebtors(tenant, body)
  }

  @Post()
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Add a debtor',
    beforeIdentity: true,
    status: 201,
    answer: MadeView,
    more: 'Without claims nothing is decided about it yet.',
    problems: { 409: 'There is one of that reference already.' },
  })
  async addDebtor(@Tenant() tenant: TenantRequest, @Body() body: NewDebtorBody): Promise<MadeView> {
    const {
      attention = null,
      salutation = null,
      language = 'nl',
      segment = 'standard',
      online = true,
      preferredChannel = null,
      ...given
    } = body
    const id = await insertDebtor(
      tenant.sql,
      tenant.creditorId,
      { ...given, attention, salutation, language, segment, online, preferredChannel },
      tenant.now,
    )
    if (id === null) throw conflict('reference-taken', 'There is a debtor of that reference already.')
    return tenant.created(`/v1/creditors/${tenant.creditorId}/debtors/${id}`, { id })
  }

  @Get(':debtor')
  @ApiRoute({ scope: 'debtors:read', summary: 'Read a debtor', beforeIdentity: true, answer: OneDebtorView })
  async readDebtor(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<OneDebtorView> {
    const row = await readDebtorRecord(tenant.sql, { creditorId: tenant.creditorId, debtorId: debtor as DebtorId })
    if (!row) throw notFound('debtor')
    const isVeiled = !(await seesOwed(tenant, debtor))
    const view = {
      ...debtorView(row, isVeiled),
      phase: isVeiled ? null : await furthestPhase(tenant.sql, { creditorId: tenant.creditorId, debtorId: debtor as DebtorId }),
    }
    return tenant.tagged(view, editableDebtor(view))
  }

  @Patch(':debtor')
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Change a debtor',
    more: 'What is left out stays; null empties. It is decided about anew.',
    answer: OneDebtorView,
    problems: { 409: 'It was merged: change the debtor that it is seen under.' },
  })
  async changeDebtor(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() changes: DebtorChanges,
  ): Promise<OneDebtorView> {
    const key = await ofDebtor(tenant, debtor)
    await lockDebtor(tenant.sql, key)
    tenant.requireMatch(editableDebtor(await this.readDebtor(tenant, debtor)))
    await editDebtor(tenant.sql, key, changes, tenant.now)
    return this.readDebtor(tenant, debtor)
  }
}
