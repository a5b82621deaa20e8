/** POST …/debtors/{debtor}/preview: what happens next by the real rules, if nobody does anything or if this happens; nothing is written. */
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import {
  addDays,
  CHANNELS,
  daysBetween,
  decimal,
  instantAt,
  LANGUAGES,
  localDateOf,
  type Channel,
  type Instant,
  type Language,
  type LocalDate,
  type LocalTime,
  type Phase,
  type Rulebook,
} from '#domain'
import { journeyNow, Rulebooks } from '#pipeline'
import { foreseeAssuming, type Foreseen } from '#simulation'
import { API_SOURCE, type ApiSource } from '../api-source'
import { creditorZone } from '../creditors/business-day'
import { PHASES } from '../creditors/creditor.dto'
import { ReasonView, reasonView } from '../history/history.dto'
import { Amount, At, Day, ListOf, OneOf, Plains, Text, Texts } from '../http/fields'
import { invalidField } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { ofDebtor } from '../settling/of-debtor'

const DAYS = 60
const MOST_DAYS = 400
const MOST_EVENTS = 20

class PreviewBody {
  @Day({ optional: true, description: `the last day to look at; ${DAYS} days on unless said` }) until?: LocalDate
  @Plains(MOST_EVENTS, {
    optional: true,
    description:
      'events of the scenario format, such as {"type": "promise", "payBy": "2027-01-22"}, at once where `at` is left out; or what would be known from now on: a `rest` with `until`, a `preference` with `channel`, an `income` with `monthDay`, ' +
      'a `collection-day` with `on`, a `reminder` by hand with `channel`',
  })
  assume?: Readonly<Record<string, unknown>>[]
  @OneOf(LANGUAGES, { optional: true, description: 'of the sentences; nl unless said' }) language?: Language
}

class ForeseenContactView {
  @At() readonly at!: string
  @OneOf(CHANNELS) readonly channel!: Channel
  @OneOf(PHASES) readonly phase!: Phase
  @Text() readonly step!: string
  @Texts({ description: 'references' }) readonly claims!: readonly string[]
  @Amount() readonly amount!: string
  @Day({ nullable: true }) readonly payBy!: string | null
  @Day({ nullable: true, description: 'of a letter' }) readonly expectedDelivery!: string | null
  @ListOf(() => ReasonView, 1, 100) readonly reasons!: readonly ReasonView[]
}

class ForeseenTaskView {
  @Day() readonly on!: string
  @Text({ example: 'escalation' }) readonly kind!: string
}

class ForeseenCollectionView {
  @Day() readonly on!: string
  @Text({ description: 'reference' }) readonly claim!: string
  @Amount() readonly amount!: string
}

class PreviewView {
  @Day() readonly from!: string
  @Day() readonly until!: string
  @ListOf(() => ForeseenContactView, 0, 1000, { description: 'if every message arrives and nothing else comes back' })
  readonly contacts!: readonly ForeseenContactView[]
  @ListOf(() => ForeseenTaskView, 0, 1000, { description: 'what people would be asked to do' }) readonly tasks!: readonly ForeseenTaskView[]
  @ListOf(() => ForeseenCollectionView, 0, 1000, { description: 'what would be collected' })
  readonly collections!: readonly ForeseenCollectionView[]
}

@Controller('v1/creditors/:creditor/debtors/:debtor/preview')
@ApiTags('Debtors')
export class PreviewController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Post()
  @HttpCode(200)
  @ApiRoute({
    scope: 'debtors:read',
    summary: 'See what happens next',
    asks: true,
    answer: PreviewView,
    more: `The real rules, played forward from now, for at most ${MOST_DAYS} days. Nothing is sent or kept.`,
  })
  async previewDebtor(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') id: string,
    @Body() { until, assume = [], language = 'nl' }: PreviewBody,
  ): Promise<PreviewView> {
    const key = await ofDebtor(tenant, id)
    const standing = await journeyNow(tenant.sql, new Rulebooks(this.source.database), key, tenant.now)
    const today = localDateOf(tenant.now, standing?.rulebook.policy.zone ?? (await creditorZone(this.source.database, key.creditorId)))
    const last = until ?? addDays(today, DAYS)
    if (last < today || daysBetween(today, last) > MOST_DAYS) throw invalidField('/until', `must be within ${MOST_DAYS} days from today`)
    const foreseen: Foreseen = standing
      ? fitting(() => foreseeAssuming(standing.snapshot.state, standing.rulebook, assume, tenant.now, endOf(last, standing.rulebook)))
      : { contacts: [], tasks: [], collections: [] }
    return { from: today, until: last, ...previewView(foreseen, language) }
  }
}

const endOf = (day: LocalDate, { policy: { zone } }: Rulebook): Instant => instantAt(addDays(day, 1), '00:00' as LocalTime, zone)

const previewView = (
  { contacts, tasks, collections }: Foreseen,
  language: Language,
): Pick<PreviewView, 'contacts' | 'tasks' | 'collections'> => ({
  contacts: contacts.map(({ contact: { at, channel, phase, step, claims, amount, payBy, expectedDelivery }, reasons }) => ({
    at: new Date(at).toISOString(),
    channel,
    phase,
    step,
    claims,
    amount: decimal(amount),
    payBy,
    expectedDelivery,
    reasons: reasons.map((reason) => reasonView(reason, language)),
  })),
  tasks: tasks.map(({ on, kind }) => ({ on, kind })),
  collections: collections.map(({ on, claim, amount }) => ({ on, claim, amount: decimal(amount) })),
})

function fitting(work: () => Foreseen): Foreseen {
  try {
    return work()
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'ScenarioError' && 'path' in fault)
      throw invalidField(`/${String(fault.path).replaceAll('.', '/')}`, fault.message)
    throw fault
  }
}
