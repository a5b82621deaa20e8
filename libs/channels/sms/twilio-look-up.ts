/** What Twilio holds of a message whose answer was lost: it keeps no id of ours, but knows the number and the words. */
import type Twilio from 'twilio/lib/rest/Twilio'
import type { HeldMessage, LookUpAnswer, LostHandOver } from '../driver'
import { UNKNOWN_CODE } from '../outcome'
import { smsFailure } from './failure-codes'
import { TWILIO_STATUSES } from './twilio-words'

/** The most that a page holds; who has had more messages than this is for a person to look at. */
const PAGE = 1000

/** Not by the day of sending: a message that still waits in their queue has none. */
export async function lookUpAtTwilio(messages: Twilio['messages'], { to, content }: LostHandOver): Promise<LookUpAnswer> {
  if (content.channel !== 'sms' || typeof to !== 'string') return { held: [], complete: false }
  try {
    const { instances, nextPageUrl } = await messages.page({ to, pageSize: PAGE })
    const outbound = instances.filter(({ direction }) => direction !== 'inbound')
    // A trial account puts words of its own in front of ours; one that keeps no words shows none.
    const held = outbound.filter(({ body }) => body.endsWith(content.text)).map(heldOf)
    return { held, complete: nextPageUrl === undefined && outbound.every(({ body }) => body !== '') }
  } catch {
    return 'silent'
  }
}

function heldOf({
  sid,
  status,
  errorCode,
}: {
  readonly sid: string
  readonly status: string
  readonly errorCode: number | null
}): HeldMessage {
  const known = TWILIO_STATUSES[status] ?? 'accepted'
  if (known !== 'failed') return { reference: sid, status: known, failure: null, code: null }
  const code = String(errorCode ?? status)
  return { reference: sid, status: known, failure: smsFailure(code) ?? UNKNOWN_CODE, code }
}
