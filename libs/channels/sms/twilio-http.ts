/** What the Twilio SDK sends by: our exchange, which knows whether a request was written, and whose answer keeps its headers. */
import RequestClient from 'twilio/lib/base/RequestClient'
import type Response from 'twilio/lib/http/response'
import type { Exchange } from '../http-exchange'
import { NoSuccess } from '../no-success'

export class TwilioHttp extends RequestClient {
  constructor(private readonly exchange: Exchange) {
    super()
  }

  /** The host that the SDK has chosen is left out: the exchange has its own, with the path of a proxy in front of it. */
  override async request<T>({ method, uri, data = {}, params = {} }: RequestClient.RequestOptions): Promise<Response<T>> {
    const { pathname: path } = new URL(uri)
    const exchanged = await (method === 'get'
      ? this.exchange.get(`${path}?${formOf(params)}`)
      : this.exchange.post(path, formOf(data as object)))
    if (exchanged.kind !== 'answered' || exchanged.status < 200 || exchanged.status >= 300 || typeof exchanged.body !== 'object')
      throw new NoSuccess(exchanged)
    return {
      statusCode: exchanged.status,
      body: exchanged.body as T,
      headers: exchanged.headers,
      toString: () => `HTTP ${exchanged.status}`,
    }
  }
}

const formOf = (data: object): string =>
  new URLSearchParams(Object.entries(data).map(([name, value]): [string, string] => [name, String(value)])).toString()
