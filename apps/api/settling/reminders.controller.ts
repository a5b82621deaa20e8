/** /v1/creditors/{creditor}/debtors/{debtor}/reminders: a person reminds a debtor now; the rules have the last word, and the caps count it. */
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { CHANNELS, decimal, LANGUAGES, parseCents, reasonSentence, type Channel, type Language, type PlannedContact } from '#domain'
import { foreseeReminder, sendReminder } from '#pipeline'
import { deskSettings, endUnsent, lockDebtor, reminderToRetract } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { ReasonView, reasonView } from '../history/history.dto'
import { Amount, At, ListOf, Nested, OneOf, Texts, Uuid, Whole } from '../http/fields'
import { conflict, notFound } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { Id } from '../http/validation'
import { instant, ofDebtor } from './of-debtor'

class ReminderBody {
  @OneOf(CHANNELS, { optional: true, description: 'the one that the rules choose unless said; `call` becomes a task in the queue' })
  channel?: Channel
  @OneOf(LANGUAGES, { optional: true, description: 'of the sentences; nl unless said' }) language?: Language
}
class NewReminderBody extends ReminderBody {
  @Amount({ optional: true, description: 'as it was shown: when it is another one by now, nothing is sent' }) amount?: string
}
class ReminderView {
  @At({ description: 'when it leaves at the earliest' }) readonly at!: string
  @OneOf(CHANNELS) readonly channel!: Channel
  @Texts({ description: 'references' }) readonly claims!: readonly string[]
  @Amount() readonly amount!: string
}
class ForeseenReminderView {
  @Nested(() => ReminderView, { nullable: true, description: 'null: it may not be sent' }) readonly reminder!: ReminderView | null
  @ListOf(() => ReasonView, 1, 100, { description: 'why so, or why not' }) readonly reasons!: readonly ReasonView[]
}
class SentReminderView extends ReminderView {
  @Uuid({ description: 'the message on its way' }) readonly contact!: string
  @At() readonly undoUntil!: string
  @Whole(0, 600) readonly undoSeconds!: number
}

const reminderView = ({ at, channel, claims, amount }: PlannedContact): ReminderView => ({
  at: instant(at),
  channel,
  claims,
  amount: decimal(amount),
})

@Controller('v1/creditors/:creditor/debtors/:debtor/reminders')
@ApiTags('Debtors')
export class RemindersController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Post('preview')
  @HttpCode(200)
  @ApiRoute({
    scope: 'debtors:read',
    asks: true,
    summary: 'See what a reminder by hand would be',
    more: 'What would be sent, over which channel and when, or why it may not.',
    answer: ForeseenReminderView,
  })
  async previewReminder(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { channel, language = 'nl' }: ReminderBody,
  ): Promise<ForeseenReminderView> {
    const answer = await foreseeReminder(this.source.desk, tenant.sql, await ofDebtor(tenant, debtor), channel ?? null, tenant.now)
    return {
      reminder: answer.kind === 'contact' ? reminderView(answer.contact) : null,
      reasons: answer.reasons.map((reason) => reasonView(reason, language)),
    }
  }

  @Post()
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Remind a debtor by hand',
    status: 201,
    answer: SentReminderView,
    problems: { 409: 'It may not be sent: `detail` says why, in `language`.' },
    more:
      'About every claim past due on which no formal notice was sent. Queued for as long as it may be taken back, at the first hour at which its channel is open, then through the rules once more. It counts in the caps; the ladder stays where it is, ' +
      'and its own reminders and later phases wait after it as after one of theirs.',
  })
  async sendReminder(
    @Tenant() tenant: TenantRequest,
    @Id('debtor') debtor: string,
    @Body() { channel, amount, language = 'nl' }: NewReminderBody,
  ): Promise<SentReminderView> {
    const key = await ofDebtor(tenant, debtor)
    const { undoSeconds } = await deskSettings(this.source.database, key.creditorId)
    const sent = await sendReminder(
      this.source.desk,
      tenant.sql,
      key,
      { channel: channel ?? null, amount: amount === undefined ? null : (parseCents(amount) ?? 0), undoMs: undoSeconds * 1000 },
      tenant.now,
    )
    if ('refused' in sent) throw conflict('not-now', sent.refused.map((reason) => reasonSentence(reason, language)).join(' '))
    return tenant.created(`/v1/creditors/${key.creditorId}/contacts/${sent.id}`, {
      contact: sent.id,
      ...reminderView(sent.contact),
      undoUntil: instant(sent.undoUntil),
      undoSeconds,
    })
  }

  @Post(':contact/retraction')
  @HttpCode(204)
  @ApiRoute({
    scope: 'debtors:write',
    summary: 'Take a reminder by hand back',
    more: 'While it is only queued.',
    status: 204,
    problems: { 409: 'It has left, or was taken back.' },
  })
  async retractReminder(@Tenant() tenant: TenantRequest, @Id('debtor') debtor: string, @Id('contact') contact: string): Promise<void> {
    const key = await ofDebtor(tenant, debtor)
    if (!(await lockDebtor(tenant.sql, key))) throw notFound('debtor')
    const attemptId = await reminderToRetract(tenant.sql, key, contact)
    if (attemptId === null) throw conflict('too-late', 'It has left, or was taken back.')
    await endUnsent(tenant.sql, [{ ...key, attemptId, state: 'suppressed', reasons: [{ code: 'superseded' }] }], tenant.now)
  }
}
