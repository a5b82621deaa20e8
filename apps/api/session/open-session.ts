/** Opens a session for somebody who proved who they are: its row, its cookie, and word of it in the audit of each creditor they serve. */
import { startSession } from '#access'
import { appendAuditOfUser, type Sql } from '#store'
import type { ApiSource } from '../api-source'
import type { ApiReply, ApiRequest } from '../http/api-request'
import { unauthorized } from '../http/problem'
import { sessionCookie } from '../http/session-cookie'
import { sessionView, type SessionView } from './session.dto'

export async function openSession(
  { clock }: ApiSource,
  sql: Sql,
  userId: string,
  request: ApiRequest,
  reply: ApiReply,
): Promise<SessionView> {
  const browser = (request.headers['user-agent'] ?? '').slice(0, 200)
  const { id, token, csrf } = await startSession(sql, userId, { address: request.ip, browser })
  await appendAuditOfUser(sql, userId, {
    actor: `user:${userId}`,
    action: 'session.start',
    subject: userId,
    detail: { session: id },
    at: clock(),
  })
  const view = await sessionView(sql, id, csrf, clock())
  if (!view) throw unauthorized()
  reply.header('set-cookie', sessionCookie(token, isSecure(request)))
  return view
}

export const isSecure = ({ protocol }: ApiRequest): boolean => protocol === 'https'
