/** What a request carries on its way through the API, and what each route says of itself. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller, Scope } from '#access'
import type { TenantRequest } from './tenant-request'

/** `everyone`: also a stranger, who wants to become a caller; `signed-in`: any caller, whatever they may do. */
export type RouteScope = Scope | 'everyone' | 'signed-in'

export interface RouteSettings {
  /** What the caller must be allowed to do; every route under /v1 has one. */
  readonly scope?: RouteScope
  /** Of a POST that only asks: nothing is changed, so nothing is kept and no Idempotency-Key is needed. */
  readonly asks?: boolean
  /** Whoever makes its change tells the audit of it, with more than a route can say. */
  readonly audited?: boolean
  /** Tells nothing of what a debtor owes, so that it may be asked before anybody knows who is on the line. */
  readonly beforeIdentity?: boolean
  /** Of a GET: a file about many debtors, which the audit tells of. */
  readonly takenAway?: boolean
  /** Takes a file of any size up to the limit for files; the handler finds it on disk. */
  readonly upload?: boolean
}

/** A body that was written to disk while it came in. */
export interface UploadedFile {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
}

export interface ApiRequest extends FastifyRequest {
  caller?: Caller
  tenant?: TenantRequest
  /** Names that metrics and logs may show: the pattern of the route, never the address that was called. */
  rawBody?: Buffer
}
export type ApiReply = FastifyReply

export const settingsOf = (request: FastifyRequest): RouteSettings => request.routeOptions.config as RouteSettings
