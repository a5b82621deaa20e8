/** /v1/creditors/{creditor}/channels: by which accounts messages leave, how fast, and whether they work; what opens an account is never shown. */
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { CHANNELS, instantAt, localDateOf, type LocalTime } from '#domain'
import { CARRIER_FAULTS, checkCarriers, type CarrierFault } from '#pipeline'
import { connectedCarriers } from '#settings'
import { dayQuota, getCreditor, sealedAccountsOf, senderStates, sendingStopped, stoppedFor } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { creditorZone } from '../creditors/business-day'
import { At, Flag, ListOf, Nested, OneOf, Text, Texts, Whole } from '../http/fields'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { instant, iso } from '../settling/of-debtor'

class ChannelSenderView {
  @OneOf(CHANNELS) readonly channel!: string
  @Text({ description: 'from which address or number' }) readonly address!: string
  @Whole(1, 1_000_000, { description: 'messages a second, at most' }) readonly pacePerSecond!: number
  @At({ nullable: true, description: 'nothing leaves until then: the carrier asked for quiet, or its account rests' })
  readonly quietUntil!: string | null
}
class AccountView {
  @OneOf(CHANNELS) readonly channel!: string
  @Text() readonly name!: string
  @Whole(1, 9, { description: 'the lowest is tried first' }) readonly place!: number
}
class StoppedAccountView {
  @Text() readonly account!: string
  @Text({ description: 'as the carrier says it' }) readonly code!: string
  @At() readonly since!: string
}
class DayQuotaView {
  @Whole(0, 1_000_000_000, { nullable: true, description: 'contacts a day; null: no limit, and nothing is counted' }) readonly limit!:
    number | null
  @Whole(0, 1_000_000_000, { description: 'of today' }) readonly sent!: number
}
class ChannelsView {
  @Nested(() => DayQuotaView, { description: 'over all channels; what comes on top waits for the next day' }) readonly today!: DayQuotaView
  @Flag({ description: 'nothing at all leaves' }) readonly sendingStopped!: boolean
  @Flag({ description: 'a trial: everything goes to one address' }) readonly redirected!: boolean
  @ListOf(() => ChannelSenderView, 0, CHANNELS.length) readonly senders!: readonly ChannelSenderView[]
  @ListOf(() => AccountView, 0, 100, { description: "the creditor's own; without one the house's is used" })
  readonly accounts!: readonly AccountView[]
  @Texts({ description: 'carriers that the house is connected to; the sandbox stands in for the others' })
  readonly carriers!: readonly string[]
  @ListOf(() => StoppedAccountView, 0, 100, { description: 'accounts that their carrier refuses, and that rest' })
  readonly stopped!: readonly StoppedAccountView[]
}
class CheckedAccountView {
  @Text() readonly account!: string
  @Flag() readonly works!: boolean
  @Text({ nullable: true, description: "the carrier's own, or that of the network" }) readonly code!: string | null
  @OneOf(CARRIER_FAULTS, { nullable: true }) readonly fault!: CarrierFault | null
  @Text({ max: 1000 }) readonly says!: string
}

@Controller('v1/creditors/:creditor/channels')
@ApiTags('Channels')
export class ChannelsController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({ scope: 'admin', summary: 'By what messages leave, and how that is', answer: ChannelsView })
  async readChannels(@Tenant() { creditorId, now }: TenantRequest): Promise<ChannelsView> {
    const { database, standing } = this.source
    const house = standing()
    const zone = await creditorZone(database, creditorId)
    return {
      today: await dayQuota(database, creditorId, instantAt(localDateOf(now, zone), '00:00' as LocalTime, zone)),
      sendingStopped: await sendingStopped(database),
      redirected: house.redirectAllTo !== null,
      senders: (await senderStates(database, creditorId)).map(({ quietUntil, ...sender }) => ({ ...sender, quietUntil: iso(quietUntil) })),
      accounts: (await sealedAccountsOf(database, [creditorId])).map(({ channel, name, place }) => ({ channel, name, place })),
      carriers: connectedCarriers({ twilio: null, sendgrid: null, smtp: null, whatsapp: null, ...house }),
      stopped: (await stoppedFor(database, creditorId)).map(({ account, code, since }) => ({
        account: account.replace(` of ${creditorId}`, ''),
        code,
        since: instant(since),
      })),
    }
  }

  @Post('check')
  @HttpCode(200)
  @ApiRoute({
    scope: 'admin',
    summary: 'Ask each account one harmless question',
    more: 'Nothing is sent. Its own accounts, and those of the house.',
    answer: [CheckedAccountView],
  })
  async checkChannels(@Tenant() { creditorId }: TenantRequest): Promise<readonly CheckedAccountView[]> {
    const { database, standing } = this.source
    const { code } = await getCreditor(database, creditorId)
    const accounts = (await sealedAccountsOf(database, [creditorId])).map((account) => ({ ...account, creditor: code }))
    return checkCarriers({ ...standing(), accounts })
  }
}
