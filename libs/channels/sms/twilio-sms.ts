/** SMS by Twilio: one message per hand-over, whose id comes back in the status callbacks. */
import type { HandOverOutcome } from '#domain'
import Twilio from 'twilio/lib/rest/Twilio'
import type { Delivery, MessageDriver } from '../driver'
import { download } from '../download'
import { codeField, textField } from '../fields'
import { openExchange } from '../http-exchange'
import { NoSuccess } from '../no-success'
import { outcomeOf, type Reading } from '../outcome'
import { smsFailure } from './failure-codes'
import { TwilioHttp } from './twilio-http'
import { lookUpAtTwilio } from './twilio-look-up'
import { HAND_OVER } from './twilio-words'

export interface TwilioOptions {
  readonly url: string
  readonly accountSid: string
  readonly authToken: string
  readonly from: { readonly address: string } | { readonly messagingService: string }
  /** Where carriers reach us; null: no status is called back. */
  readonly publicUrl: string | null
  /** How long an answer may take before the outcome is unknown. */
  readonly timeoutMs: number
  /** Requests in flight. */
  readonly connections: number
}

/** A message that waits longer at Twilio is given up there: by default it would for ten hours, and then ring in the night. */
const VALID_SECONDS = 3600

const TWILIO: Reading = {
  reference: ({ body }) => textField(body, 'sid'),
  code: ({ body }) => codeField(body, 'code'),
  classify: smsFailure,
}

export function twilioSms(options: TwilioOptions): MessageDriver {
  const { url, accountSid, authToken, timeoutMs, connections } = options
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  const exchange = openExchange({
    url,
    timeoutMs,
    connections,
    contentType: 'application/x-www-form-urlencoded',
    headers: { authorization, accept: 'application/json' },
  })
  // An empty environment: a variable meant for another program must not change the region, or log what is sent.
  // And asked for its part at once: it is loaded then, and not while the first message waits.
  const { messages } = new Twilio(accountSid, authToken, { httpClient: new TwilioHttp(exchange), env: {} })
  return {
    carrier: 'twilio',
    connections,
    deliver: (delivery) => deliver(messages, options, delivery),
    lookUp: (lost) => lookUpAtTwilio(messages, lost),
    // Of another account of ours it would be refused anyway.
    fetchFile: async (path, most) =>
      path.startsWith(`/2010-04-01/Accounts/${accountSid}/`)
        ? download(url.replace(/\/+$/, '') + path, { authorization, home: url, most, timeoutMs })
        : { kind: 'later' },
    // The newest message of the account: it needs what sending needs, and changes nothing.
    check: async () =>
      outcomeOf(await exchange.get(`/2010-04-01/Accounts/${accountSid}/Messages.json?PageSize=1`), {
        ...TWILIO,
        reference: () => 'checked',
      }),
    close: () => exchange.close(),
  }
}

async function deliver(
  messages: Twilio['messages'],
  { from, publicUrl }: TwilioOptions,
  { handOverId, to, message: { content } }: Delivery,
): Promise<HandOverOutcome> {
  // A mistake of ours, and proven unsent: nothing has been written yet.
  if (content.channel !== 'sms' || typeof to !== 'string') return { kind: 'refused', failure: 'permanent', code: 'wrong-channel' }
  try {
    const { sid } = await messages.create({
      to,
      body: content.text,
      validityPeriod: VALID_SECONDS,
      ...('address' in from ? { from: from.address } : { messagingServiceSid: from.messagingService }),
      ...(publicUrl !== null && { statusCallback: `${publicUrl}/webhooks/twilio/status?${HAND_OVER}=${handOverId}` }),
    })
    return sid ? { kind: 'accepted', carrierReference: sid } : { kind: 'unknown', code: 'unreadable-answer' }
  } catch (fault) {
    // Whatever else the SDK stumbles over came after a success: nobody knows.
    return fault instanceof NoSuccess ? outcomeOf(fault.exchanged, TWILIO) : { kind: 'unknown', code: 'unreadable-answer' }
  }
}
