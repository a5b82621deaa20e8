/** One message to whoever writes it, over the account by which the creditor's messages leave; no contact, and nothing of it is kept. */
import { createSandboxDrivers, type MessageDriver } from '#channels'
import type { CreditorId, HandOverId, HandOverOutcome, OutboundMessage } from '#domain'
import { readAccount, unseal, type SecretsKeys } from '#settings'
import { newId, sealedAccountsOf, sendersOf, type AccountChannel, type Sql } from '#store'
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
  readonly channel: AccountChannel
  readonly message: OutboundMessage
  readonly to: string
}

const LIMITS: DriverLimits = { timeoutMs: 10_000, connections: 1 }
const MARK = { nl: '[Proef]', en: '[Test]' }

/** Null: nothing to send by, or no address to send from. */
export async function sendTest(
  standing: StandingCarriers,
  sql: Sql,
  { creditorId, channel, message, to }: TestMessage,
): Promise<HandOverOutcome | null> {
  const from = (await sendersOf(sql, creditorId)).find((sender) => sender.channel === channel)?.address
  const driver = from === undefined ? undefined : await driverOf(standing, sql, creditorId, channel)
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
  const mark = (text: string): string => `${MARK[language]} ${text}`
  if (content.channel === 'email') return { ...message, content: { ...content, subject: mark(content.subject) } }
  if (content.channel === 'sms' || (content.channel === 'whatsapp' && content.kind === 'text'))
    return { ...message, content: { ...content, text: mark(content.text) } }
  // The approved words stand: what fills their first place carries the mark.
  if (content.channel === 'whatsapp')
    return {
      ...message,
      content: {
        ...content,
        parameters: content.parameters.map((one, place) => (place === 0 ? mark(one) : one)),
        text: mark(content.text),
      },
    }
  return message
}

async function driverOf(
  standing: StandingCarriers,
  sql: Sql,
  creditorId: CreditorId,
  channel: AccountChannel,
): Promise<MessageDriver | undefined> {
  const own = (await sealedAccountsOf(sql, [creditorId])).find((account) => account.channel === channel)
  const text = own && unseal(standing.secretsKeys, own.sealed, aboutAccount(own))
  // Never by somebody else's account instead of one that no key opens.
  if (own && text === undefined) return undefined
  const settings =
    own && text !== undefined ? readAccount(channel, JSON.parse(text) as Record<string, string>, standing.publicUrl ?? null) : standing
  const opened = openDrivers(settings, LIMITS)
  const [first] = opened[channel]
  await Promise.all(
    Object.values(opened)
      .flat()
      .filter((other) => other !== first)
      .map((other) => other.close()),
  )
  return first ?? (standing.sandboxUrl === null ? undefined : sandboxDriver(standing.sandboxUrl, channel))
}

async function sandboxDriver(url: string, channel: AccountChannel): Promise<MessageDriver> {
  const drivers = createSandboxDrivers({ url, folder: '', timeoutMs: LIMITS.timeoutMs, connections: 1 })
  await Promise.all(
    (['email', 'sms', 'whatsapp', 'letter'] as const).filter((name) => name !== channel).map((name) => drivers[name].close()),
  )
  return drivers[channel]
}
