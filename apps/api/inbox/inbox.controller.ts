/** /v1/creditors/{creditor}/inbox: who waits for an answer, and messages that nobody is known for. */
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { Instant } from '#domain'
import { candidatesFor, linkReply } from '#pipeline'
import {
  colleaguesAt,
  dismissMessage,
  getCreditor,
  listInbox,
  lockMessage,
  unknownMessages,
  type Colleague,
  type KeptMessage,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { agentOf } from '../calls/held-call'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { ofDebtor } from '../settling/of-debtor'
import {
  ByBody,
  CandidateView,
  candidateView,
  ColleagueView,
  ConversationView,
  conversationView,
  InboxQuery,
  LinkMessageBody,
  UnknownMessageView,
  unknownMessageView,
} from './inbox.dto'

const after = (cursor: string | undefined): readonly [Instant, string] | null =>
  readCursor(cursor, ['instant', 'uuid']) as readonly [Instant, string] | null

@Controller('v1/creditors/:creditor/inbox')
@ApiTags('Inbox')
export class InboxController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({
    scope: 'messages:read',
    beforeIdentity: true,
    summary: 'List conversations',
    more: 'One per debtor over all channels. Who waits longest comes first; of those that are done, the latest.',
    answer: pageOf(ConversationView),
  })
  async listInbox(@Tenant() tenant: TenantRequest, @Query() { limit, cursor, view, agent }: InboxQuery): Promise<Page<ConversationView>> {
    const who = view === 'mine' ? agentOf(tenant, agent) : null
    return toPage(await listInbox(tenant.sql, tenant.creditorId, view, who, after(cursor), limit + 1), limit, conversationView, (row) => [
      row.since,
      row.debtorId,
    ])
  }

  @Get('colleagues')
  @ApiRoute({
    scope: 'messages:read',
    beforeIdentity: true,
    summary: 'Who answers here',
    more: 'The names behind the ids of holders, assignees and authors; whoever wrote with a key is named by it already.',
    answer: [ColleagueView],
  })
  listColleagues(@Tenant() { creditorId }: TenantRequest): Promise<Colleague[]> {
    return colleaguesAt(this.source.database, creditorId)
  }

  @Get('unknown')
  @ApiRoute({
    scope: 'messages:read',
    beforeIdentity: true,
    summary: 'List messages of unknown senders',
    more: 'From an address that nobody has, or that several share. The oldest first.',
    answer: pageOf(UnknownMessageView),
  })
  async listUnknown(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<UnknownMessageView>> {
    return toPage(await unknownMessages(sql, creditorId, after(cursor), limit + 1), limit, unknownMessageView, (row) => [
      row.receivedAt,
      row.id,
    ])
  }

  @Get('unknown/:message/candidates')
  @ApiRoute({
    scope: 'messages:read',
    beforeIdentity: true,
    summary: 'Whom a message may be of',
    more: 'The likeliest first, with what matched.',
    answer: [CandidateView],
  })
  async listCandidates(@Tenant() tenant: TenantRequest, @Id('message') id: string): Promise<CandidateView[]> {
    return (await candidatesFor(tenant.sql, tenant.creditorId, await unknown(tenant, id))).map(candidateView)
  }

  @Post('unknown/:message/link')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    beforeIdentity: true,
    summary: 'Say whose message it is',
    more: 'Its address is known for this debtor when it writes again, and is never written to first. What rested for others in the meantime goes on.',
    status: 204,
  })
  async linkMessage(@Tenant() tenant: TenantRequest, @Id('message') id: string, @Body() { debtor, agent }: LinkMessageBody): Promise<void> {
    const by = agentOf(tenant, agent)
    const message = await unknown(tenant, id)
    const { debtorId } = await ofDebtor(tenant, debtor.toLowerCase())
    const creditor = await getCreditor(this.source.database, tenant.creditorId)
    await linkReply(this.source.desk, tenant.sql, { creditor, debtorId, message }, by, tenant.now)
  }

  @Post('unknown/:message/dismissal')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    beforeIdentity: true,
    summary: 'Be done with a message of nobody',
    more: 'It is kept, and listed no more.',
    status: 204,
  })
  async dismissMessage(@Tenant() tenant: TenantRequest, @Id('message') id: string, @Body() { agent }: ByBody): Promise<void> {
    const by = agentOf(tenant, agent)
    const message = await unknown(tenant, id)
    await dismissMessage(tenant.sql, tenant.creditorId, message.id, by, tenant.now)
  }
}

async function unknown({ sql, creditorId }: TenantRequest, id: string): Promise<KeptMessage> {
  const message = await lockMessage(sql, creditorId, id)
  if (!message || message.debtorId !== null || message.settledAt !== null) throw notFound('message of an unknown sender')
  return message
}
