/** What the carriers of creditors' own accounts sign their calls with: read again after a while, and never under another creditor's name. */
import type { CreditorId } from '#domain'
import { readAccount, unseal, type CarrierDoorSettings, type SecretsKeys } from '#settings'
import { allSealedAccounts, type Sql } from '#store'
import { aboutAccount } from './carrier-accounts'

export interface AccountDoor {
  readonly creditorId: CreditorId
  readonly keys: CarrierDoorSettings
}

const FRESH_MS = 30_000

/** One that no key opens verifies nothing. */
export function accountDoors(sql: Sql, secretsKeys: SecretsKeys, publicUrl: string | null): () => Promise<readonly AccountDoor[]> {
  let until = -Infinity
  let doors: readonly AccountDoor[] = []
  return async () => {
    if (secretsKeys.length === 0 || performance.now() < until) return doors
    doors = (await allSealedAccounts(sql)).flatMap((account) => {
      const text = unseal(secretsKeys, account.sealed, aboutAccount(account))
      return text === undefined
        ? []
        : [
            {
              creditorId: account.creditorId,
              keys: readAccount(account.channel, JSON.parse(text) as Record<string, string>, publicUrl).carrierDoors,
            },
          ]
    })
    until = performance.now() + FRESH_MS
    return doors
  }
}
