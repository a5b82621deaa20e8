/** /v1/creditors/{creditor}/threads/{debtor}/answers and messages: a person answers, and says what a message came down to. */
import { Body, Controller, HttpCode, Inject, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { localDateOf, parseCents, reasonSentence, WHATSAPP_WINDOW_MS, type LocalDate, type OutboundMessage } from '#domain'
import { answerByHand, answerFindings, answerTemplates, settleReply, splitReply, zoneOf, type Settlement } from '#pipeline'
import {
  answerToRetract,
  deskSettings,
  endUnsent,
  findOpenClaim,
  getCreditor,
  keepDraft,
  readConversation,
  setConversationState,
  whoCalls,
  type Creditor,
  type DebtorKey,
  type KeptMessage,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { agentOf } from '../calls/held-call'
import { LanguageQuery } from '../configuration/language-query'
import { conflict, invalid, invalidField, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { instant, ofDebtor } from '../settling/of-debtor'
import { ByBody } from './inbox.dto'
import { lockedMessageOf } from './message-of'
import { AnswerBody, AnswerView, RetractedAnswerView, SettlementBody } from './thread.dto'
import type { LintBody } from './wording.dto'

@Controller('v1/creditors/:creditor/threads/:debtor')
@ApiTags('Inbox')
export class AnswersController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Post('answers')
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Answer a debtor',
    status: 201,
    answer: AnswerView,
    problems: { 409: 'It may not be sent now, or somebody else is answering.' },
    more: 'Queued for as long as it may be taken back, then sent as a contact like any other: hours and opt-outs hold for it, and it counts in the caps. Free words go over WhatsApp within a day of theirs only, and over any channel when the lint finds nothing that blocks; approved words of a template go always. A refusal is told in `language`.',
  })
  async answer(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { agent, channel, text, template }: AnswerBody,
    @Query() { language = 'en' }: LanguageQuery,
  ): Promise<AnswerView> {
    const author = agentOf(tenant, agent)
    const key = await ofDebtor(tenant, debtor)
    const row = await readConversation(tenant.sql, key)
    if (row?.lockHolder != null && row.lockHolder !== author) throw conflict('being-answered', `${row.lockHolder} is answering.`)
    const caller = await whoCalls(tenant.sql, key)
    if (caller !== null && caller !== author) throw conflict('being-called', `${caller} is on the telephone with them.`)
    if ((text === undefined) === (template === undefined)) throw invalidField('/text', 'is needed, or a template, and not both')
    const words =
      text === undefined
        ? await this.picked(tenant, key, channel, template)
        : await this.free(tenant, key, { channel, text }, row?.whatsappAt ?? 0)
    const { undoSeconds } = await deskSettings(this.source.database, key.creditorId)
    const answered = await answerByHand(
      this.source.desk,
      tenant.sql,
      key,
      { channel, ...words, author, undoMs: undoSeconds * 1000, about: 'message' },
      tenant.now,
    )
    if ('refused' in answered) throw conflict('not-now', answered.refused.map((reason) => reasonSentence(reason, language)).join(' '))
    // Who answers in approved words may go on with their own.
    if (text !== undefined) await keepDraft(tenant.sql, key, { author, text: '', seq: Number.MAX_SAFE_INTEGER }, tenant.now)
    if (row?.state === 'open') await setConversationState(tenant.sql, key, { state: 'waiting', until: null }, null, tenant.now)
    return tenant.created(`/v1/creditors/${key.creditorId}/contacts/${answered.contact}`, {
      contact: answered.contact,
      undoUntil: instant(answered.undoUntil),
      undoSeconds,
    })
  }

  @Post('answers/:contact/retraction')
  @HttpCode(200)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Take an answer back',
    more: 'While it is only queued; the words come back.',
    answer: RetractedAnswerView,
    problems: { 409: 'It has left.' },
  })
  async retract(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Id('contact') contact: string,
  ): Promise<RetractedAnswerView> {
    const key = await ofDebtor(tenant, debtor)
    const answer = await answerToRetract(tenant.sql, key.creditorId, contact)
    if (answer?.debtorId !== key.debtorId) throw notFound('answer that waits')
    await endUnsent(
      tenant.sql,
      [{ ...key, attemptId: contact as never, state: 'suppressed', reasons: [{ code: 'superseded' }] }],
      tenant.now,
    )
    await setConversationState(tenant.sql, key, { state: 'open', until: null }, null, tenant.now)
    return { text: answer.text }
  }

  @Post('messages/:message/settlement')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Accept, change or reject what was read in a message',
    status: 204,
    problems: { 409: 'Somebody settled it before.' },
    more: 'Accepted or changed, it becomes a fact: a promise, a dispute, a complaint, an opt-out, an invoice that is sent again. Rejected, what rested for it goes on.',
  })
  async settle(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Id('message') id: string,
    @Body() body: SettlementBody,
  ): Promise<void> {
    const by = agentOf(tenant, body.agent)
    const { key, message } = await lockedMessageOf(tenant, debtor, id)
    if (message.suggestion !== null && message.suggestion !== 'open')
      throw conflict('settled', 'Somebody settled it before: read it again.')
    const creditor = await getCreditor(this.source.database, key.creditorId)
    await settleReply(
      this.source.desk,
      tenant.sql,
      { creditor, debtorId: key.debtorId, message },
      await this.settlementOf(tenant, creditor, key, message, body, by),
      tenant.now,
    )
  }

  @Post('messages/:message/split')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Take a message from a wrong debtor',
    more: 'It waits among the unknown ones again; what rested for it goes on.',
    status: 204,
  })
  async split(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Id('message') id: string,
    @Body() _body: ByBody,
  ): Promise<void> {
    const { key, message } = await lockedMessageOf(tenant, debtor, id)
    await splitReply(tenant.sql, key, message, tenant.now)
  }

  private async free({ sql, now }: TenantRequest, key: DebtorKey, words: LintBody, whatsappAt: number): Promise<{ text: string }> {
    if (words.channel === 'whatsapp' && now - whatsappAt >= WHATSAPP_WINDOW_MS)
      throw invalidField('/channel', 'is closed for free words: they last wrote there more than a day ago, or never')
    const blocking = (await answerFindings(this.source.desk, sql, key, words)).filter((finding) => finding.blocking)
    if (blocking.length > 0) throw invalid(blocking.map(({ code, detail }) => ({ pointer: '/text', message: `${code}: ${detail}` })))
    return { text: words.text }
  }

  private async picked(
    { sql, now }: TenantRequest,
    key: DebtorKey,
    channel: AnswerBody['channel'],
    id: string | undefined,
  ): Promise<{ text: string; message: OutboundMessage }> {
    const found = (await answerTemplates(this.source.desk, sql, key, now)).find(
      ({ id: one, message: { content } }) => one === id && content.channel === channel,
    )
    if (!found) throw invalidField('/template', 'is not one of those that may answer over this channel now')
    return { text: found.message.content.text, message: found.message }
  }

  /** A fact needs what the form of a call asks for too. */
  private async settlementOf(
    { sql, now }: TenantRequest,
    creditor: Creditor,
    key: DebtorKey,
    message: KeptMessage,
    { as, intent: changed, payBy, amount, claim, address = 'right' }: SettlementBody,
    by: string,
  ): Promise<Settlement> {
    if (as === 'changed' && changed === undefined) throw invalidField('/intent', 'says what it is instead')
    const intent = as === 'changed' && changed !== undefined ? changed : (message.reading?.intent ?? 'other')
    const told = { as, intent, promise: null, isAddressRight: address === 'right', by }
    if (as === 'rejected') return { ...told, claimId: null }
    const claimId = claim?.toLowerCase() ?? message.claimId
    if (intent === 'dispute' && claimId === null) throw invalidField('/claim', 'is needed: no invoice was named')
    if (claimId !== null && !(await findOpenClaim(sql, key, claimId))) throw invalidField('/claim', 'is no open claim of this debtor')
    if (intent !== 'will-pay') return { ...told, claimId }
    const cents = parseCents(amount ?? '')
    if (payBy === undefined || payBy < localDateOf(now, await zoneOf(sql, creditor)))
      throw invalidField('/payBy', 'is needed, and not in the past')
    if (cents === undefined || cents <= 0) throw invalidField('/amount', 'is needed, and more than nothing')
    return { ...told, promise: { payBy: payBy as LocalDate, amount: cents }, claimId }
  }
}
