/** /v1/session: people log in and out; /v1/sessions: where they are logged in, and an end to that. */
import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { logIn, openLink } from '#access'
import { appendAuditOfUser, endSession, readSession } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import type { ApiReply, ApiRequest } from '../http/api-request'
import { notFound, refuse, tooMany, unauthorized } from '../http/problem'
import { ApiRoute } from '../http/route'
import { noSessionCookie } from '../http/session-cookie'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { administersAllOf } from '../users/administers'
import { isSecure, openSession } from './open-session'
import { LogInLinkBody, ListedSessionView, listedSessions, LogInBody, SessionView, sessionView } from './session.dto'

/** Sessions are the process's own table: no tenant sees it. */
@Controller('v1')
@ApiTags('Sessions')
export class SessionController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Post('session')
  @HttpCode(201)
  @ApiRoute({
    scope: 'everyone',
    asks: true,
    summary: 'Log in',
    status: 201,
    answer: SessionView,
    more: 'The answer sets the cookie `tijdig_session`.',
    problems: {
      401: '`invalid-credentials`; or `code-needed`: the password was right, send the code of the authenticator too.',
      429: 'Too many trials; `Retry-After` says when to come back.',
    },
  })
  async logIn(@Body() body: LogInBody, @Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): Promise<SessionView> {
    const { database } = this.source
    const tried = await logIn(database, body, request.ip, Date.now())
    switch (tried.kind) {
      case 'in':
        return database.transaction((sql) => openSession(this.source, sql, tried.userId, request, reply))
      case 'code-needed':
        throw refuse(401, 'code-needed', 'Send the code of your authenticator too.')
      case 'refused':
        throw refuse(401, 'invalid-credentials', 'The address, the password or the code is not right.')
      case 'too-many':
        throw tooMany(tried.seconds)
    }
  }

  @Post('session/token')
  @HttpCode(201)
  @ApiRoute({
    scope: 'everyone',
    asks: true,
    summary: 'Log in by a link of the demo',
    status: 201,
    answer: SessionView,
    more: 'Works as often as it is clicked, until the demo starts anew.',
    problems: { 401: '`invalid-credentials`: no link, or one of a demo that has ended.' },
  })
  logInByLink(
    @Body() { token }: LogInLinkBody,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<SessionView> {
    return this.source.database.transaction(async (sql) => {
      const link = await openLink(sql, token)
      if (link?.kind !== 'demo' || link.userId === null)
        throw refuse(401, 'invalid-credentials', 'This link does not work, or not any more.')
      return openSession(this.source, sql, link.userId, request, reply)
    })
  }

  @Get('session')
  @ApiRoute({ scope: 'signed-in', summary: 'Who am I', answer: SessionView })
  async readSession(@Tenant() { caller, now }: TenantRequest): Promise<SessionView> {
    const view = caller.session && (await sessionView(this.source.database, caller.session.id, caller.session.csrf, now))
    if (!view) throw unauthorized()
    return view
  }

  @Delete('session')
  @HttpCode(204)
  @ApiRoute({ scope: 'signed-in', outright: true, summary: 'Log out', status: 204 })
  async logOut(
    @Tenant() { caller }: TenantRequest,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<void> {
    if (!caller.session) throw unauthorized()
    await endSession(this.source.database, caller.session.id)
    reply.header('set-cookie', noSessionCookie(isSecure(request)))
  }

  @Get('sessions')
  @ApiRoute({ scope: 'signed-in', summary: 'Where I am logged in', more: 'The newest first.', answer: [ListedSessionView] })
  async listSessions(@Tenant() { caller }: TenantRequest): Promise<ListedSessionView[]> {
    return caller.session ? listedSessions(this.source.database, caller.id, caller.session.id) : []
  }

  @Delete('sessions/:session')
  @HttpCode(204)
  @ApiRoute({
    scope: 'signed-in',
    outright: true,
    summary: 'End a session',
    more: 'One of your own; an admin also those of people whose every creditor they administer.',
    status: 204,
  })
  async endSession(@Tenant() { caller, now }: TenantRequest, @Id('session') id: string): Promise<void> {
    const { database } = this.source
    const session = await readSession(database, id)
    const own = caller.kind === 'user' && session?.userId === caller.id
    if (!session || !(own || (await administersAllOf(database, caller, session.userId)))) throw notFound('session')
    await endSession(database, id)
    await appendAuditOfUser(database, session.userId, {
      actor: `${caller.kind}:${caller.id}`,
      action: 'session.end',
      subject: session.userId,
      detail: { session: id },
      at: now,
    })
  }
}
