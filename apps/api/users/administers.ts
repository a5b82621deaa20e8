/** Whether somebody may decide over another person: an admin of every creditor that the other serves, and of everything where the other is. */
import { mayDo, type Caller } from '#access'
import { readUser, type Sql, type UserRow } from '#store'

export const administers = (caller: Caller, { platform, roles }: Pick<UserRow, 'platform' | 'roles'>): boolean =>
  isPlatformAdmin(caller) ||
  (!platform && roles.length > 0 && roles.every(({ creditor }) => caller.creditors.includes(creditor) && mayDo(caller, 'admin', creditor)))

/** A key of the platform makes creditors, and is no person: it administers its own. */
export const isPlatformAdmin = ({ kind, platform }: Caller): boolean => kind === 'user' && platform

export async function administersAllOf(sql: Sql, caller: Caller, userId: string): Promise<boolean> {
  const user = await readUser(sql, userId)
  return user !== null && administers(caller, user)
}
