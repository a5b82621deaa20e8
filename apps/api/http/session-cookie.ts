/** The cookie of a session: for our own pages alone, out of reach of their scripts, over TLS wherever there is any. */
import type { FastifyRequest } from 'fastify'

export const SESSION_COOKIE = 'tijdig_session'

export const sessionTokenOf = ({ headers: { cookie = '' } }: FastifyRequest): string | undefined =>
  cookie
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === SESSION_COOKIE)?.[1]

export const sessionCookie = (token: string, secure: boolean): string => `${SESSION_COOKIE}=${token}; ${attributes(secure)}`
export const noSessionCookie = (secure: boolean): string => `${SESSION_COOKIE}=; Max-Age=0; ${attributes(secure)}`

const attributes = (secure: boolean): string => `HttpOnly; SameSite=Strict; Path=/${secure ? '; Secure' : ''}`
