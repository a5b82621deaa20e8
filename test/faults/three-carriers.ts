/** Twilio, SendGrid and Meta as the carriers' side: they answer too many, break, lose answers, go away, and call back twice and in no order. */
import { addDays, type ImportedDebtor, type LocalDate } from '#domain'
import { callAsMeta, callAsSendgrid, callAsTwilio } from '../support/carriers/calls'
import { startCloudSimulator } from '../support/carriers/cloud-simulator'
import { startSendgridSimulator } from '../support/carriers/sendgrid-simulator'
import { CARRIERS, PUBLIC_URL } from '../support/carriers/settings'
import type { SeenMessage, StandIn, Weather } from '../support/carriers/stand-in'
import { startTwilioSimulator } from '../support/carriers/twilio-simulator'
import { callingBack, type CallingBack, type News } from './calling-back'
import { mobile, type CarrierSide, type OpenCarrierSide } from './carrier-side'

const LATENCY_MS = 60
const AWAY_MS = 800
/** What becomes of each carrier's messages, by their turn; of the others it is their recipient who decides. */
const EVERY = 40
const BY_TURN: Readonly<Record<number, string>> = {
  3: 'reset-unaccepted',
  7: 'error',
  11: 'reset',
  15: 'error-accepted',
  19: 'garbled',
  29: 'silent',
  33: 'silent-accepted',
}
/** Rarer, for it quiets the whole sender. */
const BUSY_EVERY = 400
const BUSY = 23

export const openThreeCarriers: OpenCarrierSide = async (_folder, door) => {
  const state = { calm: false }
  const calls = [
    // Twilio does not call a second time when the first was not taken.
    callingBack(false, (news) =>
      Promise.all(news.map(async (one) => ((await toTwilioStatus(door, one)) ? [] : [one]))).then((left) => left.flat()),
    ),
    callingBack(true, async (news) => ((await toSendgridEvents(door, news)) ? [] : news)),
    callingBack(true, async (news) => ((await toMetaStatuses(door, news)) ? [] : news)),
  ] as const
  const carriers = [
    await startTwilioSimulator(weather(state, calls[0])),
    await startSendgridSimulator(weather(state, calls[1])),
    await startCloudSimulator(weather(state, calls[2])),
  ] as const
  const [twilio, sendgrid, cloud] = carriers
  const named: readonly (readonly [string, StandIn<unknown>, CallingBack])[] = [
    ['Twilio', twilio, calls[0]],
    ['SendGrid', sendgrid, calls[1]],
    ['WhatsApp', cloud, calls[2]],
  ]
  let turn = 0
  return {
    // Nobody listens there: no message may leave by the sandbox.
    settings: {
      ...CARRIERS,
      TIJDIG_SANDBOX_URL: 'http://127.0.0.1:9',
      TIJDIG_SANDBOX_SECRET: 'nobody-signs-with-this',
      TWILIO_BASE_URL: twilio.url,
      SENDGRID_BASE_URL: sendgrid.url,
      WHATSAPP_BASE_URL: cloud.url,
    },
    reach,
    inFlight: () => Promise.resolve(carriers.reduce((sum, carrier) => sum + carrier.inFlight(), 0)),
    accepted: () =>
      Promise.resolve(
        carriers.flatMap(({ seen }) =>
          (seen as readonly SeenMessage<unknown>[]).flatMap(({ reference, handOverId }) => (reference === null ? [] : [handOverId])),
        ),
      ),
    violations: () => carriers.flatMap(({ violations }) => violations),
    tally: () =>
      named.map(
        ([name, { seen, became }, { called }]) =>
          `${name.padEnd(9)} ${seen.length} requests, ${seen.filter(({ reference }) => reference !== null).length} accepted (${[...became]
            .sort()
            .map(([word, times]) => `${word} ${times}`)
            .join(', ')}); called back ${called()} statuses`,
      ),
    goAway: () => carriers[turn++ % carriers.length]?.goAway(AWAY_MS) ?? Promise.resolve(),
    async calmDown() {
      state.calm = true
      const untold = await Promise.all(named.map(async ([name, , calling]) => [name, await calling.end()] as const))
      return untold.flatMap(([name, left]) => (left > 0 ? [`the door did not take ${left} statuses of ${name}`] : []))
    },
    async close() {
      await Promise.all(calls.map((calling) => calling.stop()))
      await Promise.all(carriers.map((carrier) => carrier.close()))
    },
  } satisfies CarrierSide
}

function weather(state: { readonly calm: boolean }, calls: CallingBack): Weather<unknown> {
  let turn = 0
  return {
    latencyMs: LATENCY_MS,
    next() {
      const place = turn++
      if (state.calm) return undefined
      return place % BUSY_EVERY === BUSY ? 'busy' : BY_TURN[place % EVERY]
    },
    accepted: (message) => calls.tell(message),
  }
}

/** In turn by SMS, e-mail and WhatsApp; of each sixty, one on every channel is refused. */
function reach(index: number, today: LocalDate): Partial<ImportedDebtor> {
  const isRefused = index % 60 < 3
  const number = isRefused ? `+316${String(Math.floor(index / 60)).padStart(3, '0')}99001` : mobile(index)
  switch (index % 3) {
    case 0:
      return { sms: number, preferredChannel: 'sms' }
    case 1:
      return { email: `${isRefused ? 'refused' : 'klant'}+${index}@voorbeeld.example` }
    default:
      return { whatsapp: { number, consentedOn: addDays(today, -200) }, preferredChannel: 'whatsapp' }
  }
}

const isTaken = ({ status }: { readonly status: number }): boolean => status < 300

const toTwilioStatus = async (door: string, { message: { reference, message }, status }: News): Promise<boolean> =>
  isTaken(
    await callAsTwilio(door, String((message as Readonly<Record<string, unknown>>).StatusCallback).slice(PUBLIC_URL.length), {
      MessageSid: reference ?? '',
      MessageStatus: status,
    }),
  )

async function toSendgridEvents(door: string, news: readonly News[]): Promise<boolean> {
  const events = news.map(({ message: { handOverId, reference }, status, seconds }) => {
    const event = status === 'sent' ? 'processed' : 'delivered'
    return {
      event,
      email: 'klant@voorbeeld.example',
      sg_event_id: `${event}-${reference}`,
      sg_message_id: `${reference}.filter`,
      timestamp: seconds,
      hand_over: handOverId,
    }
  })
  return isTaken(await callAsSendgrid(door, '/webhooks/sendgrid/events', JSON.stringify(events), Date.now()))
}

async function toMetaStatuses(door: string, news: readonly News[]): Promise<boolean> {
  const statuses = news.map(({ message: { handOverId, reference }, status, seconds }) => ({
    id: reference,
    status,
    timestamp: String(seconds),
    recipient_id: '31610000000',
    biz_opaque_callback_data: handOverId,
  }))
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '31101234567', phone_number_id: CARRIERS.WHATSAPP_PHONE_NUMBER_ID },
    statuses,
  }
  return isTaken(
    await callAsMeta(
      door,
      JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] }),
    ),
  )
}
