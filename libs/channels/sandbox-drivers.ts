/** The drivers of the sandbox carrier, one exchange of their own for each channel. */
import type { Drivers } from './driver'
import { sandboxEmail } from './email/sandbox-email'
import { sandboxLetter } from './letter/sandbox-letter'
import { openExchange } from './http-exchange'
import { sandboxSms } from './sms/sandbox-sms'
import { sandboxWhatsapp } from './whatsapp/sandbox-whatsapp'

export interface SandboxDriverOptions {
  readonly url: string
  /** Where letter batches are made. */
  readonly folder: string
  /** How long an answer may take before the outcome is unknown. */
  readonly timeoutMs?: number
  /** Requests in flight per channel. */
  readonly connections?: number
}

export function createSandboxDrivers({ url, folder, timeoutMs = 10_000, connections = 16 }: SandboxDriverOptions): Drivers {
  const options = { url, timeoutMs, connections }
  return {
    email: sandboxEmail(openExchange(options)),
    sms: sandboxSms(openExchange(options)),
    whatsapp: sandboxWhatsapp(openExchange(options)),
    letter: sandboxLetter(openExchange({ ...options, connections: 1 }), { folder, timeoutMs }),
  }
}
