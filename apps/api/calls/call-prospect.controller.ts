/** …/call-tasks/{task}/prospect and …/contacts: what comes after a call, what else is known of how to reach them, and what went before. */
import { Controller, Get, Inject, Query } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { addDays, decimal, instantAt, localDateOf, type Instant, type LocalTime } from '#domain'
import { callProspect, type CallProspect } from '#pipeline'
import { foreseeAssuming, type Foreseen } from '#simulation'
import { contactPointsOf, listContactsOfDebtor, type CallCard } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { pageOf, PageQuery, readCursor, toPage, type Page } from '../http/page'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { instant } from '../settling/of-debtor'
import { lastContact, showsOwed, veiled } from './call-card'
import { CallProspectView, type OtherNumberView } from './call-prospect.dto'
import { CardContactView } from './card.dto'
import { found } from './held-call'

const DAYS = 60
const SHOWN = 5
const BY_TELEPHONE: readonly string[] = ['call', 'sms', 'whatsapp']

@Controller('v1/creditors/:creditor/call-tasks/:task')
@ApiTags('Calls')
export class CallProspectController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('prospect')
  @ApiRoute({
    scope: 'calls:write',
    summary: 'What comes after a call',
    answer: CallProspectView,
    more: `The real rules, played forward for ${DAYS} days as if this call came to nothing; and when it is made again if nobody answers. No claim is named, and no amount before what is owed is shown.`,
  })
  async readCallProspect(@Tenant() tenant: TenantRequest, @Id('task') task: string): Promise<CallProspectView> {
    const card = await found(tenant, task)
    const ahead = await callProspect(
      this.source.desk,
      tenant.sql,
      { creditorId: tenant.creditorId, debtorId: card.debtorId, attemptId: card.contactId as never },
      tenant.now,
    )
    const isKnown = await showsOwed(this.source.desk, tenant, card)
    const { contacts, tasks }: Foreseen = ahead?.snapshot.journey
      ? foreseen(ahead, tenant.now)
      : { contacts: [], tasks: [], collections: [] }
    return {
      contacts: contacts.slice(0, SHOWN).map(({ contact: { at, channel, phase, amount, expectedDelivery } }) => ({
        at: instant(at),
        channel,
        phase,
        amount: isKnown ? decimal(amount) : null,
        expectedDelivery,
      })),
      tasks: tasks.slice(0, SHOWN).map(({ on, kind }) => ({ on, kind })),
      // One that broke off is never made again by itself.
      nextTry:
        ahead?.again && card.state !== 'interrupted'
          ? { number: ahead.again.number, of: ahead.again.of, at: instant(ahead.again.at) }
          : null,
      callBacks: ahead?.callBacks.map(instant) ?? [],
      closedBankDays: ahead?.closedBankDays ?? [],
      bestHour: ahead?.bestHour ?? null,
      otherNumbers: await otherNumbers(tenant, card),
    }
  }

  @Get('contacts')
  @ApiRoute({
    scope: 'calls:write',
    summary: 'What went before a call',
    more: 'The latest first, over all channels.',
    answer: pageOf(CardContactView),
  })
  async listEarlierContacts(
    @Tenant() tenant: TenantRequest,
    @Id('task') task: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<CardContactView>> {
    const { debtorId } = await found(tenant, task)
    const rows = await listContactsOfDebtor(
      tenant.sql,
      { creditorId: tenant.creditorId, debtorId },
      readCursor(cursor, ['instant', 'uuid']) as readonly [Instant, string] | null,
      limit + 1,
    )
    return toPage(rows, limit, lastContact, (row) => [row.plannedFor, row.id])
  }
}

function foreseen({ snapshot: { state }, rulebook }: CallProspect, now: Instant): Foreseen {
  const { zone } = rulebook.policy
  return foreseeAssuming(state, rulebook, [], now, instantAt(addDays(localDateOf(now, zone), DAYS + 1), '00:00' as LocalTime, zone))
}

/** Beside the one that is dialled. */
async function otherNumbers({ sql, creditorId }: TenantRequest, { debtorId, number }: CallCard): Promise<OtherNumberView[]> {
  const points = await contactPointsOf(sql, { creditorId, debtorId })
  return points.flatMap(({ channel, address, usable }) =>
    BY_TELEPHONE.includes(channel) && typeof address === 'string' && !(channel === 'call' && address === number)
      ? [{ channel, number: veiled(address), usable }]
      : [],
  )
}
