/** A sandbox carrier on a driven clock, somebody who takes its callbacks, and the drivers that reach it. */
import { join } from 'node:path'
import { createSandboxDrivers, type Drivers } from '#channels'
import { startCallbackReceiver, startCarrier, type CallbackReceiver, type CarrierOptions, type RunningCarrier } from './carrier'

export interface Play {
  readonly carrier: RunningCarrier
  readonly receiver: CallbackReceiver
  readonly drivers: Drivers
}

const plays: Play[] = []

/** `timeoutMs`: how long a driver waits for an answer, for plays in which the carrier keeps silent. */
export async function startPlay({ timeoutMs = 30_000, ...options }: CarrierOptions & { readonly timeoutMs?: number }): Promise<Play> {
  const receiver = await startCallbackReceiver()
  const carrier = await startCarrier({ clock: 'driven', callbackUrl: receiver.url, callbackSecret: receiver.secret, ...options })
  const drivers = createSandboxDrivers({ url: carrier.url, folder: join(carrier.folder, 'batches'), timeoutMs })
  const play = { carrier, receiver, drivers }
  plays.push(play)
  return play
}

/** For `afterEach`. */
export async function endPlays(): Promise<void> {
  for (const { carrier, receiver, drivers } of plays.splice(0)) {
    await Promise.all([drivers.email, drivers.sms, drivers.whatsapp, drivers.letter].map((driver) => driver.close()))
    await carrier.stop()
    await receiver.close()
  }
}
