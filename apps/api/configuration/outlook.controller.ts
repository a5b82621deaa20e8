/** What a strategy or policy would do before anybody follows it: invented debtors at once, and the journeys that run when somebody asks. */
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { CHANNELS, decimal, localDateOf, type Channel } from '#domain'
import { foreseeEdited, triedOf, zoneOf, type EditedEffect } from '#pipeline'
import { ConfigurationError } from '#settings'
import { foresee } from '#simulation'
import { getCreditor, publishedConfiguration, readDraft, type ConfigurationDraft } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { Amount, At, ListOf, Nested, OneOf, Text, Whole } from '../http/fields'
import { conflict, found } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { exampleCourses } from './examples'

const DAYS = 56
/** What somebody can wait for. */
const MOST_PLAYED = 500
const MANY = 1_000_000_000

class ExampleContactView {
  @At() readonly at!: string
  @OneOf(CHANNELS) readonly channel!: string
  @Text() readonly phase!: string
}
class ExampleView {
  @Text({ description: 'which invented debtor' }) readonly code!: string
  @ListOf(() => ExampleContactView, 0, 1000, { description: 'by what is live' }) readonly before!: readonly ExampleContactView[]
  @ListOf(() => ExampleContactView, 0, 1000, { description: 'by the draft' }) readonly after!: readonly ExampleContactView[]
}
class OutlookView {
  @ListOf(() => ExampleView, 0, 20) readonly examples!: readonly ExampleView[]
}
class ChannelEffectView {
  @OneOf(CHANNELS) readonly channel!: Channel
  @Whole(0, MANY) readonly contacts!: number
  @Amount() readonly cost!: string
}
class SideView {
  @Whole(0, MANY) readonly contacts!: number
  @Amount() readonly cost!: string
  @ListOf(() => ChannelEffectView, 0, CHANNELS.length) readonly perChannel!: readonly ChannelEffectView[]
}
class EffectView {
  @Whole(0, MOST_PLAYED, { description: `journeys played; ${MOST_PLAYED} at most` }) readonly played!: number
  @Whole(0, MOST_PLAYED, { description: 'of those, how many would take another course' }) readonly different!: number
  @Whole(1, 400, { description: 'how far ahead' }) readonly days!: number
  @Nested(() => SideView) readonly old!: SideView
  @Nested(() => SideView) readonly new!: SideView
}

@Controller('v1/creditors/:creditor/configuration-drafts/:draft')
@ApiTags('Configuration')
export class OutlookController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get('outlook')
  @ApiRoute({
    scope: 'campaigns:read',
    summary: 'What a draft would make of invented debtors',
    more: 'Of a strategy or a policy, beside what is live.',
    answer: OutlookView,
    problems: { 409: 'It decides nothing, or does not fit: see its findings.' },
  })
  async foreseeExamples(@Tenant() tenant: TenantRequest, @Id('draft') id: string): Promise<OutlookView> {
    const draft = await draftOf(tenant, id)
    const creditor = await getCreditor(this.source.database, tenant.creditorId)
    const today = localDateOf(tenant.now, await zoneOf(tenant.sql, creditor))
    const versions = await publishedConfiguration(tenant.sql, tenant.creditorId)
    return { examples: fitting(() => exampleCourses(creditor, versions, draft, today)) }
  }

  @Post('effect')
  @HttpCode(200)
  @ApiRoute({
    scope: 'simulations:run',
    summary: 'What a draft would do with the journeys that run',
    asks: true,
    answer: EffectView,
    problems: { 409: 'It decides nothing, or does not fit: see its findings.' },
    more: `If they changed over to it, ${DAYS} days ahead; the first ${MOST_PLAYED} are played. Nothing is sent or kept.`,
  })
  async foreseeRunning(@Tenant() tenant: TenantRequest, @Id('draft') id: string): Promise<EffectView> {
    const draft = await draftOf(tenant, id)
    const {
      database,
      desk: { rulebooks },
    } = this.source
    const creditor = await getCreditor(database, tenant.creditorId)
    const effect = await foreseeEdited(
      { database, rulebooks },
      creditor,
      fitting(() => triedOf(draft)),
      { foresee, days: DAYS, mostPlayed: MOST_PLAYED },
      tenant.now,
    )
    return { played: effect.played, different: effect.different, days: DAYS, old: sideView(effect.old), new: sideView(effect.new) }
  }
}

async function draftOf({ sql, creditorId }: TenantRequest, id: string): Promise<ConfigurationDraft> {
  const draft = found(await readDraft(sql, { creditorId, id }), 'draft')
  if (draft.kind === 'template') throw conflict('no-outlook', 'A template decides nothing.')
  return draft
}

/** What does not fit is said by the findings; a play says so of what it needs beyond that. */
function fitting<T>(work: () => T): T {
  try {
    return work()
  } catch (fault) {
    if (fault instanceof ConfigurationError) throw conflict('no-outlook', fault.reason)
    throw fault instanceof Error && fault.name === 'ScenarioError' ? conflict('no-outlook', fault.message) : fault
  }
}

function sideView({ perChannel }: EditedEffect['old']): SideView {
  const sum = (of: (one: (typeof perChannel)[number]) => number): number => perChannel.reduce((total, one) => total + of(one), 0)
  return {
    contacts: sum(({ contacts }) => contacts),
    cost: decimal(Math.round(sum(({ cents }) => cents))),
    perChannel: perChannel.map(({ channel, contacts, cents }) => ({ channel, contacts, cost: decimal(Math.round(cents)) })),
  }
}
