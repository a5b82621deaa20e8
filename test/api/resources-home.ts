/** The core resources of a creditor as a customer's own system writes and reads them over the API. */
import type { ApiCaller } from '../support/api'
import type { PipeBench } from '../support/pipe'

export interface Listed<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

export interface Resources {
  /** Throws where it is refused. */
  post<T = { id: string }>(path: string, body?: unknown): Promise<T>
  get<T>(path: string): Promise<T>
  /** As it was read a moment before; answers the status. */
  edit(method: string, path: string, body?: unknown): Promise<number>
  /** With an e-mail address. */
  addDebtor(reference: string): Promise<string>
}

export const claim = (debtorId: string, reference: string): object => ({
  debtorId,
  reference,
  dueOn: '2027-01-07',
  issuedOn: '2026-12-24',
  original: '125.00',
  invoiceNumber: `F-${reference}`,
})

export function resourcesOf(of: () => { readonly bench: PipeBench; readonly caller: ApiCaller; readonly home: string }): Resources {
  async function post<T = { id: string }>(path: string, body?: unknown): Promise<T> {
    const { bench, caller, home } = of()
    const answer = await caller.call<T>('POST', `${home}${path}`, { body })
    if (answer.status >= 300)
      throw new Error(
        `${path}: ${answer.status} ${JSON.stringify(answer.body)} ${JSON.stringify(bench.told.filter(({ level }) => level === 'error'))}`,
      )
    return answer.body
  }
  return {
    post,
    get: async <T>(path: string) => (await of().caller.call<T>('GET', `${of().home}${path}`)).body,
    async edit(method, path, body) {
      const { caller, home } = of()
      const ifMatch = (await caller.call('GET', `${home}${path}`)).headers.get('etag') ?? ''
      return (await caller.call(method, `${home}${path}`, { body, ifMatch })).status
    },
    async addDebtor(reference) {
      const { id } = await post('/debtors', { reference, kind: 'consumer', name: `Modelman ${reference}` })
      await post(`/debtors/${id}/contact-points`, { channel: 'email', address: `${reference.toLowerCase()}@voorbeeld.example` })
      return id
    },
  }
}
