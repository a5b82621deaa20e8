/** Somebody of the demo at their desk: logged in by their link, and asking the API as their browser would. */
import { randomUUID } from 'node:crypto'
import type { Creditor } from '#store'
import type { SessionView } from '../../api/session/session.dto'

export interface Desk {
  get<T>(path: string): Promise<T>
  /** Null where things stand otherwise by now, or it is over (409, 404). With `once` it is done a single time, however often a scene is played. */
  post<T = unknown>(path: string, body?: object, once?: string): Promise<T | null>
  put(path: string, body: object): Promise<void>
  /** Changes what was read, unless somebody did so in between. */
  edit<T>(path: string, change: (view: T) => object): Promise<void>
  upload<T>(path: string, csv: string, once?: string): Promise<T | null>
  leave(): Promise<void>
}

export async function takeDesk(url: string, creditor: Creditor, link: string): Promise<Desk> {
  const entered = await fetch(`${url}/v1/session/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: link.split('#token=')[1] }),
  })
  if (!entered.ok) throw await refusal('/v1/session/token', entered)
  const { csrf } = (await entered.json()) as SessionView
  const [cookie = ''] = (entered.headers.get('set-cookie') ?? '').split(';')
  const ask = (method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: string): Promise<Response> =>
    fetch(`${url}${path}`, { method, headers: { cookie, 'x-csrf-token': csrf, ...headers }, ...(body !== undefined && { body }) })
  const home = (path: string): string => (path.startsWith('/v1/') ? path : `/v1/creditors/${creditor.id}${path}`)
  const send = async <T>(method: string, path: string, type: string, body: string, once: string = randomUUID()): Promise<T | null> => {
    const answer = await ask(method, home(path), { 'content-type': type, 'idempotency-key': once.replaceAll(/\s/g, '-') }, body)
    if (answer.status === 409 || answer.status === 404) {
      await answer.arrayBuffer()
      return null
    }
    if (!answer.ok) throw await refusal(path, answer)
    const text = await answer.text()
    return (text === '' ? {} : JSON.parse(text)) as T
  }
  return {
    async get<T>(path: string) {
      const answer = await ask('GET', home(path))
      if (!answer.ok) throw await refusal(path, answer)
      return (await answer.json()) as T
    },
    post: (path, body = {}, once) => send('POST', path, 'application/json', JSON.stringify(body), once),
    async put(path, body) {
      await send('PUT', path, 'application/json', JSON.stringify(body))
    },
    async edit<T>(path: string, change: (view: T) => object) {
      const read = await ask('GET', home(path))
      const body = JSON.stringify(change((await read.json()) as T))
      const edited = await ask(
        'PATCH',
        home(path),
        { 'content-type': 'application/json', 'if-match': read.headers.get('etag') ?? '' },
        body,
      )
      if (!edited.ok) throw await refusal(path, edited)
    },
    upload: (path, csv, once) => send('POST', path, 'text/csv', csv, once),
    async leave() {
      await ask('DELETE', '/v1/session')
    },
  }
}

const refusal = async (path: string, answer: Response): Promise<Error> =>
  new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
