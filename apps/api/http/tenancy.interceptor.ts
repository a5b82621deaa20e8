/** Every request under /v1 runs in one transaction that sees its creditor alone (rule 21); a POST once for each Idempotency-Key. */
import { createHash } from 'node:crypto'
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common'
import { defer, lastValueFrom, type Observable } from 'rxjs'
import type { CreditorId } from '#domain'
import type { BusinessClock } from '#pipeline'
import { beginIdempotent, keepAnswer, type Database, type IdempotentCall, type Sql } from '#store'
import { settingsOf, type ApiReply, type ApiRequest, type UploadedFile } from './api-request'
import { badRequest, conflict, invalidField } from './problem'
import { requireKnown } from './identity-first'
import { tellAudit } from './tell-audit'
import { TenantRequest } from './tenant-request'

export class TenancyInterceptor implements NestInterceptor {
  /** `database` as the tenant's role. */
  constructor(
    private readonly database: Database,
    private readonly clock: BusinessClock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<ApiRequest>()
    const reply = context.switchToHttp().getResponse<ApiReply>()
    return request.caller ? defer(() => this.run(request, reply, { action: context.getHandler().name, next })) : next.handle()
  }

  private async run(
    request: ApiRequest,
    reply: ApiReply,
    { action, next }: { readonly action: string; readonly next: CallHandler },
  ): Promise<unknown> {
    const { caller } = request
    if (!caller) throw new Error('no caller')
    const { creditor } = request.params as { creditor?: string }
    const creditorId = creditor === undefined ? null : (creditor.toLowerCase() as CreditorId)
    const answer = await this.database.tenantTransaction(creditorId === null ? caller.creditors : [creditorId], async (sql) => {
      await sql.query(`select set_config('tijdig.key', $1, true)`, [caller.id])
      request.tenant = new TenantRequest(sql, caller, this.clock(), creditorId, request.headers['if-match'])
      if (creditorId !== null) await requireKnown(request.tenant, request)
      const call = idempotentCall(request, caller.id)
      const work = request.tenant
      const handled = async (): Promise<unknown> => {
        const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined })
        await tellAudit(work, request, action, answer)
        return answer
      }
      return call ? once(sql, call, request.tenant, reply, handled) : handled()
    })
    const { tenant } = request
    if (tenant?.location != null) reply.header('location', tenant.location)
    if (tenant?.etag != null) reply.header('etag', tenant.etag)
    for (const work of tenant?.afterwards ?? []) work()
    return answer
  }
}

async function once(
  sql: Sql,
  call: IdempotentCall,
  tenant: TenantRequest,
  reply: ApiReply,
  handled: () => Promise<unknown>,
): Promise<unknown> {
  const state = await beginIdempotent(sql, call)
  switch (state.kind) {
    case 'in-flight':
      throw conflict('idempotency-key-in-flight', 'A request with this Idempotency-Key is being worked on: ask again in a moment.')
    case 'other-request':
      throw invalidField('Idempotency-Key', 'was used for another request: take a new one for each thing you want done')
    case 'repeated':
      reply.header('idempotency-replayed', 'true')
      tenant.location = state.kept.location
      return state.kept.answer
    case 'first': {
      const answer = await handled()
      await keepAnswer(sql, call, { location: tenant.location, answer: tenant.kept ?? answer ?? null })
      return answer
    }
  }
}

/** A POST that only asks keeps nothing. */
function idempotentCall(request: ApiRequest, callerId: string): IdempotentCall | null {
  if (request.method !== 'POST' || settingsOf(request).asks) return null
  const idempotencyKey = request.headers['idempotency-key']
  if (typeof idempotencyKey !== 'string' || idempotencyKey === '') {
    throw badRequest(
      'idempotency-key-required',
      'Send an Idempotency-Key, a new one for each thing you want done, so that a repetition does nothing twice.',
    )
  }
  if (!/^[\x21-\x7e]{8,200}$/.test(idempotencyKey))
    throw invalidField('Idempotency-Key', 'must have 8 to 200 visible characters, without spaces')
  return { callerId, idempotencyKey, route: `POST ${request.url}`, requestHash: hashOf(request.body) }
}

function hashOf(body: unknown): Buffer {
  const said = isUpload(body) ? body.sha256 : JSON.stringify(body ?? null)
  return createHash('sha256').update(said).digest()
}

export const isUpload = (body: unknown): body is UploadedFile =>
  typeof body === 'object' && body !== null && 'sha256' in body && 'path' in body
