/** Agents at the call queue, as their screens speak to the API. */
import type { DeskSettings } from '#domain'
import type { Creditor } from '#store'
import type { ApiAnswer, ApiCaller } from './api'
import { addClaims, claimOf, rest, type PipeBench } from './pipe'

interface Claimed {
  readonly task: { readonly id: string; readonly contact: string; readonly debtor: string; readonly state: string } | null
  readonly lease: { readonly token: string; readonly expiresAt: string } | null
}
export interface Taken {
  readonly task: { readonly id: string; readonly contact: string }
  readonly lease: { readonly token: string }
}
export interface Held {
  readonly id: string
  readonly contact: string
  readonly debtor: string
  readonly token: string
}

export interface Desk {
  get<T = Record<string, unknown>>(path: string): Promise<T>
  post<T = Record<string, unknown>>(path: string, body: object, idempotencyKey?: string): Promise<ApiAnswer<T>>
}

export const deskOf = (caller: Pick<ApiCaller, 'call'>, creditor: Creditor): Desk => ({
  get: async <T>(path: string) => (await caller.call<T>('GET', `/v1/creditors/${creditor.id}${path}`)).body,
  post: <T>(path: string, body: object, idempotencyKey?: string) =>
    caller.call<T>('POST', `/v1/creditors/${creditor.id}${path}`, { body, ...(idempotencyKey !== undefined && { idempotencyKey }) }),
})

export interface Agents {
  claim(agent: string): Promise<Held | null>
  held(agent: string): Promise<Held>
  /** By whoever the desk is of, with that debtor on the line. */
  calledIn(debtor: string): Promise<Held>
  on(call: Held, act: string, body?: object): Promise<ApiAnswer>
  identified(call: Held): Promise<void>
  stateOf(call: Held): Promise<unknown>
}

export function agentsOf(desk: () => Desk): Agents {
  const claim = async (agent: string): Promise<Held | null> => {
    const {
      status,
      body: { task, lease },
    } = await desk().post<Claimed>('/call-tasks/claim', { agent })
    expect(status).toBe(200)
    return task && lease && { ...task, token: lease.token }
  }
  const on = (call: Held, act: string, body: object = {}): Promise<ApiAnswer> =>
    desk().post(`/call-tasks/${call.id}/${act}`, { token: call.token, ...body })
  return {
    claim,
    on,
    async held(agent) {
      const call = await claim(agent)
      if (!call) throw new Error('nobody is to be called')
      return call
    },
    async calledIn(debtor) {
      const {
        status,
        body: { task, lease },
      } = await desk().post<Taken>(`/debtors/${debtor}/called-in`, {})
      expect(status).toBe(200)
      return { id: task.id, contact: task.contact, token: lease.token, debtor }
    },
    async identified(call) {
      expect((await on(call, 'identity', { result: 'confirmed', methods: ['postcode-and-number', 'customer-number'] })).status).toBe(204)
    },
    stateOf: async ({ id }) => (await desk().get(`/call-tasks/${id}`)).state,
  }
}

export async function openCalls(bench: PipeBench, creditor: Creditor, count: number): Promise<void> {
  await addClaims(
    bench,
    creditor,
    Array.from({ length: count }, (_, n) =>
      claimOf(String(n), { phone: `+3161230${1000 + n}`, preferredChannel: 'call' }, { original: 10_000 + n, open: 10_000 + n }),
    ),
  )
  await rest(bench)
}

export async function setDesk({ database }: PipeBench, creditor: Creditor, desk: DeskSettings): Promise<void> {
  await database.query(`update creditor set profile = profile || jsonb_build_object('desk', $2::jsonb) where id = $1`, [
    creditor.id,
    JSON.stringify(desk),
  ])
}
