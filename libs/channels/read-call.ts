/** Reads a call that was kept, whichever carrier it came from. */
import type { CarrierCallback, Instant } from '#domain'
import { unpackCall } from './carrier-call'
import { parseSendgridEvents } from './email/sendgrid-callbacks'
import { parseSendgridInbound } from './email/sendgrid-inbound'
import { parseSandboxCallback } from './sandbox/callback'
import { parseTwilioInbound, parseTwilioStatus } from './sms/twilio-callbacks'
import { parseCloudCalls } from './whatsapp/cloud-callbacks'

const CALL_SOURCES = ['twilio-status', 'twilio-inbound', 'sendgrid-events', 'sendgrid-inbound', 'whatsapp'] as const
/** The door that a call came in by, the sandbox's apart, whose calls are kept as they are. */
export type CallSource = (typeof CALL_SOURCES)[number]

/** Throws where nothing can be read of it, and never says what was in it. */
export function readCall(source: string, kept: Buffer, receivedAt: Instant): CarrierCallback[] {
  if (source === 'sandbox') return [parseSandboxCallback(kept)]
  if (!isSource(source)) throw new Error('a call by a door that is not ours')
  const call = unpackCall(kept)
  switch (source) {
    case 'twilio-status':
      return parseTwilioStatus(call, receivedAt)
    case 'twilio-inbound':
      return parseTwilioInbound(call, receivedAt)
    case 'sendgrid-events':
      return parseSendgridEvents(call)
    case 'sendgrid-inbound':
      return parseSendgridInbound(call, receivedAt)
    case 'whatsapp':
      return parseCloudCalls(call, receivedAt)
  }
}

const isSource = (name: string): name is CallSource => CALL_SOURCES.some((source) => source === name)
