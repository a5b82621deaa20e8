/** /v1/creditors/{creditor}/drafts/{key}: what somebody is writing, kept for them alone until it is saved where it belongs. */
import { Body, Controller, Delete, Get, HttpCode, Param, Put, type PipeTransform } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { dropDraftsOf, keepOwnDraft, readOwnDraft } from '#store'
import { Text, Whole } from '../http/fields'
import { conflict, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'

/** As much as a file of refused rows that somebody mends. */
const LONGEST = 100_000

class OwnDraftBody {
  @Text({ max: LONGEST, min: 0, description: 'empty: it was saved, or thrown away' }) text!: string
  @Whole(0, Number.MAX_SAFE_INTEGER, { description: 'grows with each change: an earlier one never overwrites a later one' }) seq!: number
}
class OwnDraftView {
  @Text({ max: LONGEST, min: 0, description: 'empty: there is none' }) readonly text!: string
  @Whole(0, Number.MAX_SAFE_INTEGER) readonly seq!: number
}

/** What is written, and of which object: `note.{debtor}`. Like every id, what cannot be one is not found. */
class KeyPipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (typeof value !== 'string' || !/^[a-z]{2,20}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) throw notFound('draft')
    return value
  }
}

@Controller('v1')
@ApiTags('Drafts')
export class OwnDraftsController {
  @Get('creditors/:creditor/drafts/:key')
  @ApiRoute({ scope: 'debtors:write', beforeIdentity: true, summary: "Read a draft of one's own", answer: OwnDraftView })
  async readOwnDraft(
    @Tenant() { sql, creditorId, caller }: TenantRequest,
    @Param('key', new KeyPipe()) key: string,
  ): Promise<OwnDraftView> {
    return (await readOwnDraft(sql, creditorId, caller.id, key)) ?? { text: '', seq: 0 }
  }

  @Put('creditors/:creditor/drafts/:key')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    beforeIdentity: true,
    outright: true,
    summary: "Keep a draft of one's own",
    more: 'A word for what it is and the id of what it is about: `note.{debtor}`. Seen by nobody else; kept for a week.',
    status: 204,
    problems: { 409: 'A later one is there, or too many are.' },
  })
  async keepOwnDraft(
    @Tenant() tenant: TenantRequest,
    @Param('key', new KeyPipe()) key: string,
    @Body() draft: OwnDraftBody,
  ): Promise<void> {
    tenant.untold = true
    if (!(await keepOwnDraft(tenant.sql, tenant.creditorId, tenant.caller.id, key, draft)))
      throw conflict('later-draft', 'A later draft of yours is there, or you have too many.')
  }

  @Delete('drafts')
  @HttpCode(204)
  @ApiRoute({
    scope: 'signed-in',
    outright: true,
    summary: 'Throw away all that one was writing',
    more: 'Answers and notes of calls too.',
    status: 204,
  })
  async dropOwnDrafts(@Tenant() { sql, caller }: TenantRequest): Promise<void> {
    await dropDraftsOf(sql, caller.id)
  }
}
