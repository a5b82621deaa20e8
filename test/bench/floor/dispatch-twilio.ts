/** Floor of dispatch by Twilio: its SDK as it is shipped, in a loop of as many requests in flight; nothing is read, decided or kept. */
import RequestClient from 'twilio/lib/base/RequestClient'
import type Response from 'twilio/lib/http/response'
import Twilio from 'twilio/lib/rest/Twilio'
import { runSide, timed } from '../side'
import { LANES } from './dispatch-contacts'

const ACCOUNT = 'AC0123456789abcdef0123456789abcdef'
const WORDS = 'Beste A. Voorbeeldsma, factuur F-1 van € 125,00 staat nog open. Wilt u die betalen, of ons bellen?'

/** The SDK knows one host only; its own client does all the rest. */
class Loopback extends RequestClient {
  constructor(private readonly carrier: string) {
    super()
  }

  override request<T>(options: RequestClient.RequestOptions): Promise<Response<T>> {
    return super.request<T>({ ...options, uri: this.carrier + new URL(options.uri).pathname })
  }
}

void runSide(async ({ n, told }) => {
  const { messages } = new Twilio(ACCOUNT, 'bench-token', { httpClient: new Loopback(String(told.carrier)), env: {} })
  let next = 0
  let taken = 0
  const lane = async (): Promise<void> => {
    for (let number = next++; number < n; number = next++) {
      const { sid } = await messages.create({
        to: `+316${String(number).padStart(8, '0')}`,
        from: '+3197010200300',
        body: WORDS,
        validityPeriod: 3600,
        statusCallback: `https://bench.example/webhooks/twilio/status?handOver=${number}`,
      })
      if (sid) taken++
    }
  }
  const measured = await timed(async () => {
    await Promise.all(Array.from({ length: LANES }, lane))
    return taken
  })
  return { ...measured, problems: taken === n ? [] : [`floor: ${taken} of ${n} taken`] }
})
