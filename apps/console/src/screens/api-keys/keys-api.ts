/** API keys as the API tells admins; a token is in the answer that made it, and nowhere else. */
import { usePages } from '../../api/pages'
import { clockNow } from '../../parts/clock'

export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly creditors: readonly string[]
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
  /** A day. */
  readonly lastUsedOn: string | null
}

export interface MadeKey {
  readonly id: string
  readonly token: string | null
}

export const useApiKeys = (): ReturnType<typeof usePages<ApiKey>> => usePages<ApiKey>(['api-keys'], '/v1/api-keys')

/** How its token begins, to find a key again where it is used: all of it but the secret. */
export const beginningOf = (id: string): string => `tijdig_${id.replaceAll('-', '')}_…`

export function stateOf({ revokedAt, expiresAt }: ApiKey): 'live' | 'revoked' | 'over' {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && Date.parse(expiresAt) <= clockNow() ? 'over' : 'live'
}
