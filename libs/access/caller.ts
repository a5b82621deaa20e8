/** Caller: who a request is made by, a key or a person, for which creditors, and what they may do for each. */
import type { CreditorId } from '#domain'
import { includes, type Scope } from './scopes'

export interface Caller {
  readonly kind: 'key' | 'user'
  /** Of the key or the person: what their Idempotency-Keys, leases and changes are kept under. */
  readonly id: string
  /** What somebody who logged in came with; null for a key. Stale: that they are active was noted more than a minute ago. */
  readonly session: { readonly id: string; readonly csrf: string; readonly stale: boolean } | null
  readonly creditors: readonly CreditorId[]
  /** May make creditors. */
  readonly platform: boolean
  /** Null: what no creditor is named for. */
  scopesAt(creditor: CreditorId | null): readonly Scope[]
}

export const mayDo = (caller: Caller, scope: Scope, creditor: CreditorId | null): boolean => includes(caller.scopesAt(creditor), scope)

/** As the audit and records keep it. */
export const actorOf = ({ kind, id }: Caller): string => `${kind}:${id}`

/** The same caller, for the creditors that they may do this for. */
export const within = (caller: Caller, scope: Scope): Caller => ({
  ...caller,
  creditors: caller.creditors.filter((creditor) => mayDo(caller, scope, creditor)),
})
