/** E-mail by SendGrid: one message per hand-over, whose id comes back in every event. */
import type { HandOverOutcome } from '#domain'
import { MailService } from '@sendgrid/mail'
import type { Delivery, MessageDriver } from '../driver'
import { fieldOf, listField, textField } from '../fields'
import { openExchange } from '../http-exchange'
import { NoSuccess } from '../no-success'
import { outcomeOf, type Reading } from '../outcome'
import { sendgridFailure } from './sendgrid-codes'
import { messageIdOf, SendgridHttp } from './sendgrid-http'

export interface SendgridOptions {
  readonly url: string
  readonly apiKey: string
  /** An address of a verified sender, with a name before it or without. */
  readonly from: string
  /** How long an answer may take before the outcome is unknown. */
  readonly timeoutMs: number
  /** Requests in flight. */
  readonly connections: number
}

/** The custom argument that holds the hand-over's id. */
export const HAND_OVER = 'hand_over'

/** The field that SendGrid complains of is its code; the places in its lists are left out. */
const SENDGRID: Reading = {
  reference: messageIdOf,
  code: ({ body }) => textField(listField(body, 'errors')[0], 'field')?.replace(/\.\d+/g, '').slice(0, 100),
  classify: sendgridFailure,
}

export function sendgridEmail({ url, apiKey, from, timeoutMs, connections }: SendgridOptions): MessageDriver {
  const exchange = openExchange({ url, timeoutMs, connections, headers: { authorization: `Bearer ${apiKey}` } })
  const mail = new MailService()
  mail.setClient(new SendgridHttp(exchange))
  return {
    carrier: 'sendgrid',
    connections,
    deliver: (delivery) => deliver(mail, from, delivery),
    check: async () =>
      outcomeOf(await exchange.post('/v3/mail/send', JSON.stringify(trial(from))), { ...SENDGRID, reference: () => 'checked' }),
    close: () => exchange.close(),
  }
}

/** A message to its own sender that SendGrid checks and, by its sandbox mode, never sends. */
function trial(from: string): object {
  const email = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from
  return {
    personalizations: [{ to: [{ email }] }],
    from: { email },
    subject: 'Tijdig',
    content: [{ type: 'text/plain', value: 'Tijdig' }],
    mail_settings: { sandbox_mode: { enable: true } },
  }
}

async function deliver(
  mail: MailService,
  from: string,
  { handOverId, to, from: creditor, message: { content }, documents = [] }: Delivery,
): Promise<HandOverOutcome> {
  // A mistake of ours, and proven unsent: nothing has been written yet.
  if (content.channel !== 'email' || typeof to !== 'string') return { kind: 'refused', failure: 'permanent', code: 'wrong-channel' }
  try {
    const [answer] = await mail.send({
      personalizations: [{ to, customArgs: { [HAND_OVER]: handOverId } }],
      from,
      replyTo: creditor,
      subject: content.subject,
      text: content.text,
      html: content.html,
      ...(documents.length > 0 && {
        attachments: documents.map(({ name, type, content: bytes }) => ({
          filename: name,
          type,
          content: bytes.toString('base64'),
          disposition: 'attachment',
        })),
      }),
      // A payment link must lead where the debtor sees it lead, and nobody's reading is watched.
      trackingSettings: { clickTracking: { enable: false, enableText: false }, openTracking: { enable: false } },
    })
    return { kind: 'accepted', carrierReference: textField(fieldOf(answer, 'headers'), 'x-message-id') ?? '' }
  } catch (fault) {
    // Whatever else the SDK stumbles over comes before it sends.
    return fault instanceof NoSuccess
      ? outcomeOf(fault.exchanged, SENDGRID)
      : { kind: 'refused', failure: 'window-or-template', code: 'not-composed' }
  }
}
