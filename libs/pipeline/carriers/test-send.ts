/** One e-mail to whoever writes it, over the account by which the creditor's e-mails leave; no contact, and nothing of it is kept. */
import { createSandboxDrivers, type MessageDriver } from '#channels'
import type { CreditorId, HandOverId, HandOverOutcome, OutboundMessage } from '#domain'
import { readAccount, unseal, type SecretsKeys } from '#settings'
import { newId, sealedAccountsOf, sendersOf, type Sql } from '#store'
import { aboutAccount } from './carrier-accounts'
import { openDrivers, type Connected, type DriverLimits } from './open-drivers'

/** What messages leave by in this house, for whoever sends a single one or asks whether an account works. */
export interface StandingCarriers extends Connected {
  readonly secretsKeys: SecretsKeys
  /** Stands in where no carrier is connected. */
  readonly sandboxUrl: string | null
  readonly redirectAllTo: string | null
}

export interface TestMessage {
  readonly creditorId: CreditorId
  readonly message: OutboundMessage
  readonly to: string
}

const LIMITS: DriverLimits = { timeoutMs: 10_000, connections: 1 }
const MARK = { nl: '[Proef]', en: '[Test]' }

/** Null: nothing to send by, or no address to send from. */
export async function sendTest(standing: StandingCarriers, sql: Sql, { creditorId, message, to }: TestMessage): Promise<HandOverOutcome | null> {
  const from = (await sendersOf(sql, creditorId)).find(({ channel }) => channel === 'email')?.address
  const driver = from === undefined ? undefined : await mailDriver(standing, sql, creditorId)
  if (from === undefined || !driver) return null
  try {
    return await driver.deliver({ handOverId: newId<HandOverId>(), to: standing.redirectAllTo ?? to, from, message: marked(message) })
  } finally {
    await driver.close()
  }
}

/** Whoever finds it among their mail sees that it is none. */
function marked(message: OutboundMessage): OutboundMessage {
  const { content, language } = message
  return content.channel === 'email' ? { ...message, content: { ...content, subject: `${MARK[language]} ${content.subject}` } } : message
}

async function mailDriver(standing: StandingCarriers, sql: Sql, creditorId: CreditorId): Promise<MessageDriver | undefined> {
  const own = (await sealedAccountsOf(sql, [creditorId])).find(({ channel }) => channel === 'email')
  const text = own && unseal(standing.secretsKeys, own.sealed, aboutAccount(own))
  // Never by somebody else's account instead of one that no key opens.
  if (own && text === undefined) return undefined
  const settings = own && text !== undefined ? readAccount('email', JSON.parse(text) as Record<string, string>, standing.publicUrl ?? null) : standing
  const [first, ...others] = openDrivers({ ...settings, twilio: null, whatsapp: null }, LIMITS).email
  await Promise.all(others.map((other) => other.close()))
  return first ?? (standing.sandboxUrl === null ? undefined : sandboxMail(standing.sandboxUrl))
}

async function sandboxMail(url: string): Promise<MessageDriver> {
  const { email, sms, whatsapp, letter } = createSandboxDrivers({ url, folder: '', timeoutMs: LIMITS.timeoutMs, connections: 1 })
  await Promise.all([sms, whatsapp, letter].map((other) => other.close()))
  return email
}
