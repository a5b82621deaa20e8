/** Asks every account that is connected one harmless question, and says in words what is wrong. */
import type { MessageDriver } from '#channels'
import type { HandOverOutcome } from '#domain'
import { readAccount, unseal, type SecretsKeys } from '#settings'
import type { SealedAccount } from '#store'
import { aboutAccount } from './carrier-accounts'
import { openDrivers, type Connected } from './open-drivers'

/** What is wrong, for whoever says it in other words. */
export const CARRIER_FAULTS = ['unknown', 'busy', 'unreachable', 'account', 'refused', 'no-key'] as const
export type CarrierFault = (typeof CARRIER_FAULTS)[number]

export interface CheckedCarrier {
  readonly account: string
  readonly works: boolean
  /** The carrier's own, or that of the network. */
  readonly code: string | null
  /** Null: it works. */
  readonly fault: CarrierFault | null
  readonly says: string
}

export interface ToCheck extends Connected {
  readonly secretsKeys: SecretsKeys
  readonly accounts: readonly (SealedAccount & { readonly creditor: string })[]
}

const LIMITS = { timeoutMs: 10_000, connections: 1 }

export async function checkCarriers({ secretsKeys, accounts, ...environment }: ToCheck): Promise<CheckedCarrier[]> {
  const checked = await checkAll(environment, '')
  for (const account of accounts) {
    const whose = `:${account.name} of ${account.creditor}`
    const text = unseal(secretsKeys, account.sealed, aboutAccount(account))
    if (text === undefined)
      checked.push({
        account: `${account.channel}${whose}`,
        works: false,
        code: 'no-key',
        fault: 'no-key',
        says: 'no key of TIJDIG_SECRETS_KEY opens it',
      })
    else
      checked.push(
        ...(await checkAll(readAccount(account.channel, JSON.parse(text) as Record<string, string>, environment.publicUrl ?? null), whose)),
      )
  }
  return checked
}

async function checkAll(connected: Connected, whose: string): Promise<CheckedCarrier[]> {
  const drivers = Object.values(openDrivers(connected, LIMITS)).flat()
  return Promise.all(drivers.map((driver) => checkOne(driver, whose)))
}

async function checkOne(driver: MessageDriver, whose: string): Promise<CheckedCarrier> {
  try {
    const outcome = (await driver.check?.()) ?? { kind: 'unknown' as const, code: 'no-check' }
    return {
      account: driver.carrier + whose,
      works: outcome.kind === 'accepted',
      code: outcome.kind === 'accepted' ? null : outcome.code,
      ...said(outcome),
    }
  } finally {
    await driver.close()
  }
}

function said(outcome: HandOverOutcome): Pick<CheckedCarrier, 'fault' | 'says'> {
  switch (outcome.kind) {
    case 'accepted':
      return { fault: null, says: 'works' }
    case 'unknown':
      return { fault: 'unknown', says: `answered nothing that can be read (${outcome.code}): is the base URL that of the carrier?` }
    case 'later':
      if (outcome.failure === 'rate-limit')
        return { fault: 'busy', says: `asks to come back later (${outcome.code}): the account is busy, or over its limit` }
      return { fault: 'unreachable', says: `cannot be reached (${outcome.code}): look at the base URL and the network` }
    case 'refused':
      if (outcome.failure === 'account')
        return {
          fault: 'account',
          says: `refuses the account (${outcome.code}): wrong or withdrawn credentials, a missing permission, or a sender that is not theirs`,
        }
      return { fault: 'refused', says: `refuses what it was sent (${outcome.code}): look at the sender` }
  }
}
