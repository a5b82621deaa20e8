/** Which day it is for a creditor, in the zone that its policy names. */
import { localDateOf, type CreditorId, type LocalDate } from '#domain'
import { zoneOf } from '#pipeline'
import { getCreditor, type Database } from '#store'
import { invalidField } from '../http/problem'
import type { TenantRequest } from '../http/tenant-request'

export const creditorZone = async (database: Database, creditorId: CreditorId): Promise<string> =>
  zoneOf(database, await getCreditor(database, creditorId))

export const businessDay = async (database: Database, { creditorId, now }: Pick<TenantRequest, 'creditorId' | 'now'>): Promise<LocalDate> =>
  localDateOf(now, await creditorZone(database, creditorId))

/** Of what is told to have happened. */
export async function refuseAhead(database: Database, tenant: TenantRequest, pointer: string, day: string): Promise<void> {
  if (day > (await businessDay(database, tenant))) throw invalidField(pointer, 'is in the future')
}
