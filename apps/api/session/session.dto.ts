/** A session as pages see it: who they are, for whom and as what, and the token that their changes carry. */
import { ROLES } from '#access'
import { creditorsServedBy, listSessions, readSession, readUser, type SessionRow, type Sql } from '#store'
import { At, Flag, ListOf, Nested, OneOf, Text, Uuid } from '../http/fields'

export const LANGUAGES = ['nl', 'en'] as const

export class LogInBody {
  @Text({ max: 254, example: 'noor@example.nl' }) email!: string
  @Text({ max: 200 }) password!: string
  @Text({ max: 8, optional: true, description: 'of the authenticator, where one is set', example: '123456' }) code?: string
}

export class LogInLinkBody {
  @Text({ max: 200, description: 'what stood behind `#token=`' }) token!: string
}

export class SetupBody extends LogInLinkBody {
  @Text({ max: 200, description: 'at least 12 characters' }) password!: string
  @Text({ max: 100, optional: true, description: 'of the first admin; who was invited has one' }) name?: string
  @Text({ max: 254, optional: true, description: 'of the first admin; who was invited has one' }) email?: string
  @Text({ max: 8, optional: true, description: 'of the authenticator, where one is set' }) code?: string
  @OneOf(LANGUAGES, { optional: true }) language?: 'nl' | 'en'
}

export class PersonView {
  @Uuid() readonly id!: string
  @Text({ max: 100 }) readonly name!: string
  @Text({ max: 254 }) readonly email!: string
  @OneOf(LANGUAGES) readonly language!: 'nl' | 'en'
  @Flag({ description: 'administers every creditor, and makes them' }) readonly platform!: boolean
  @Flag({ description: 'a code is asked for at log-in' }) readonly twoStep!: boolean
}

export class ServedCreditorView {
  @Uuid() readonly id!: string
  @Text() readonly code!: string
  @Text() readonly name!: string
  @OneOf(ROLES) readonly role!: string
  @Text({ nullable: true, description: 'in which its days and hours are meant', example: 'Europe/Amsterdam' }) readonly zone!: string | null
}

export class SessionView {
  @Nested(() => PersonView) readonly user!: PersonView
  @ListOf(() => ServedCreditorView, 0, 10_000) readonly creditors!: readonly ServedCreditorView[]
  @Text({ description: 'to be sent as X-CSRF-Token with everything that changes something' }) readonly csrf!: string
  @At() readonly expiresAt!: string
  @At({ description: "the time by which the creditor's work is done" }) readonly now!: string
}

export class ListedSessionView {
  @Uuid() readonly id!: string
  @At() readonly startedAt!: string
  @At({ description: 'to the minute' }) readonly seenAt!: string
  @At() readonly expiresAt!: string
  @Text() readonly address!: string
  @Text({ min: 0 }) readonly browser!: string
  @Flag({ description: 'the one that asks' }) readonly own!: boolean
}

const iso = (at: number): string => new Date(at).toISOString()

/** Null when the session ended in this very moment. */
export async function sessionView(sql: Sql, id: string, csrf: string, now: number): Promise<SessionView | null> {
  const session = await readSession(sql, id)
  const user = session && (await readUser(sql, session.userId))
  if (!session || !user) return null
  const { name, email, language, platform, twoStep } = user
  return {
    user: { id: user.id, name, email, language, platform, twoStep },
    creditors: await creditorsServedBy(sql, user.id),
    csrf,
    expiresAt: iso(session.expiresAt),
    now: iso(now),
  }
}

const listedView = ({ id, startedAt, seenAt, expiresAt, address, browser }: SessionRow, own: string | undefined): ListedSessionView => ({
  id,
  startedAt: iso(startedAt),
  seenAt: iso(seenAt),
  expiresAt: iso(expiresAt),
  address,
  browser,
  own: id === own,
})

export const listedSessions = async (sql: Sql, userId: string, own: string | undefined): Promise<ListedSessionView[]> =>
  (await listSessions(sql, userId)).map((row) => listedView(row, own))
