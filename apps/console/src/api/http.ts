/** Requests to the API: JSON both ways, the session's CSRF token on what changes things, and a refusal thrown as a Problem. */
import { keepWall } from '../parts/clock'
import { newKey } from './ids'
import { startOf } from './file-start'
import { offline, Problem, problemIn } from './problem'

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  /** Sent as it is, instead of a body. */
  readonly file?: Blob
  /** What is answered is a file, with the name that the server gives it. */
  readonly forFile?: boolean
  readonly ifMatch?: string
  /** The same one when the same thing is asked again. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

export interface Answer<T> {
  readonly body: T
  readonly etag: string | null
}

const session: { csrf: string | null; onOver: (() => Promise<void>) | null; onRefused: () => void } = {
  csrf: null,
  onOver: null,
  onRefused: () => undefined,
}

export const keepCsrf = (csrf: string | null): void => {
  session.csrf = csrf
}
export const csrfNow = (): string => session.csrf ?? ''
/** What to do when the session is over: it resolves once somebody logged in again, and the request is repeated. */
export const whenSessionIsOver = (ask: () => Promise<void>): void => {
  session.onOver = ask
}

/** What to do when something of a creditor is refused or not there: one's role with them may have changed or ended. */
export const whenRefused = (look: () => void): void => {
  session.onRefused = look
}

/** Acts whose answer is awaited, by what they say. */
const underWay = new Map<string, Promise<Answer<unknown>>>()

/** What is pressed twice at once is one act, with one answer. */
export function askFully<T>(path: string, ask: Ask = {}): Promise<Answer<T>> {
  const { method = 'GET', body, signal } = ask
  if (method === 'GET' || signal) return repeated<T>(path, ask)
  const act = `${method} ${path} ${JSON.stringify(body)}`
  const answer = underWay.get(act) ?? repeated<T>(path, ask).finally(() => underWay.delete(act))
  underWay.set(act, answer)
  return answer as Promise<Answer<T>>
}

async function repeated<T>(path: string, ask: Ask): Promise<Answer<T>> {
  const idempotencyKey = ask.idempotencyKey ?? newKey()
  try {
    return await once<T>(path, ask, idempotencyKey)
  } catch (fault) {
    const isOver = fault instanceof Problem && fault.code === 'unauthorized' && path !== '/v1/session' && session.onOver !== null
    if (fault instanceof Problem && (fault.code === 'forbidden' || fault.code === 'not-found') && path.startsWith('/v1/creditors/'))
      session.onRefused()
    if (!isOver) throw fault
    await session.onOver?.()
    return once<T>(path, ask, idempotencyKey)
  }
}

export const ask = async <T>(path: string, options?: Ask): Promise<T> => (await askFully<T>(path, options)).body

/** Read just before, so that only the same is changed; answers what stood there, to be put back. */
export async function changeAsRead<T>(path: string, change: Pick<Ask, 'method' | 'body'>): Promise<T> {
  const { body, etag } = await askFully<T>(path)
  await ask(path, { ...change, ifMatch: etag ?? '' })
  return body
}

async function once<T>(
  path: string,
  { method = 'GET', body, file, forFile = false, ifMatch, signal }: Ask,
  idempotencyKey: string,
): Promise<Answer<T>> {
  const headers: Record<string, string> = { accept: forFile ? '*/*' : 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (file) headers['content-type'] = 'application/octet-stream'
  if (method === 'POST') headers['idempotency-key'] = idempotencyKey
  if (ifMatch !== undefined) headers['if-match'] = ifMatch
  if (method !== 'GET' && session.csrf !== null) headers['x-csrf-token'] = session.csrf
  const answer = await fetch(path, {
    method,
    headers,
    signal,
    credentials: 'same-origin',
    ...(file ? { body: file } : body !== undefined && { body: JSON.stringify(body) }),
  }).catch(async (fault: unknown) => {
    if (file) await startOf(file, 1)
    throw fault instanceof DOMException ? fault : offline()
  })
  keepWall(answer.headers.get('date'))
  if (!answer.ok) throw await problemIn(answer)
  const etag = answer.headers.get('etag')
  if (forFile) return { body: new File([await answer.blob()], nameIn(answer)) as T, etag }
  const text = await answer.text()
  return { body: (text === '' ? undefined : JSON.parse(text)) as T, etag }
}

const nameIn = (answer: Response): string =>
  decodeURIComponent(/filename\*?=(?:UTF-8'')?"?([^";]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? '')
