/** /v1/creditors/{creditor}/threads/{debtor}/lint and templates: what is amiss in an answer before it is sent, and approved words to send instead. */
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { answerFindings, answerTemplates } from '#pipeline'
import { API_SOURCE, type ApiSource } from '../api-source'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { ofDebtor } from '../settling/of-debtor'
import { AnswerTemplateView, answerTemplateView, LintBody, LintView } from './wording.dto'

@Controller('v1/creditors/:creditor/threads/:debtor')
@ApiTags('Inbox')
export class AnswerWordingController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Post('lint')
  @HttpCode(200)
  @ApiRoute({
    scope: 'debtors:write',
    asks: true,
    summary: 'Look through an answer before it is sent',
    answer: LintView,
    more: 'Nothing is kept. What blocks is refused when it is sent: an amount or a word of debt where others read along, a threat, what somebody lives on. The rest is advice: long sentences, hard words, a long text message.',
  })
  async lint(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Body() answer: LintBody): Promise<LintView> {
    const key = await ofDebtor(tenant, debtor)
    // Asked at every pause of who writes; the conversation was read before.
    tenant.untold = true
    return { findings: await answerFindings(this.source.desk, tenant.sql, key, answer) }
  }

  @Get('templates')
  @ApiRoute({
    scope: 'messages:read',
    summary: 'List the templates that may answer',
    answer: [AnswerTemplateView],
    more: 'Published for answers, in the language and at the level of this debtor, over channels that reach them; filled in, as they would leave. Over WhatsApp those that are approved, which go when its window is closed too.',
  })
  async listTemplates(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<AnswerTemplateView[]> {
    return (await answerTemplates(this.source.desk, tenant.sql, await ofDebtor(tenant, debtor), tenant.now)).map(answerTemplateView)
  }
}
