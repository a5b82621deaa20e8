/** What people set of their own log-in: their password, and the code of an authenticator as a second step. */
import { Body, Controller, Delete, HttpCode, Inject, Post, Put } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { hashPassword, logIn, proposeTwoStep, refusePassword } from '#access'
import { appendAuditOfUser, endSessionsOf, forgetTotp, readUser, setPasswordHash, totpOf, type Audited, type UserRow } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { Text } from '../http/fields'
import { conflict, invalidField, tooMany, unauthorized } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { refuseWrongCode } from './refuse-wrong-code'

class NewPasswordBody {
  @Text({ max: 200, description: 'the one until now' }) password!: string
  @Text({ max: 200, description: 'at least 12 characters' }) next!: string
  @Text({ max: 8, optional: true, description: 'of the authenticator, where one is set' }) code?: string
}

class PasswordBody {
  @Text({ max: 200, description: 'the one of now' }) password!: string
}

class CodeBody {
  @Text({ max: 8, description: 'as the authenticator shows it', example: '123456' }) code!: string
}

class AuthenticatorView {
  @Text({ description: 'what an authenticator reads, as a QR code or typed', example: 'otpauth://totp/…' }) readonly address!: string
}

@Controller('v1/session')
@ApiTags('Sessions')
export class SecondStepController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Put('password')
  @HttpCode(204)
  @ApiRoute({ scope: 'signed-in', outright: true, summary: 'Choose another password', status: 204, more: 'Your other sessions end.' })
  async changePassword(@Tenant() tenant: TenantRequest, @Body() { password, next, code }: NewPasswordBody): Promise<void> {
    const { database } = this.source
    const user = await this.person(tenant)
    if ((await this.refuseWrongPassword(user, { password, ...(code !== undefined && { code }) })) === 'code-needed')
      throw invalidField('/code', 'is needed')
    const refusal = refusePassword(next, user)
    if (refusal !== null) throw invalidField('/next', refusal)
    await setPasswordHash(database, user.id, await hashPassword(next))
    await endSessionsOf(database, user.id, tenant.caller.session?.id)
    await this.tell(tenant, user.id, 'password.set')
  }

  @Post('second-step')
  @HttpCode(200)
  @ApiRoute({
    scope: 'signed-in',
    asks: true,
    summary: 'Propose a second step',
    answer: AuthenticatorView,
    more: 'With your password. It counts once a code of it was given. Asking again makes another secret.',
    problems: { 409: 'There is one already.' },
  })
  async proposeSecondStep(@Tenant() tenant: TenantRequest, @Body() body: PasswordBody): Promise<AuthenticatorView> {
    const user = await this.person(tenant)
    // Whoever finds a session open would lock its owner out. No more is needed to confirm: only who was here knows a code.
    await this.refuseWrongPassword(user, { password: body.password })
    const address = await proposeTwoStep(this.source.database, user)
    if (address === null) throw conflict('second-step-set', 'There is a second step already: take it away first.')
    return { address }
  }

  @Put('second-step')
  @HttpCode(204)
  @ApiRoute({
    scope: 'signed-in',
    outright: true,
    summary: 'Confirm the second step',
    status: 204,
    more: 'From now on a code is asked for at every log-in.',
  })
  async confirmSecondStep(@Tenant() tenant: TenantRequest, @Body() { code }: CodeBody): Promise<void> {
    const user = await this.person(tenant)
    const { secret } = await totpOf(this.source.database, user.id)
    if (secret === null) throw invalidField('/code', 'is not the one of now')
    await refuseWrongCode(this.source.database, user.id, secret, code)
    await this.tell(tenant, user.id, 'second-step.set')
  }

  @Delete('second-step')
  @HttpCode(204)
  @ApiRoute({
    scope: 'signed-in',
    outright: true,
    summary: 'Take the second step away',
    status: 204,
    more: 'With a code of it; who lost it asks an admin.',
  })
  async removeSecondStep(@Tenant() tenant: TenantRequest, @Body() body: CodeBody): Promise<void> {
    await this.confirmSecondStep(tenant, body)
    await forgetTotp(this.source.database, tenant.caller.id)
    await this.tell(tenant, tenant.caller.id, 'second-step.remove')
  }

  /** The trials of it count as those of a log-in do: a session that was left open is no way to guess. */
  private async refuseWrongPassword(
    user: UserRow,
    given: { readonly password: string; readonly code?: string },
  ): Promise<'in' | 'code-needed'> {
    const tried = await logIn(this.source.database, { email: user.email, ...given }, `session ${user.id}`, Date.now())
    if (tried.kind === 'too-many') throw tooMany(tried.seconds)
    if (tried.kind === 'refused') throw invalidField('/password', 'is not right, or the code is not')
    return tried.kind
  }

  private async person({ caller }: TenantRequest): Promise<UserRow> {
    const user = caller.kind === 'user' ? await readUser(this.source.database, caller.id) : null
    if (!user) throw unauthorized()
    return user
  }

  private tell({ caller, now }: TenantRequest, userId: string, action: Audited): Promise<void> {
    return appendAuditOfUser(this.source.database, userId, { actor: `user:${caller.id}`, action, subject: userId, detail: null, at: now })
  }
}
