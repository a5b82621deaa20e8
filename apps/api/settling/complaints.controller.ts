/** /v1/creditors/{creditor}/debtors/{debtor}/complaints: acknowledged in time, owned by somebody, closed with an outcome (Bki art. 6.1). */
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { Rulebooks, takeComplaint } from '#pipeline'
import {
  closeComplaint,
  complaintsOf,
  COMPLAINT_OUTCOMES,
  getCreditor,
  ownComplaint,
  type ComplaintOutcome,
  type StoredComplaint,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { MadeView } from '../creditors/creditor.dto'
import { At, Day, OneOf, Pattern, Text, Uuid } from '../http/fields'
import { invalidField, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { instant, iso, ofDebtor } from './of-debtor'

class NewComplaintBody {
  @Uuid({ optional: true, description: 'left out: about more than one claim, or about how the debtor was treated' }) claim?: string
  @Text({ max: 200, optional: true, description: 'a code or a few words; no names' }) about?: string
}
class ComplaintOwnerBody {
  @Pattern(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,79}$/, 'a user or a department', { example: 'service-1' }) owner!: string
}
class ComplaintEndBody {
  @OneOf(COMPLAINT_OUTCOMES) outcome!: ComplaintOutcome
}
class ComplaintView {
  @Uuid() readonly id!: string
  @Uuid({ nullable: true }) readonly claim!: string | null
  @Text({ nullable: true }) readonly about!: string | null
  @Text({ nullable: true }) readonly owner!: string | null
  @At() readonly receivedAt!: string
  @Day({ description: 'the second working day after it came: the last for the written acknowledgement' }) readonly acknowledgeBy!: string
  @At({ nullable: true, description: 'when the acknowledgement left' }) readonly acknowledgedAt!: string | null
  @OneOf(COMPLAINT_OUTCOMES, { nullable: true }) readonly outcome!: ComplaintOutcome | null
  @At({ nullable: true }) readonly closedAt!: string | null
}
const complaintView = ({
  id,
  claimId,
  about,
  owner,
  receivedAt,
  acknowledgeBy,
  acknowledgedAt,
  outcome,
  closedAt,
}: StoredComplaint): ComplaintView => ({
  id,
  claim: claimId,
  about,
  owner,
  receivedAt: instant(receivedAt),
  acknowledgeBy,
  acknowledgedAt: iso(acknowledgedAt),
  outcome,
  closedAt: iso(closedAt),
})

@Controller('v1/creditors/:creditor/debtors/:debtor/complaints')
@ApiTags('Complaints')
export class ComplaintsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({ scope: 'debtors:read', summary: 'List complaints', more: 'The latest 200, the latest first.', answer: [ComplaintView] })
  async listComplaints(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<ComplaintView[]> {
    return (await complaintsOf(tenant.sql, await ofDebtor(tenant, debtor))).map(complaintView)
  }

  @Post()
  @ApiRoute({
    scope: 'debtors:write',
    beforeIdentity: true,
    summary: 'Note a complaint',
    more: 'Contact rests until it is closed; the debtor gets a written acknowledgement.',
    status: 201,
    answer: MadeView,
  })
  async noteComplaint(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { claim, about }: NewComplaintBody,
  ): Promise<MadeView> {
    const { creditorId, debtorId } = await ofDebtor(tenant, debtor)
    const creditor = await getCreditor(this.source.database, creditorId)
    const id = await takeComplaint(
      tenant.sql,
      new Rulebooks(this.source.database),
      creditor,
      debtorId,
      { claimId: claim?.toLowerCase() ?? null, about: about ?? null },
      tenant.now,
    )
    if (id === null) throw invalidField('/claim', 'is no claim of this debtor')
    return tenant.created(`/v1/creditors/${creditorId}/debtors/${debtorId}/complaints`, { id })
  }

  @Post(':complaint/owner')
  @HttpCode(204)
  @ApiRoute({ scope: 'debtors:write', summary: 'Say who deals with a complaint', status: 204 })
  async ownComplaint(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Id('complaint') complaint: string,
    @Body() { owner }: ComplaintOwnerBody,
  ): Promise<void> {
    if (!(await ownComplaint(tenant.sql, await ofDebtor(tenant, debtor), complaint, owner))) throw notFound('open complaint')
  }

  @Post(':complaint/resolution')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Close a complaint',
    more: 'Contact goes on from where it stood, once no complaint is left.',
    status: 204,
  })
  async closeComplaint(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Id('complaint') complaint: string,
    @Body() { outcome }: ComplaintEndBody,
  ): Promise<void> {
    if (!(await closeComplaint(tenant.sql, await ofDebtor(tenant, debtor), complaint, outcome, tenant.now)))
      throw notFound('open complaint')
  }
}
