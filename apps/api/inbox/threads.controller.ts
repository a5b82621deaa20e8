/** /v1/creditors/{creditor}/threads/{debtor}: one conversation over all channels: read, assigned, locked, drafted, noted. */
import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import type { Instant } from '#domain'
import {
  addNote,
  askReview,
  assignConversation,
  closeTasks,
  draftsOf,
  keepDraft,
  liftReadingHolds,
  lockConversation,
  openTask,
  readConversation,
  setConversationState,
  threadItems,
  unlockConversation,
  whoCalls,
} from '#store'
import { agentOf } from '../calls/held-call'
import { MadeView } from '../creditors/creditor.dto'
import { pageOf, readCursor, toPage, type Page } from '../http/page'
import { conflict, invalidField, notFound, type ProblemException } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { instant, ofDebtor } from '../settling/of-debtor'
import { ByBody, conversationView } from './inbox.dto'
import {
  AssigneeBody,
  AnswerDraftBody,
  draftView,
  ItemsQuery,
  LockBody,
  LockHeldView,
  NoteBody,
  StateBody,
  ThreadItemView,
  threadItemView,
  ThreadView,
} from './thread.dto'

const CHANGED = { 409: '`conversation-changed`: it is not as you saw it.' }
const changed = (): ProblemException =>
  conflict('conversation-changed', 'A colleague or a new message changed the conversation meanwhile: see how it stands.')
const instantOf = (at: string | null | undefined): Instant | null => (at == null ? null : (Date.parse(at) as Instant))

@Controller('v1/creditors/:creditor/threads/:debtor')
@ApiTags('Inbox')
export class ThreadsController {
  @Get()
  @ApiRoute({
    scope: 'messages:read',
    summary: 'Read a conversation',
    more: "Where it stands, who answers, and everybody's draft; there is none before somebody wrote or began to.",
    answer: ThreadView,
  })
  async readThread(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string): Promise<ThreadView> {
    const key = await ofDebtor(tenant, debtor)
    const row = await readConversation(tenant.sql, key)
    if (!row) throw notFound('conversation')
    return { ...conversationView(row), calledBy: await whoCalls(tenant.sql, key), drafts: (await draftsOf(tenant.sql, key)).map(draftView) }
  }

  @Get('items')
  @ApiRoute({
    scope: 'messages:read',
    summary: 'What was written, over all channels',
    more: 'Messages of the debtor, contacts with them, and notes; the newest first.',
    answer: pageOf(ThreadItemView),
  })
  async listItems(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Query() { limit, cursor, language = 'en' }: ItemsQuery,
  ): Promise<Page<ThreadItemView>> {
    const before = readCursor(cursor, ['instant', 'uuid']) as readonly [Instant, string] | null
    return toPage(
      await threadItems(tenant.sql, await ofDebtor(tenant, debtor), before, limit + 1),
      limit,
      (item) => threadItemView(item, language),
      (row) => [row.at, row.id],
    )
  }

  @Put('state')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Be done, wait for the debtor, or take it up again',
    more: 'Done: what rested only until the reply was read goes on. Waiting: until a day, or until they write.',
    status: 204,
    problems: CHANGED,
  })
  async setState(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Body() { state, until, was }: StateBody): Promise<void> {
    const key = await ofDebtor(tenant, debtor)
    const end = instantOf(until)
    if (end !== null && (state !== 'waiting' || end <= tenant.now))
      throw invalidField('/until', 'is for one that waits, and not in the past')
    await askReview(tenant.sql, key, tenant.now)
    const seen = was ? { state: was.state, until: instantOf(was.until) } : null
    if (!(await setConversationState(tenant.sql, key, { state, until: end }, seen, tenant.now))) throw changed()
    if (state === 'open') await openTask(tenant.sql, key, 'reply', {}, tenant.now)
    else await closeTasks(tenant.sql, key, { kind: 'reply' }, state, tenant.now)
    if (state === 'done') await liftReadingHolds(tenant.sql, key, tenant.now)
  }

  @Put('assignee')
  @HttpCode(204)
  @ApiRoute({ scope: 'debtors:write', summary: 'Say whose a conversation is', status: 204, problems: CHANGED })
  async assign(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Body() body: AssigneeBody): Promise<void> {
    if (!(await assignConversation(tenant.sql, await ofDebtor(tenant, debtor), body, tenant.now))) throw changed()
  }

  @Put('lock')
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Begin to answer',
    more: 'For ten minutes, each renewed by asking again; nobody else answers meanwhile, in writing or by telephone, unless they take over.',
    answer: LockHeldView,
  })
  async lock(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { agent, takeOver = false }: LockBody,
  ): Promise<LockHeldView> {
    const holder = agentOf(tenant, agent)
    const key = await ofDebtor(tenant, debtor)
    const caller = await whoCalls(tenant.sql, key)
    if (caller !== null && caller !== holder) throw conflict('being-called', `${caller} is on the telephone with them.`)
    tenant.untold = (await readConversation(tenant.sql, key))?.lockHolder === holder
    const until = await lockConversation(tenant.sql, key, holder, takeOver, tenant.now)
    if (until === null) throw conflict('being-answered', 'Somebody else is answering: read the conversation to see who, or take over.')
    return { holder, until: instant(until) }
  }

  @Delete('lock')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Answer no more',
    more: "Of one's own lock; a lock that is left alone ends by itself.",
    status: 204,
  })
  async unlock(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Query() { agent }: ByBody): Promise<void> {
    const key = await ofDebtor(tenant, debtor)
    await unlockConversation(tenant.sql, key, agentOf(tenant, agent))
  }

  @Put('draft')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Keep a draft',
    more: 'One per person; seen by everybody who reads the conversation.',
    status: 204,
    problems: { 409: 'A later one is there.' },
  })
  async keepDraft(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { agent, text, seq }: AnswerDraftBody,
  ): Promise<void> {
    const author = agentOf(tenant, agent)
    tenant.untold = true
    if (!(await keepDraft(tenant.sql, await ofDebtor(tenant, debtor), { author, text, seq }, tenant.now)))
      throw conflict('later-draft', 'A later draft of yours is there: read it first.')
  }

  @Post('notes')
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Add an internal note',
    more: 'For colleagues: there is no way by which it could be sent.',
    status: 201,
    answer: MadeView,
  })
  async addNote(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Body() { agent, text }: NoteBody): Promise<MadeView> {
    const author = agentOf(tenant, agent)
    const key = await ofDebtor(tenant, debtor)
    const id = await addNote(tenant.sql, key, author, text, tenant.now)
    return tenant.created(`/v1/creditors/${key.creditorId}/threads/${key.debtorId}/items`, { id })
  }
}
