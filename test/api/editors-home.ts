/** Editors of a creditor, as their pages speak to the API: a draft that is begun, saved and handed in, and a version that is moved on. */
import type { ApiAnswer, ApiCaller } from '../support/api'

export interface Draft {
  readonly id: string
  readonly definition: Record<string, unknown>
  readonly authors: readonly string[]
}

export interface Editors {
  /** By Anna. */
  begin(kind: string, name: string): Promise<Draft & { readonly address: string; readonly etag: string }>
  save(who: ApiCaller, address: string, ifMatch: string | undefined, definition: unknown): Promise<ApiAnswer<Draft>>
  handIn(who: ApiCaller, address: string): Promise<ApiAnswer<{ id: string; version: number; errors?: unknown }>>
  move(who: ApiCaller, version: string, to: 'approval' | 'publication'): Promise<ApiAnswer>
}

export function editorsOf(of: () => { readonly anna: ApiCaller; readonly home: string }): Editors {
  return {
    async begin(kind, name) {
      const { anna, home } = of()
      const begun = await anna.call<Draft>('POST', `${home}/configuration-drafts`, { body: { kind, name } })
      expect(begun.status).toBe(201)
      return { ...begun.body, address: `${home}/configuration-drafts/${begun.body.id}`, etag: begun.headers.get('etag') ?? '' }
    },
    save: (who, address, ifMatch, definition) =>
      who.call<Draft>('PUT', address, { body: { definition }, ...(ifMatch !== undefined && { ifMatch }) }),
    handIn: (who, address) => who.call('POST', `${address}/handing-in`),
    move: (who, version, to) => who.call('POST', `${of().home}/configuration-versions/${version}/${to}`),
  }
}

/** The status, and the state or what the problem is. */
export async function outcomeOf(answer: Promise<{ status: number; body: Record<string, unknown> }>): Promise<unknown> {
  const { status, body } = await answer
  return [status, body.state ?? String(body.type).split(':').at(-1)]
}
