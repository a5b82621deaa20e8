/** The seconds and numbers of the desk, as this creditor has them. */
import { deskOf, type CreditorId, type DeskSettings } from '#domain'
import { getCreditor, type Database } from '#store'

export const deskSettings = async (database: Database, creditorId: CreditorId): Promise<Readonly<Required<DeskSettings>>> => deskOf((await getCreditor(database, creditorId)).profile.desk)
