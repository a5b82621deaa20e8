/** /v1/creditors/{creditor}/debtors/{debtor}/hand-over-proposals: a person proposes to hand a case over; somebody else decides about it. */
import { Body, Controller, HttpCode, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { addNote, openClaims, proposeHandOver, withdrawProposal } from '#store'
import { MadeView } from '../creditors/creditor.dto'
import { Text } from '../http/fields'
import { conflict, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { ofDebtor } from './of-debtor'

class ProposalBody {
  @Text({ max: 2000, description: "why: it stands with the debtor's conversation, for whoever decides" }) note!: string
}

@Controller('v1/creditors/:creditor/debtors/:debtor/hand-over-proposals')
@ApiTags('Tasks')
export class HandOversController {
  @Post()
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Propose to hand a case over to collection',
    status: 201,
    answer: MadeView,
    more: 'A task `escalation` for an approver who did not propose it. The ladder goes on until they approve; then no more is sent about these claims.',
    problems: { 409: 'Nothing is open, or a hand-over is proposed already.' },
  })
  async proposeHandOver(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Body() { note }: ProposalBody): Promise<MadeView> {
    const key = await ofDebtor(tenant, debtor)
    if ((await openClaims(tenant.sql, key)).length === 0) throw conflict('settled', 'Nothing is open.')
    const id = await proposeHandOver(tenant.sql, key, tenant.caller.id, tenant.now)
    if (id === null) throw conflict('proposed-already', 'A hand-over is proposed already.')
    await addNote(tenant.sql, key, tenant.caller.id, note, tenant.now)
    return tenant.created(`/v1/creditors/${key.creditorId}/tasks`, { id })
  }

  @Post(':task/withdrawal')
  @HttpCode(204)
  @ApiRoute({ scope: 'debtors:write', summary: 'Withdraw a proposal', more: 'By who made it, while nobody decided about it.', status: 204 })
  async withdrawProposal(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Id('task') task: string): Promise<void> {
    if (!(await withdrawProposal(tenant.sql, await ofDebtor(tenant, debtor), task, tenant.caller.id, tenant.now)))
      throw notFound('proposal of yours that waits')
  }
}
