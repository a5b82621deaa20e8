/** Users as admins make and see them. */
import { ROLES, type Role } from '#access'
import type { UserRow } from '#store'
import { At, Email, Flag, ListOf, OneOf, Text, Uuid } from '../http/fields'
import { LANGUAGES } from '../session/session.dto'

export class RoleBody {
  @OneOf(ROLES, { nullable: true, description: 'null: none any more' }) role!: Role | null
  @OneOf(ROLES, {
    optional: true,
    nullable: true,
    description: 'the role that you saw: another that somebody gave meanwhile is then not overwritten',
  })
  was?: Role | null
}

export class NewRoleBody {
  @Uuid() creditor!: string
  @OneOf(ROLES) role!: Role
}

export class NewUserBody {
  @Email() email!: string
  @Text({ max: 100 }) name!: string
  @OneOf(LANGUAGES, { optional: true, description: 'nl unless said' }) language?: 'nl' | 'en'
  @ListOf(() => NewRoleBody, 0, 1000, { description: 'one role with each creditor they serve' }) roles!: NewRoleBody[]
  @Flag({ optional: true, description: 'administers every creditor, and makes them' }) platform?: boolean
}

export class UserChanges {
  @Text({ max: 100, optional: true }) name?: string
  @OneOf(LANGUAGES, { optional: true }) language?: 'nl' | 'en'
  @Flag({ optional: true, description: 'true: they are logged out at once, and cannot log in' }) disabled?: boolean
  @Flag({ optional: true }) platform?: boolean
  @OneOf(['off'], { optional: true, description: 'of somebody who lost their authenticator' }) twoStep?: 'off'
}

export class InvitationView {
  @Uuid() readonly id!: string
  @Text({
    nullable: true,
    description: 'path of the page where they choose a password; shown once, works once and for a week',
    example: '/setup#token=…',
  })
  readonly link!: string | null
}

export class UserView {
  @Uuid() readonly id!: string
  @Text({ max: 254 }) readonly email!: string
  @Text({ max: 100 }) readonly name!: string
  @OneOf(LANGUAGES) readonly language!: 'nl' | 'en'
  @Flag() readonly platform!: boolean
  @Flag() readonly twoStep!: boolean
  @Flag({ description: 'false: their invitation is still open' }) readonly hasPassword!: boolean
  @At() readonly createdAt!: string
  @At({ nullable: true }) readonly disabledAt!: string | null
  @ListOf(() => NewRoleBody, 0, 1000, { description: 'with those creditors that you administer' }) readonly roles!: readonly {
    readonly creditor: string
    readonly role: string
  }[]
}

export const userView = ({ createdAt, disabledAt, roles, ...row }: UserRow, creditors: readonly string[]): UserView => ({
  ...row,
  createdAt: new Date(createdAt).toISOString(),
  disabledAt: disabledAt === null ? null : new Date(disabledAt).toISOString(),
  roles: roles.filter(({ creditor }) => creditors.includes(creditor)),
})
