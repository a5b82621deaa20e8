/** Which driver carries a message: the first that is not resting of those the creditor's channel leaves by; one choice for a whole chunk. */
import type { Drivers, MessageDriver } from '#channels'
import type { Channel, CreditorId } from '#domain'
import { quietSender, type Database, type SenderKey } from '#store'
import type { CarrierAccounts } from './carriers/carrier-accounts'

export type DriverChoice = (creditorId: CreditorId, channel: Channel) => MessageDriver

export interface Carriers {
  readonly drivers: Drivers
  readonly accounts: CarrierAccounts
  readonly redirectAllTo: string | null
}

export async function chooseDrivers(pipe: Carriers, attempts: readonly { readonly creditorId: CreditorId }[]): Promise<DriverChoice> {
  await pipe.accounts.load(attempts.map(({ creditorId }) => creditorId))
  const chosen = new Map<string, MessageDriver>()
  return (creditorId, channel) => {
    const key = `${creditorId} ${channel}`
    const driver = chosen.get(key) ?? awake(driversOf(pipe, creditorId, channel))
    chosen.set(key, driver)
    return driver
  }
}

/** During trials everything is an e-mail. */
export function driversOf(
  { drivers, accounts, redirectAllTo }: Carriers,
  creditorId: CreditorId,
  channel: Channel,
): readonly [MessageDriver, ...MessageDriver[]] {
  if (redirectAllTo !== null) return [drivers.email]
  if (channel === 'letter' || channel === 'call') throw new Error(`a ${channel} does not travel on the belt`)
  const [first = drivers[channel], ...others] = accounts.of(creditorId, channel, drivers[channel])
  return [first, ...others]
}

const awake = (drivers: readonly [MessageDriver, ...MessageDriver[]]): MessageDriver =>
  drivers.find((driver) => driver.isResting?.() !== true) ?? drivers[0]

const RESTING_SECONDS = 60

/** Nothing of a sender leaves while its only account rests, by whatever worker; where another may take over, it does with the next chunk. */
export async function restWith(pipe: Carriers & { readonly database: Database }, sender: SenderKey): Promise<void> {
  if (awake(driversOf(pipe, sender.creditorId, sender.channel)).isResting?.() === true)
    await quietSender(pipe.database, sender, RESTING_SECONDS)
}
