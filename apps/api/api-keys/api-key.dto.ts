/** API keys as callers make and see them; the token is in the first answer only. */
import { SCOPES, type Scope } from '#access'
import { At, Day, Flag, ManyOf, Text, Texts, Uuid, Uuids } from '../http/fields'
import type { ApiKeyRow } from '#store'

export class NewApiKeyBody {
  @Text({ max: 100, example: 'bookkeeping' }) name!: string
  @ManyOf(SCOPES, { example: ['debtors:read', 'imports:write'] }) scopes!: Scope[]
  @Uuids(1000, { description: 'the creditors it serves: some of those that your own key serves' }) creditors!: string[]
  @At({ optional: true, description: 'when it ends by itself' }) expiresAt?: string
}

export class MadeApiKeyView {
  @Uuid() readonly id!: string
  @Text({ nullable: true, description: 'shown once; null when the answer is repeated', example: 'tijdig_…' }) readonly token!: string | null
}

export class ApiKeyView {
  @Uuid() readonly id!: string
  @Text({ max: 100 }) readonly name!: string
  @Texts() readonly scopes!: readonly string[]
  @Uuids(1000) readonly creditors!: readonly string[]
  @Flag({ description: 'may make creditors' }) readonly platform!: boolean
  @At() readonly createdAt!: string
  @At({ nullable: true }) readonly expiresAt!: string | null
  @At({ nullable: true }) readonly revokedAt!: string | null
  @Day({ nullable: true, description: 'the last day it was used' }) readonly lastUsedOn!: string | null
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

export const apiKeyView = (row: ApiKeyRow): ApiKeyView => ({
  ...row,
  createdAt: new Date(row.createdAt).toISOString(),
  expiresAt: iso(row.expiresAt),
  revokedAt: iso(row.revokedAt),
})
