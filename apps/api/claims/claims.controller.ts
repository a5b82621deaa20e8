/** /v1/creditors/{creditor}/claims and those of one debtor: what is owed. */
import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { DebtorId, LocalDate } from '#domain'
import {
  correctClaim,
  editClaim,
  isDebtor,
  listClaimRecords,
  listClaimsOfDebtor,
  listOverdueClaims,
  lockDebtor,
  readClaimRecord,
  type ClaimRecord,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { businessDay } from '../creditors/business-day'
import { MadeView } from '../creditors/creditor.dto'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { conflict, invalidField, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { addClaim, centsOf } from './add-claim'
import { ClaimChanges, ClaimQuery, ClaimView, claimView, CorrectionBody, editableClaim, NewClaimBody } from './claim.dto'

@Controller('v1/creditors/:creditor')
@ApiTags('Claims')
export class ClaimsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('claims')
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'List claims',
    more: 'In the order they came to us; with `overdue` by due date.',
    answer: pageOf(ClaimView),
  })
  async listClaims(
    @Tenant() { sql, creditorId, now }: TenantRequest,
    @Query() { limit, cursor, overdue }: ClaimQuery,
  ): Promise<Page<ClaimView>> {
    if (overdue) {
      const after = readCursor(cursor, ['date', 'uuid']) as [string, string] | null
      const today = await businessDay(this.source.database, { creditorId, now })
      return toPage(await listOverdueClaims(sql, creditorId, today, after, limit + 1), limit, claimView, (row) => [row.dueOn, row.id])
    }
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listClaimRecords(sql, creditorId, after as string | null, limit + 1), limit, claimView, (row) => [row.id])
  }

  @Get('debtors/:debtor/claims')
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'List the claims of a debtor',
    more: 'In the order they came to us, also what is settled.',
    answer: pageOf(ClaimView),
  })
  async listClaimsOfDebtor(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Id('debtor') debtor: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<ClaimView>> {
    const key = { creditorId, debtorId: debtor as DebtorId }
    if (!(await isDebtor(sql, key))) throw notFound('debtor')
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listClaimsOfDebtor(sql, key, after as string | null, limit + 1), limit, claimView, (row) => [row.id])
  }

  @Post('claims')
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Add a claim',
    status: 201,
    answer: MadeView,
    more: 'Of a debtor that is there; many at once are an import. It is decided about at once.',
    problems: { 409: 'There is one of that reference already.' },
  })
  async addClaim(@Tenant() tenant: TenantRequest, @Body() body: NewClaimBody): Promise<MadeView> {
    const id = await addClaim(this.source.database, tenant, body)
    return tenant.created(`/v1/creditors/${tenant.creditorId}/claims/${id}`, { id })
  }

  @Get('claims/:claim')
  @ApiRoute({ scope: 'debtors:read', summary: 'Read a claim', answer: ClaimView })
  async readClaim(@Tenant() tenant: TenantRequest, @Id('claim') claim: string): Promise<ClaimView> {
    const view = claimView(await this.find(tenant, claim))
    return tenant.tagged(view, editableClaim(view))
  }

  @Patch('claims/:claim')
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Change a claim',
    more: 'Not its amounts: those are corrected, with a line in the ledger.',
    answer: ClaimView,
  })
  async changeClaim(@Tenant() tenant: TenantRequest, @Id('claim') claim: string, @Body() changes: ClaimChanges): Promise<ClaimView> {
    const key = await this.lock(tenant, claim)
    tenant.requireMatch(editableClaim(claimView(await this.find(tenant, claim))))
    const { dueOn, ...others } = changes
    await editClaim(tenant.sql, key, claim, { ...others, ...(dueOn !== undefined && { dueOn: dueOn as LocalDate }) }, tenant.now)
    return this.readClaim(tenant, claim)
  }

  @Post('claims/:claim/corrections')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Correct what is open',
    more: 'Adds a line to the ledger; at zero the claim is settled.',
    status: 204,
    problems: { 409: 'It was withdrawn.' },
  })
  async correctClaim(@Tenant() tenant: TenantRequest, @Id('claim') claim: string, @Body() body: CorrectionBody): Promise<void> {
    const key = await this.lock(tenant, claim)
    const { state, open } = await this.find(tenant, claim)
    if (state === 'withdrawn') throw conflict('withdrawn', 'This claim was withdrawn.')
    const amount = centsOf(body.amount)
    if (amount === 0) throw invalidField('/amount', 'changes nothing')
    if (open >= 0 && open + amount < 0) throw invalidField('/amount', 'takes off more than is open')
    await correctClaim(
      tenant.sql,
      key,
      claim,
      { kind: 'correction', amount, bookedOn: await businessDay(this.source.database, tenant) },
      tenant.now,
    )
  }

  @Post('claims/:claim/withdrawal')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Withdraw a claim',
    more: 'Nothing is owed on it any more, and no contact is made about it.',
    status: 204,
    problems: { 409: 'It was withdrawn already.' },
  })
  async withdrawClaim(@Tenant() tenant: TenantRequest, @Id('claim') claim: string): Promise<void> {
    const key = await this.lock(tenant, claim)
    const { state, open } = await this.find(tenant, claim)
    if (state === 'withdrawn') throw conflict('withdrawn', 'This claim was withdrawn already.')
    await correctClaim(
      tenant.sql,
      key,
      claim,
      { kind: 'withdrawal', amount: -open, bookedOn: await businessDay(this.source.database, tenant) },
      tenant.now,
    )
  }

  private async find({ sql, creditorId }: TenantRequest, claim: string): Promise<ClaimRecord> {
    const row = await readClaimRecord(sql, creditorId, claim)
    if (!row) throw notFound('claim')
    return row
  }

  /** Its debtor, held until the transaction ends: facts and edits of one debtor follow each other (rule 3). */
  private async lock(tenant: TenantRequest, claim: string): Promise<{ creditorId: TenantRequest['creditorId']; debtorId: DebtorId }> {
    const { debtorId } = await this.find(tenant, claim)
    const key = { creditorId: tenant.creditorId, debtorId }
    await lockDebtor(tenant.sql, key)
    return key
  }
}
