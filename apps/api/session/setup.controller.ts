/** POST /v1/setup: who holds a link chooses a password: the first admin, who thereby is one, and everybody who was invited. */
import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { isEmail } from 'class-validator'
import { hashPassword, openLink, refusePassword } from '#access'
import {
  anybodyLogsIn,
  appendAuditOfUser,
  endSessionsOf,
  insertUser,
  lockAdmins,
  removeLogInLink,
  setPasswordHash,
  totpOf,
  type Sql,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import type { ApiReply, ApiRequest } from '../http/api-request'
import { conflict, invalidField, refuse } from '../http/problem'
import { ApiRoute } from '../http/route'
import { openSession } from './open-session'
import { refuseWrongCode } from './refuse-wrong-code'
import { SessionView, SetupBody } from './session.dto'

@Controller('v1/setup')
@ApiTags('Sessions')
export class SetupController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Post()
  @HttpCode(201)
  @ApiRoute({
    scope: 'everyone',
    asks: true,
    summary: 'Choose a password by a link',
    status: 201,
    answer: SessionView,
    more: 'The link that the first start printed makes the first admin, and needs a name and an address; the link of an invitation needs neither. It works once, and logs in at once.',
    problems: {
      401: '`invalid-link`: it was used, replaced, or is older than a week; or `code-needed`: send the code of the authenticator too.',
      409: 'Somebody has that address already.',
    },
  })
  async setUp(@Body() body: SetupBody, @Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): Promise<SessionView> {
    const { database } = this.source
    const { userId: invited, name, email } = await openOrRefuse(database, body.token)
    const person = invited === null ? firstAdmin(body) : { name: name ?? '', email: email ?? '' }
    const refusal = refusePassword(body.password, person)
    if (refusal !== null) throw invalidField('/password', refusal)
    // Not within the transaction, which a wrong code would undo, and its trial with it.
    if (invited !== null) await this.askCode(invited, body.code)
    return database.transaction(async (sql) => {
      const link = await openOrRefuse(sql, body.token)
      const userId = invited ?? (await this.makeFirstAdmin(sql, person, body.language ?? 'nl'))
      await setPasswordHash(sql, userId, await hashPassword(body.password))
      await removeLogInLink(sql, link.id)
      await endSessionsOf(sql, userId)
      await appendAuditOfUser(sql, userId, {
        actor: `user:${userId}`,
        action: 'password.set',
        subject: userId,
        detail: null,
        at: this.source.clock(),
      })
      return openSession(this.source, sql, userId, request, reply)
    })
  }

  /** A link stands in for a password: who set a second step is asked for that all the same. */
  private async askCode(userId: string, code: string | undefined): Promise<void> {
    const { database } = this.source
    const { secret, confirmed } = await totpOf(database, userId)
    if (secret === null || !confirmed) return
    if (code === undefined) throw refuse(401, 'code-needed', 'Send the code of your authenticator too.')
    await refuseWrongCode(database, userId, secret, code)
  }

  private async makeFirstAdmin(
    sql: Sql,
    { name, email }: { readonly name: string; readonly email: string },
    language: 'nl' | 'en',
  ): Promise<string> {
    await lockAdmins(sql)
    if (await anybodyLogsIn(sql)) throw refuse(401, 'invalid-link', 'There is an admin already, who can invite you.')
    const id = await insertUser(sql, { name, email, language, platform: true })
    if (id === null) throw conflict('address-taken', 'Somebody has that address already.')
    return id
  }
}

type OpenLink = NonNullable<Awaited<ReturnType<typeof openLink>>>

async function openOrRefuse(sql: Sql, token: string): Promise<OpenLink> {
  const link = await openLink(sql, token)
  if (!link || link.kind === 'demo') throw refuse(401, 'invalid-link', 'This link does not work, or not any more: ask for a new one.')
  return link
}

function firstAdmin({ name, email }: SetupBody): { readonly name: string; readonly email: string } {
  if (name === undefined) throw invalidField('/name', 'is needed')
  if (email === undefined || !isEmail(email)) throw invalidField('/email', 'must be an e-mail address')
  return { name, email }
}
