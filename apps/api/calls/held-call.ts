/** The call that a request is about, and whose it is. */
import type { CallTaskId } from '#domain'
import { readCallCard, type CallCard, type CallKey } from '#store'
import { conflict, invalidField, notFound } from '../http/problem'
import type { TenantRequest } from '../http/tenant-request'

export const NOT_HELD = { 409: 'The call is not yours under this token any more.' }

export const notHeld = (): Error =>
  conflict('call-not-held', 'This call is not yours under this token: it went back to the queue, was taken over, or is over.')

export const keyOf = <Token extends string | null>(
  { creditorId }: TenantRequest,
  { id }: Pick<CallCard, 'id'>,
  token: Token,
): Omit<CallKey, 'token'> & { token: Token } => ({ creditorId, taskId: id as CallTaskId, token })

export async function found({ sql, creditorId }: TenantRequest, task: string): Promise<CallCard> {
  const card = await readCallCard(sql, creditorId, task)
  if (!card) throw notFound('call')
  return card
}

/** A key works for many agents and names one; a person is one. */
export function agentOf({ caller }: TenantRequest, given: string | undefined): string {
  if (caller.kind === 'user') return caller.id
  if (given === undefined) throw invalidField('/agent', 'says who asks')
  return given
}
