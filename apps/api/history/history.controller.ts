/** Timeline, decisions and contacts: what happened with a debtor, what did not, and why. */
import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common'
import { ApiProduces, ApiTags } from '@nestjs/swagger'
import type { DebtorId, Instant } from '#domain'
import { dossierAsPdf, dossierData } from '#pipeline'
import {
  isDebtor,
  listContactRecords,
  listContactsOfDebtor,
  listDecisions,
  listTimeline,
  readContactRecord,
  readDossier,
  sentMessagesOf,
  type Before,
  type DebtorKey,
} from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { creditorZone } from '../creditors/business-day'
import { pageOf, readCursor, toPage, type Page } from '../http/page'
import { notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import {
  ContactView,
  contactView,
  DecisionView,
  decisionView,
  DossierQuery,
  DossierView,
  HistoryQuery,
  SentMessageView,
  sentMessageView,
  TimelineEntryView,
  timelineEntryView,
} from './history.dto'

const NEWEST_FIRST = 'The newest first.'

@Controller('v1/creditors/:creditor')
@ApiTags('History')
export class HistoryController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('debtors/:debtor/timeline')
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'Everything that happened with a debtor',
    more: NEWEST_FIRST,
    answer: pageOf(TimelineEntryView),
  })
  async listTimeline(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Query() { limit, cursor, language }: HistoryQuery,
  ): Promise<Page<TimelineEntryView>> {
    const rows = await listTimeline(tenant.sql, await keyOf(tenant, debtor), beforeOf(cursor), limit + 1)
    return toPage(
      rows,
      limit,
      (row) => timelineEntryView(row, language),
      (row) => [row.at, row.id],
    )
  }

  @Get('debtors/:debtor/dossier')
  @ApiProduces('application/json', 'application/pdf')
  @ApiRoute({
    scope: 'messages:read',
    summary: 'The dossier of a debtor: every contact with its words, their checksum, and all that came back',
    answer: DossierView,
    more: 'For a bailiff or a request for access. As PDF with `as=pdf`.',
  })
  async readDossier(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Query() { as, language }: DossierQuery,
  ): Promise<object> {
    const dossier = await readDossier(tenant.sql, await keyOf(tenant, debtor), tenant.now)
    if (!dossier) throw notFound('debtor')
    if (as === 'json') return dossierData(dossier)
    const pdf = await dossierAsPdf(dossier, language, await creditorZone(this.source.database, tenant.creditorId))
    return new StreamableFile(pdf, {
      type: 'application/pdf',
      disposition: `attachment; filename="dossier-${debtor}.pdf"`,
      length: pdf.length,
    })
  }

  @Get('debtors/:debtor/decisions')
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'The decisions about a debtor, with their reasons',
    answer: pageOf(DecisionView),
    more: `${NEWEST_FIRST} Of decisions to wait only the latest is kept; its \`reviewAt\` is when the debtor is decided about next.`,
  })
  async listDecisions(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Query() { limit, cursor, language }: HistoryQuery,
  ): Promise<Page<DecisionView>> {
    const rows = await listDecisions(tenant.sql, await keyOf(tenant, debtor), beforeOf(cursor), limit + 1)
    return toPage(
      rows,
      limit,
      (row) => decisionView(row, language),
      (row) => [row.at, row.id],
    )
  }

  @Get('debtors/:debtor/contacts')
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'The contacts with a debtor, with each sending and its receipt',
    more: NEWEST_FIRST,
    answer: pageOf(ContactView),
  })
  async listContactsOfDebtor(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Query() { limit, cursor, language }: HistoryQuery,
  ): Promise<Page<ContactView>> {
    const rows = await listContactsOfDebtor(tenant.sql, await keyOf(tenant, debtor), beforeOf(cursor), limit + 1)
    return toPage(
      rows,
      limit,
      (row) => contactView(row, language),
      (row) => [row.plannedFor, row.id],
    )
  }

  @Get('contacts')
  @ApiRoute({ scope: 'debtors:read', summary: 'All contacts', more: 'In the order they were decided.', answer: pageOf(ContactView) })
  async listContacts(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Query() { limit, cursor, language }: HistoryQuery,
  ): Promise<Page<ContactView>> {
    const [after = null] = readCursor(cursor, ['uuid']) ?? []
    return toPage(
      await listContactRecords(sql, creditorId, after as string | null, limit + 1),
      limit,
      (row) => contactView(row, language),
      (row) => [row.id],
    )
  }

  @Get('contacts/:contact')
  @ApiRoute({ scope: 'debtors:read', summary: 'Read a contact', answer: ContactView })
  async readContact(
    @Tenant() { sql, creditorId }: TenantRequest,
    @Id('contact') contact: string,
    @Query() { language }: HistoryQuery,
  ): Promise<ContactView> {
    const row = await readContactRecord(sql, creditorId, contact)
    if (!row) throw notFound('contact')
    return contactView(row, language)
  }

  @Get('contacts/:contact/messages')
  @ApiRoute({
    scope: 'messages:read',
    summary: 'The wording as it was sent, once for each sending',
    more: 'Empty while nothing has left, and after an erasure.',
    answer: [SentMessageView],
  })
  async readMessages(@Tenant() { sql, creditorId }: TenantRequest, @Id('contact') contact: string): Promise<SentMessageView[]> {
    if (!(await readContactRecord(sql, creditorId, contact))) throw notFound('contact')
    return (await sentMessagesOf(sql, creditorId, contact)).map(sentMessageView)
  }
}

const beforeOf = (cursor: string | undefined): Before => readCursor(cursor, ['instant', 'uuid']) as [Instant, string] | null

async function keyOf({ sql, creditorId }: TenantRequest, debtor: string): Promise<DebtorKey> {
  const key = { creditorId, debtorId: debtor as DebtorId }
  if (!(await isDebtor(sql, key))) throw notFound('debtor')
  return key
}
