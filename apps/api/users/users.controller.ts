/** /v1/users: admins invite people, give them a role with their creditors, and end that; the last admin stays. */
import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Put, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { actorOf, makeLink } from '#access'
import type { CreditorId } from '#domain'
import {
  appendAuditOfUser,
  editUser,
  endSessionsOf,
  forgetTotp,
  insertUser,
  listUsers,
  lockAdmins,
  readUser,
  setDisabled,
  setPlatform,
  setRole,
  withoutAdmin,
  type Audited,
  type Sql,
  type UserRow,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { conflict, forbidden, invalidField, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { ListedSessionView, listedSessions } from '../session/session.dto'
import { administers, isPlatformAdmin } from './administers'
import { InvitationView, NewUserBody, RoleBody, UserChanges, UserView, userView } from './user.dto'

/** Users are the process's own table: no tenant sees it, so each statement is bound to what the caller administers here. */
@Controller('v1')
@ApiTags('Users')
export class UsersController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('users')
  @ApiRoute({
    scope: 'admin',
    summary: 'List users',
    more: 'Those with a role at a creditor that you administer, the oldest first.',
    answer: pageOf(UserView),
  })
  async listUsers(@Tenant() { caller }: TenantRequest, @Query() { limit, cursor }: PageQuery): Promise<Page<UserView>> {
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    const rows = await listUsers(this.source.database, isPlatformAdmin(caller) ? null : caller.creditors, after as string | null, limit + 1)
    return toPage(
      rows,
      limit,
      (row) => userView(row, caller.creditors),
      (row) => [row.id],
    )
  }

  @Post('users')
  @ApiRoute({
    scope: 'admin',
    summary: 'Invite somebody',
    status: 201,
    answer: InvitationView,
    more: 'The link is in this answer and nowhere else.',
    problems: { 409: 'Somebody has that address already.' },
  })
  async inviteUser(
    @Tenant() tenant: TenantRequest,
    @Body() { email, name, language = 'nl', roles, platform = false }: NewUserBody,
  ): Promise<InvitationView> {
    const { caller } = tenant
    if (platform && !isPlatformAdmin(caller)) throw forbidden('Only an admin of the platform makes another one.')
    const stranger = roles.findIndex(({ creditor }) => !caller.creditors.includes(creditor.toLowerCase() as CreditorId))
    if (stranger >= 0) throw invalidField(`/roles/${stranger}/creditor`, 'is no creditor that you administer')
    if (roles.length === 0 && !platform) throw invalidField('/roles', 'must have one, or nobody could administer them')
    const made = await this.source.database.transaction(async (sql) => {
      const id = await insertUser(sql, { email, name, language, platform })
      if (id === null) throw conflict('address-taken', 'Somebody has that address already.')
      for (const { creditor, role } of roles) await setRole(sql, creditor.toLowerCase() as CreditorId, id, role)
      await this.tell(sql, tenant, id, 'user.invite', { platform })
      return { id, link: await makeLink(sql, 'invitation', id) }
    })
    tenant.kept = { id: made.id, link: null }
    return tenant.created(`/v1/users/${made.id}`, made)
  }

  @Get('users/:user')
  @ApiRoute({ scope: 'admin', summary: 'Read a user', answer: UserView })
  async readUser(@Tenant() { caller }: TenantRequest, @Id('user') id: string): Promise<UserView> {
    const row = await readUser(this.source.database, id)
    const sees = row && (isPlatformAdmin(caller) || row.roles.some(({ creditor }) => caller.creditors.includes(creditor)))
    if (!sees) throw notFound('user')
    return userView(row, caller.creditors)
  }

  @Patch('users/:user')
  @ApiRoute({
    scope: 'admin',
    outright: true,
    summary: 'Change a user',
    answer: UserView,
    more: 'Somebody whose every creditor you administer.',
    problems: { 409: '`last-admin`: somebody must be left who administers.' },
  })
  async changeUser(@Tenant() tenant: TenantRequest, @Id('user') id: string, @Body() changes: UserChanges): Promise<UserView> {
    if (changes.platform !== undefined && !isPlatformAdmin(tenant.caller))
      throw forbidden('Only an admin of the platform makes another one, or ends that.')
    await this.source.database.transaction(async (sql) => {
      const row = await this.administered(sql, tenant, id)
      await editUser(sql, id, changes)
      if (changes.twoStep === 'off') await forgetTotp(sql, id)
      if (changes.platform !== undefined) await setPlatform(sql, id, changes.platform)
      if (changes.disabled !== undefined) await setDisabled(sql, id, changes.disabled)
      if (changes.disabled === true || changes.twoStep === 'off') await endSessionsOf(sql, id)
      await refuseLastAdmin(sql, row)
      const { name, ...told } = changes
      await this.tell(sql, tenant, id, 'user.change', { ...told, ...(name !== undefined && { name: 'changed' }) })
    })
    return this.readUser(tenant, id)
  }

  @Post('users/:user/invitation')
  @ApiRoute({
    scope: 'admin',
    summary: 'Give a new link',
    status: 201,
    answer: InvitationView,
    more: 'To choose a password, the first or another; once it is chosen, their sessions end. It replaces the link before.',
  })
  async inviteAgain(@Tenant() tenant: TenantRequest, @Id('user') id: string): Promise<InvitationView> {
    const link = await this.source.database.transaction(async (sql) => {
      await this.administered(sql, tenant, id)
      await this.tell(sql, tenant, id, 'user.invite-again', {})
      return makeLink(sql, 'invitation', id)
    })
    tenant.kept = { id, link: null }
    return { id, link }
  }

  @Get('users/:user/sessions')
  @ApiRoute({
    scope: 'admin',
    summary: 'Where somebody is logged in',
    answer: [ListedSessionView],
    more: 'Somebody whose every creditor you administer.',
  })
  async sessionsOfUser(@Tenant() tenant: TenantRequest, @Id('user') id: string): Promise<ListedSessionView[]> {
    await this.administered(this.source.database, tenant, id)
    return listedSessions(this.source.database, id, tenant.caller.session?.id)
  }

  @Put('creditors/:creditor/users/:user/role')
  @HttpCode(204)
  @ApiRoute({
    scope: 'admin',
    outright: true,
    audited: true,
    summary: 'Give a role, or take it',
    status: 204,
    problems: {
      409: '`last-admin`: somebody must be left who administers this creditor. `role-changed`: their role is not the one you saw.',
    },
  })
  async setRole(@Tenant() tenant: TenantRequest, @Id('user') id: string, @Body() { role, was }: RoleBody): Promise<void> {
    const { caller, creditorId } = tenant
    await this.source.database.transaction(async (sql) => {
      await lockAdmins(sql)
      const row = await readUser(sql, id)
      if (!row || !(isPlatformAdmin(caller) || row.roles.some(({ creditor }) => caller.creditors.includes(creditor))))
        throw notFound('user')
      const now = row.roles.find(({ creditor }) => creditor === creditorId)?.role ?? null
      if (was !== undefined && was !== now)
        throw conflict('role-changed', 'Somebody else gave another role meanwhile: see which it is, and choose again.')
      await this.tell(sql, tenant, id, 'user.role', { creditor: creditorId, role })
      await setRole(sql, creditorId, id, role)
      await refuseLastAdmin(sql, row)
    })
  }

  /** Held until the transaction ends. */
  private async administered(sql: Sql, { caller }: TenantRequest, id: string): Promise<UserRow> {
    await lockAdmins(sql)
    const row = await readUser(sql, id)
    if (!row || !(isPlatformAdmin(caller) || administers(caller, row))) throw notFound('user')
    return row
  }

  private tell(
    sql: Sql,
    { caller, now }: TenantRequest,
    userId: string,
    action: Audited,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    return appendAuditOfUser(sql, userId, { actor: actorOf(caller), action, subject: userId, detail, at: now })
  }
}

/** `before` the change, which is undone with the transaction. */
async function refuseLastAdmin(sql: Sql, before: UserRow): Promise<void> {
  const without = await withoutAdmin(
    sql,
    before.roles.filter(({ role }) => role === 'admin').map(({ creditor }) => creditor),
  )
  if (without.creditors.length > 0 || (before.platform && before.disabledAt === null && without.platform))
    throw conflict('last-admin', 'Nobody would be left who administers it: give somebody else that role first.')
}
