/** /v1/creditors/{creditor}/channel-pauses: a channel that a person holds back, with the reason, until they let it go on. */
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common'
import { ApiTags } from '@nestjs/swagger'
import { actorOf } from '#access'
import { channelPauses, namesOfActors, pauseChannel, resumeChannel } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { At, OneOf, Text } from '../http/fields'
import { conflict } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'

/** Calls wait for people anyway. */
const PAUSED = ['email', 'sms', 'whatsapp', 'letter'] as const

class ChannelBody {
  @OneOf(PAUSED) channel!: (typeof PAUSED)[number]
}
class ChannelPauseBody extends ChannelBody {
  @Text({ max: 200, description: 'for colleagues; no names of debtors' }) reason!: string
}
class PauseView {
  @OneOf(PAUSED) readonly channel!: string
  @Text() readonly reason!: string
  @Text({ description: 'who said so' }) readonly by!: string
  @At() readonly since!: string
}

@Controller('v1/creditors/:creditor/channel-pauses')
@ApiTags('Channels')
export class ChannelPausesController {
  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {}

  @Get()
  @ApiRoute({ scope: 'figures:read', summary: 'List the channels that a person paused', answer: [PauseView] })
  async listPauses(@Tenant() { sql, creditorId }: TenantRequest): Promise<PauseView[]> {
    const pauses = await channelPauses(sql, creditorId)
    const names = await namesOfActors(
      this.source.database,
      pauses.map(({ by }) => by),
    )
    return pauses.map(({ channel, reason, by, since }) => ({
      channel,
      reason,
      by: names.get(by) ?? by,
      since: new Date(since).toISOString(),
    }))
  }

  @Post()
  @HttpCode(200)
  @ApiRoute({
    scope: 'campaigns:write',
    audited: true,
    summary: 'Pause a channel',
    answer: [PauseView],
    problems: { 409: 'It is paused already.' },
    more: 'Nothing more leaves by it within a second. What waits is judged once more when it goes on; what is too late by then is decided anew.',
  })
  async pauseChannel(@Tenant() tenant: TenantRequest, @Body() { channel, reason }: ChannelPauseBody): Promise<PauseView[]> {
    const { sql, creditorId, caller, now } = tenant
    if (!(await pauseChannel(sql, { creditorId, channel }, reason, actorOf(caller), now)))
      throw conflict('paused-already', 'This channel is paused already, or the creditor has no sender for it.')
    return this.listPauses(tenant)
  }

  @Post('end')
  @HttpCode(200)
  @ApiRoute({
    scope: 'campaigns:write',
    audited: true,
    summary: 'Let a channel go on',
    answer: [PauseView],
    problems: { 409: 'It is not paused.' },
  })
  async resumeChannel(@Tenant() tenant: TenantRequest, @Body() { channel }: ChannelBody): Promise<PauseView[]> {
    const { sql, creditorId, caller, now } = tenant
    if (!(await resumeChannel(sql, { creditorId, channel }, actorOf(caller), now)))
      throw conflict('not-paused', 'This channel is not paused.')
    return this.listPauses(tenant)
  }
}
