/** @ApiRoute: what a route says of itself in one place: its scope, for the gatekeeper, and its answer, for the document. */
import { applyDecorators, type Type } from '@nestjs/common'
import { RouteConfig } from '@nestjs/platform-fastify'
import { ApiOperation, ApiResponse } from '@nestjs/swagger'
import type { RouteScope, RouteSettings } from './api-request'

export interface RouteDescription {
  readonly scope: RouteScope
  /** One line; with what must be known beyond it in `more`. */
  readonly summary: string
  readonly more?: string
  /** Status of success, 200 unless said; it must be the one that the route gives. */
  readonly status?: 200 | 201 | 202 | 204
  readonly answer?: Type | readonly [Type]
  /** What can go wrong here beside what can everywhere. */
  readonly problems?: Readonly<Record<number, string>>
  readonly asks?: boolean
  readonly audited?: boolean
  readonly upload?: boolean
  readonly beforeIdentity?: boolean
  readonly takenAway?: boolean
  /** Of an edit that needs no If-Match: it says all of what it sets, or ends, whatever that had become. */
  readonly outright?: boolean
  /** Of an edit that makes what is not there yet: then it needs no If-Match. */
  readonly makes?: boolean
}

const SAID: Partial<Record<RouteScope, string>> = { everyone: 'For everyone.', 'signed-in': 'For every caller.' }

export function ApiRoute({
  scope,
  summary,
  more,
  status = 200,
  answer,
  problems = {},
  asks = false,
  upload = false,
  outright = false,
  makes = false,
  audited = false,
  beforeIdentity = false,
  takenAway = false,
}: RouteDescription): MethodDecorator {
  const settings: RouteSettings = { scope, asks, upload, audited, beforeIdentity, takenAway }
  return applyDecorators(
    RouteConfig(settings),
    ApiOperation({
      summary,
      description: [
        more,
        audited && 'The audit tells what it changed.',
        takenAway && 'The audit tells who took it.',
        SAID[scope] ?? `Scope: \`${scope}\`.`,
      ]
        .filter(Boolean)
        .join('\n\n'),
      ...(asks && { 'x-asks': true }),
      ...(outright && { 'x-outright': true }),
      ...(makes && { 'x-makes': true }),
      ...(scope === 'everyone' && { 'x-everyone': true }),
    }),
    ApiResponse({
      status,
      description: 'Done.',
      ...(Array.isArray(answer) ? { type: [answer[0] as Type] } : answer && { type: answer as Type }),
    }),
    ...Object.entries({ ...(upload && { 415: 'None of the content types of a file.' }), ...problems }).map(([code, description]) =>
      ApiResponse({ status: Number(code), description }),
    ),
  )
}
