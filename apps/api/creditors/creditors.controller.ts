/** /v1/creditors: who the reminders are from; made in shadow, released when its first decisions look right. */
import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { decimal, parseCents, type CreditorId, type DebtorKind } from '#domain'
import { Rulebooks } from '#pipeline'
import {
  addCreditorToApiKey,
  editCreditor,
  insertCreditor,
  listCreditorRecords,
  lockCreditor,
  newId,
  previewRelease,
  readCreditorRecord,
  releaseFromShadow,
  stopCreditor,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { conflict, forbidden, invalidField, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import {
  CreditorChanges,
  CreditorView,
  creditorView,
  editableCreditor,
  MadeView,
  NewCreditorBody,
  PlannedView,
  type SenderBody,
} from './creditor.dto'

@Controller('v1/creditors')
@ApiTags('Creditors')
export class CreditorsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({
    scope: 'creditors:read',
    summary: 'List creditors',
    more: 'Those that the key serves, the oldest first.',
    answer: pageOf(CreditorView),
  })
  async listCreditors(@Tenant() { sql }: TenantRequest, @Query() { limit, cursor }: PageQuery): Promise<Page<CreditorView>> {
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(await listCreditorRecords(sql, after as string | null, limit + 1), limit, creditorView, (row) => [row.id])
  }

  @Post()
  @ApiRoute({
    scope: 'creditors:write',
    summary: 'Make a creditor, in shadow',
    status: 201,
    answer: MadeView,
    more: 'Only with a key of the platform, which serves the new creditor from then on. In shadow it decides and shows, and sends nothing.',
    problems: { 409: 'There is one of that code already.' },
  })
  async makeCreditor(@Tenant() tenant: TenantRequest, @Body() body: NewCreditorBody): Promise<MadeView> {
    if (!tenant.caller.platform) throw forbidden('Only a key or an admin of the platform makes creditors.')
    const { code, name, profile, policy = 'nl-reference', strategies = { consumer: 'consumer', business: 'business' } } = body
    const senders = Object.fromEntries(
      sendersOf(body.senders).map(({ channel, address, pacePerSecond }) => [channel, { address, pacePerSecond }]),
    )
    const id = newId<CreditorId>()
    await this.refuseUnpublished(id, policy, strategies)
    // First: a key that serves an id nobody has is harmless, a creditor that its maker cannot see is not.
    if (tenant.caller.kind === 'key') await addCreditorToApiKey(this.source.database, tenant.caller.id, id)
    await tenant.alsoSee(id)
    if (!(await insertCreditor(tenant.sql, id, { code, name, profile, policy, strategies, senders, createdAt: tenant.now }))) {
      throw conflict('code-taken', 'There is a creditor of that code already.')
    }
    return tenant.created(`/v1/creditors/${id}`, { id })
  }

  @Get(':creditor')
  @ApiRoute({ scope: 'creditors:read', summary: 'Read a creditor', answer: CreditorView })
  async readCreditor(@Tenant() tenant: TenantRequest): Promise<CreditorView> {
    const view = await this.view(tenant)
    return tenant.tagged(view, editableCreditor(view))
  }

  @Patch(':creditor')
  @ApiRoute({
    scope: 'creditors:write',
    summary: 'Change a creditor',
    more: 'Name, profile, senders and costs; what is left out stays.',
    answer: CreditorView,
  })
  async changeCreditor(@Tenant() tenant: TenantRequest, @Body() changes: CreditorChanges): Promise<CreditorView> {
    await lockCreditor(tenant.sql, tenant.creditorId)
    tenant.requireMatch(editableCreditor(await this.view(tenant)))
    const { name, profile, senders = [], costs = [] } = changes
    refuseTwice('costs', costs)
    await editCreditor(tenant.sql, tenant.creditorId, {
      ...(name !== undefined && { name }),
      ...(profile && { profile }),
      senders: sendersOf(senders),
      channelCosts: Object.fromEntries(costs.map(({ channel, perThousand }) => [channel, parseCents(perThousand)])),
    })
    return this.readCreditor(tenant)
  }

  @Get(':creditor/planned')
  @ApiRoute({
    scope: 'creditors:read',
    summary: 'What waits for the release',
    more: 'Contacts that were decided in shadow, by phase and channel.',
    answer: [PlannedView],
  })
  async readPlanned(@Tenant() { sql, creditorId }: TenantRequest): Promise<PlannedView[]> {
    return (await previewRelease(sql, creditorId)).map(({ cents, ...row }) => ({ ...row, amount: decimal(cents) }) as PlannedView)
  }

  @Post(':creditor/release')
  @HttpCode(204)
  @ApiRoute({
    scope: 'creditors:write',
    summary: 'Let a creditor send',
    more: 'What is planned is queued, and passes the gate like everything else.',
    status: 204,
    problems: { 409: 'It sends already.' },
  })
  async releaseCreditor(@Tenant() { sql, creditorId, now }: TenantRequest): Promise<void> {
    if (!(await releaseFromShadow(sql, creditorId, now))) throw conflict('live-already', 'This creditor sends already.')
  }

  @Post(':creditor/stop')
  @HttpCode(204)
  @ApiRoute({
    scope: 'creditors:write',
    summary: 'Stop a creditor: back to shadow',
    status: 204,
    problems: { 409: 'It does not send.' },
    more: 'What is queued waits, and is not sent until the next release; what is with a carrier already cannot be called back.',
  })
  async stopCreditor(@Tenant() { sql, creditorId, now }: TenantRequest): Promise<void> {
    if (!(await stopCreditor(sql, creditorId, now))) throw conflict('in-shadow-already', 'This creditor does not send.')
  }

  private async view({ sql, creditorId }: TenantRequest): Promise<CreditorView> {
    const row = await readCreditorRecord(sql, creditorId)
    if (!row) throw notFound('creditor')
    return creditorView(row)
  }

  private async refuseUnpublished(id: CreditorId, policy: string, strategies: Readonly<Record<DebtorKind, string>>): Promise<void> {
    const rulebooks = new Rulebooks(this.source.database)
    await rulebooks.startWith(id, policy, { ...strategies }).catch((fault: unknown) => {
      if (!(fault instanceof Error) || fault.name !== 'ConfigurationError') throw fault
      throw invalidField(fault.message.includes(`policy ${policy}`) ? '/policy' : '/strategies', 'has no published version of that name')
    })
  }
}

function sendersOf(senders: readonly SenderBody[]): (SenderBody & { readonly pacePerSecond: number })[] {
  refuseTwice('senders', senders)
  return senders.map((sender) => ({ ...sender, pacePerSecond: sender.pacePerSecond ?? 10 }))
}

function refuseTwice(field: string, named: readonly { readonly channel: string }[]): void {
  const twice = named.findIndex(({ channel }, index) => named.findIndex((other) => other.channel === channel) !== index)
  if (twice >= 0) throw invalidField(`/${field}/${twice}/channel`, 'is named twice')
}
